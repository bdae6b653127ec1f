import assert from "node:assert/strict";
import { test } from "node:test";
import { answersOf } from "./prose.ts";
import { answersOn, Browser, emptyServer, FAILED, launch, LOST, settled, type Visit } from "./virtual.ts";

const ACTIONS = 2_000;
const IDS = ["regio", "partners", "plan", "einde", "constructor"];
/** Of this run; SOAK_SEED=... runs another. */
const SEED = Number(process.env["SOAK_SEED"] ?? 20261123);

/** A generator of numbers from 0 up to 1 that the seed decides (a linear congruence, modulo 2^32). */
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
}

test(`soak: ${ACTIONS} random actions against an LMS that fails at random (seed ${SEED})`, async () => {
  const next = random(SEED);
  const chance = (share: number): boolean => next() < share;
  const pick = <T>(values: readonly T[]): T => values[Math.floor(next() * values.length)]!;
  const prose = answersOf(600);
  const server = emptyServer();
  const drafts = new Browser().drafts;
  /** What the page called saved, and which texts the learner has typed since. */
  const saved = new Map<string, string>();
  const since = new Map<string, Set<string>>();
  let launches = 0;

  async function open(): Promise<Visit> {
    launches += 1;
    const browser = new Browser();
    browser.drafts = drafts;
    const visit = await launch(
      server,
      (lms) => {
        lms.failsToRead = () => (chance(0.05) ? { kind: "unreadable" } : null);
        lms.failsToWrite = () => (chance(0.15) ? pick([FAILED, LOST]) : null);
        lms.failsToCommit = () => (chance(0.15) ? pick([FAILED, LOST]) : null);
        lms.showsFrom = chance(0.2) ? 4_000 : 0;
        lms.room = chance(0.2) ? 1_500 : 4_096;
      },
      browser,
    );
    visit.session.subscribe(() => note(visit));
    return visit;
  }

  function note({ session }: Visit): void {
    for (const id of IDS) {
      if (session.status(id).kind !== "saved") continue;
      saved.set(id, session.record.answers[id]!.value);
      since.set(id, new Set());
    }
  }

  /** What the LMS holds is what was called saved, or what was typed later and not yet called anything. */
  function check(when: string): void {
    const held = answersOn(server);
    for (const [id, text] of saved) {
      const there = Object.hasOwn(held, id) ? held[id]! : "";
      assert.ok(there === text || since.get(id)?.has(there), `${when}: ${id} is "${there.slice(0, 60)}"`);
    }
  }

  let visit = await open();
  for (let action = 1; action <= ACTIONS; action++) {
    const { session, browser } = visit;
    const id = pick(IDS);
    const what = next();
    if (what < 0.45) {
      const text = chance(0.05)
        ? ""
        : pick(prose).slice(0, Math.floor(next() * 600)) + pick(["", "\n", "😀", "\ud800"]);
      since.set(id, (since.get(id) ?? new Set()).add(text));
      session.answer(id, text);
    } else if (what < 0.65) session.settle(id);
    else if (what < 0.75) session.visit(pick(["begin", "regio", "einde"]));
    else if (what < 0.8) session.retry();
    else if (what < 0.85) {
      browser.connected = !browser.connected;
      if (browser.connected) browser.page!.online();
      else browser.page!.offline();
    } else if (what < 0.9) browser.page!.hidden();
    else if (what < 0.93) {
      // F5 or a crash: with the page's last events, or without.
      if (chance(0.5)) browser.page!.leave(true);
      await settled();
      visit = await open();
    }
    await visit.browser.pass(Math.floor(next() * 4_000));
    note(visit);
    check(`action ${action}`);
  }

  visit.browser.page!.leave(true);
  check("after leaving");
  const last = await launch(server);
  for (const [id, text] of saved) {
    const { answers } = last.session.record;
    assert.ok(answers[id]?.value === text || since.get(id)?.has(answers[id]?.value ?? ""), id);
  }
  console.log(
    `seed ${SEED}: ${ACTIONS} actions, ${launches} launches, ${visit.session.record.revision} revisions`,
  );
  assert.ok(launches > 20 && saved.size === IDS.length);
});
