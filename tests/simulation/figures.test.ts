/** The figures that are promised of a quiet LMS. Real time is not among them: bench/saving.ts measures that. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { encode } from "../../src/modulebouwer/player/codec.ts";
import { LRS_ENGINES } from "./engines.ts";
import { ANSWERS, full, ids, Quiet } from "./quiet.ts";

for (const standard of ["xapi", "cmi5"] as const) {
  test(`${standard}: 63 stored answers over an LRS of 500 ms a request: two requests, ready within 3 s, no field empty`, async () => {
    const lrs = { ...LRS_ENGINES[0]!, serial: 500 };
    const quiet = new Quiet(standard, lrs, JSON.stringify({ record: encode(full()) }));
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
