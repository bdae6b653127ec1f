/** The figures that are promised of a quiet LMS. Real time is not among them: bench/saving.ts measures that. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { encode } from "../../src/modulebouwer/player/codec.ts";
import type { CourseInteraction } from "../../src/modulebouwer/player/course.ts";
import { readFileSync } from "node:fs";
import { answersOf } from "../player/prose.ts";
import { LRS_ENGINES, SCORM_ENGINES } from "./engines.ts";
import { ANSWERS, full, ids, Quiet, type Options } from "./quiet.ts";

for (const standard of ["xapi", "cmi5"] as const) {
  test(`${standard}: 63 stored answers over an LRS of 500 ms a request: two requests, ready within 3 s, no field empty`, async () => {
    const lrs = { ...LRS_ENGINES[0]!, serial: 500 };
    const quiet = new Quiet(standard, { lrs, stored: JSON.stringify({ record: encode(full()) }) });
    try {
      for (let waited = 0; !quiet.session && waited < 3_000; waited += 100) await quiet.pass(100);
      assert.ok(quiet.session, `not ready after ${quiet.clock.elapsed} ms`);
      const ours = quiet.requests.filter((request) => !request.includes("LMS."));
      assert.deepEqual(ours, ["GET list", "GET record"]);
      for (const id of ids) assert.equal(quiet.session.status(id).kind, "saved");
    } finally {
      quiet.close();
    }
  });
}

const MOST_COMMITS = 1.5;

for (const standard of ["scorm12", "scorm2004"] as const) {
  test(
    `${standard}: 63 answers at a person's pace take at most ${MOST_COMMITS} commits an answer`,
    { timeout: 60_000 },
    async () => {
      const quiet = new Quiet(standard);
      try {
        await quiet.pass(5_000);
        await quiet.answersAll();
        for (const id of ids) assert.equal(quiet.session!.status(id).kind, "saved", id);
        assert.ok(quiet.commits / ANSWERS <= MOST_COMMITS, `${quiet.commits} commits for ${ANSWERS} answers`);
      } finally {
        quiet.close();
      }
    },
  );
}

interface Wordy {
  readonly name: string;
  readonly options: Options;
  /** By interaction, in the order in which they are given. */
  readonly given: ReadonlyMap<string, string>;
  readonly sectionOf: (id: string) => string;
}

const DATA = new URL("../data/samenwerken_regio_answers.json", import.meta.url);
const GIVEN = Object.entries(JSON.parse(readFileSync(DATA, "utf8")) as Record<string, string>);
const PROSE = [
  ...answersOf(600),
  ...GIVEN.map(([, value]) => value).filter((value) => value.includes(" ")),
].join(" ");

/** 63 answers of 143 characters, none like another. */
function written(): Wordy {
  const length = 143;
  const texts = ids.map((_, number) => PROSE.slice(number * length, (number + 1) * length));
  return {
    name: `${ANSWERS} written answers`,
    options: { written: () => true },
    given: new Map(ids.map((id, number) => [id, texts[number]!])),
    sectionOf: () => "begin",
  };
}

/** The real module's, with more of what is written, section by section: choices fill the record to its last characters. */
function mixed(): Wordy {
  const length = 400;
  const isText = (value: string): boolean => value.includes(" ") && !/^\d[!?]/.test(value);
  const given = GIVEN.map(([id, value], number): [string, string] => {
    const from = (number * length) % (PROSE.length - length);
    return [id, isText(value) ? `${value} ${PROSE.slice(from, from + length)}`.slice(0, length) : value];
  });
  const sectionOf = (id: string): string => `deel-${Math.floor(GIVEN.findIndex(([one]) => one === id) / 10)}`;
  const interactions = given.map(([id, value]): CourseInteraction => ({
    id,
    component: isText(value) ? "reflection" : "question",
    section: sectionOf(id),
    prompt: `Wat ziet u in uw regio bij ${id}?`,
    type: isText(value) ? "long-fill-in" : "choice",
    options: [{ id: value.split(/[!,=\s]/).at(-1)!, text: value }],
    maxLength: 5_000,
    required: false,
  }));
  const sections = [...new Set(interactions.map(({ section }) => section))];
  return {
    name: `${given.length} chosen and written answers over ${sections.length} sections`,
    options: { course: { sections: sections.map((id) => ({ id, title: id, minutes: 5 })), interactions } },
    given: new Map(given),
    sectionOf,
  };
}

/** Everything is given in a strict SCORM 1.2, once; whoever calls closes it. */
async function filled({ options, given, sectionOf }: Wordy): Promise<Quiet> {
  const scorm = SCORM_ENGINES.scorm12.find(({ name }) => name === "moodle strict")!;
  const quiet = new Quiet("scorm12", { scorm, ...options });
  await quiet.pass(5_000);
  let place = "";
  for (const [id, text] of given) {
    if (sectionOf(id) !== place) await quiet.visits((place = sectionOf(id)));
    await quiet.answers(id, text);
  }
  await quiet.pass(60_000);
  return quiet;
}

const wide = (record: string): number => record.replace(/[ -~]/g, "").length;

for (const wordy of [written(), mixed()]) {
  const { name, given } = wordy;
  test(`${name} in a strict SCORM 1.2: all are saved from the second launch on, and one can finish`, async () => {
    const characters = [...given.values()].join("").length;
    assert.ok(characters >= 9_000, String(characters));
    const quiet = await filled(wordy);
    try {
      const count = (kind: string): number =>
        [...given.keys()]
          .map((id) => quiet.session!.status(id))
          .filter((one) => ("why" in one ? one.why : one.kind) === kind).length;
      const all = (when: string): void => {
        console.log(
          `${name}, ${characters} characters in 4,096, ${when}: ${count("saved")} saved in ${quiet.stored.length}, of which ${wide(quiet.stored)} wide; ${count("full")} told`,
        );
        for (const [id, text] of given)
          assert.equal(quiet.session!.record.answers[id]?.value, text, "the whole text is in its field");
      };
      all("first launch");
      assert.ok(count("full") > 0, "ASCII holds it all");
      assert.equal(count("saved") + count("full"), given.size);
      for (const launch of ["second launch", "third launch"]) {
        await quiet.opensAgain();
        await quiet.pass(20_000);
        all(launch);
        assert.equal(count("saved"), given.size);
        assert.ok(quiet.stored.length <= 4_096 && wide(quiet.stored) > 0);
      }
      assert.equal((await quiet.finishes())?.kind, "ok");
      assert.ok(quiet.completed);
    } finally {
      quiet.close();
    }
  });
}

for (const wordy of [written(), mixed()])
  test(`${wordy.name} in a strict SCORM 1.2: who shortens one, as the page asks, is asked nothing, and it is saved`, async () => {
    const quiet = await filled(wordy);
    try {
      const status = (id: string): string => quiet.session!.status(id).kind;
      const long = [...wordy.given].filter(([id, text]) => text.length > 60 && status(id) === "saved");
      for (const [id, text] of long.slice(0, 3)) {
        const shorter = `Kort: ${text.slice(10, 40)}`;
        await quiet.answers(id, shorter);
        await quiet.pass(8_000);
        assert.deepEqual(Object.keys(quiet.session!.record.conflicts), []);
        assert.equal(status(id), "saved");
        await quiet.opensAgain();
        await quiet.pass(20_000);
        assert.equal(quiet.session!.record.answers[id]?.value, shorter);
        assert.deepEqual(Object.keys(quiet.session!.record.conflicts), []);
      }
    } finally {
      quiet.close();
    }
  });
