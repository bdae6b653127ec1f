/** The figures that are promised of a quiet LMS. Real time is not among them: bench/saving.ts measures that. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { encode } from "../../src/modulebouwer/player/codec.ts";
import { readFileSync } from "node:fs";
import { answersOf } from "../player/prose.ts";
import { LRS_ENGINES, SCORM_ENGINES } from "./engines.ts";
import { ANSWERS, full, ids, Quiet } from "./quiet.ts";

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

/** 63 answers of 143 characters, none like another. */
function wordy(): string[] {
  const data = new URL("../data/samenwerken_regio_answers.json", import.meta.url);
  const given = Object.values(JSON.parse(readFileSync(data, "utf8")) as Record<string, string>);
  const prose = [...answersOf(600), ...given.filter((value) => value.includes(" "))].join(" ");
  const length = 143;
  return ids.map((_, number) => prose.slice(number * length, (number + 1) * length));
}

const wide = (record: string): number => record.replace(/[ -~]/g, "").length;

test("63 answers of 9,000 characters in a strict SCORM 1.2: all are saved from the second launch on, and one can finish", async () => {
  const scorm = SCORM_ENGINES.scorm12.find(({ name }) => name === "strict")!;
  const texts = wordy();
  const characters = texts.reduce((sum, text) => sum + text.length, 0);
  assert.ok(characters >= 9_000, String(characters));
  const quiet = new Quiet("scorm12", { scorm, written: () => true });
  try {
    await quiet.pass(5_000);
    const count = (kind: string): number =>
      ids.map((id) => quiet.session!.status(id)).filter((one) => ("why" in one ? one.why : one.kind) === kind)
        .length;
    const all = (when: string): void => {
      console.log(
        `${characters} characters over ${ANSWERS} answers in 4,096, ${when}: ${count("saved")} saved in ${quiet.stored.length}, of which ${wide(quiet.stored)} wide; ${count("full")} told`,
      );
      for (const [number, id] of ids.entries())
        assert.equal(
          quiet.session!.record.answers[id]?.value,
          texts[number],
          "the whole text is in its field",
        );
    };
    for (const [number, id] of ids.entries()) await quiet.answers(id, texts[number]!);
    await quiet.pass(60_000);
    all("first launch");
    assert.ok(count("full") > 0, "ASCII holds it all");
    assert.equal(count("saved") + count("full"), ANSWERS);
    for (const launch of ["second launch", "third launch"]) {
      await quiet.opensAgain();
      await quiet.pass(20_000);
      all(launch);
      assert.equal(count("saved"), ANSWERS);
      assert.ok(quiet.stored.length <= 4_096 && wide(quiet.stored) > 0);
    }
    assert.equal((await quiet.finishes())?.kind, "ok");
    assert.ok(quiet.completed);
  } finally {
    quiet.close();
  }
});
