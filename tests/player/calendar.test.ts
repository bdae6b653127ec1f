import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { calendar } from "../../src/modulebouwer/components/plan/calendar.ts";
import { calendarDays } from "../../src/modulebouwer/components/plan/days.ts";
import { dayOf, isDate } from "../../src/modulebouwer/components/shared/rows/dates.ts";
import type { Course } from "../../src/modulebouwer/player/course.ts";
import { Phrases } from "../../src/modulebouwer/player/view/words.ts";
import { SEED, texts } from "./records.ts";
import { PLAN } from "./rows_columns.ts";

const SHAPE = { words: "components.plan" as const, minRows: 1, maxRows: 5, columns: PLAN };
const NOW = new Date("2026-11-23T09:42:07.123Z");
const course = {
  identifier: "regio",
  words: {
    components: {
      plan: {
        row: "Actie {number}",
        columns: {
          action: "Actie",
          partner: "Partner",
          step: "Stap",
          date: "Datum",
          sign: "Teken",
          stop: "Stop",
        },
      },
    },
  },
} as unknown as Course;

describe("a calendar file", () => {
  test("has a day, a reminder and the text with what iCalendar escapes", () => {
    const day = {
      uid: "a@b",
      date: "2026-12-01",
      summary: "Bellen; met A, B",
      description: "Een\nTwee \\ drie",
    };
    const lines = calendar([day], NOW).split("\r\n");
    for (const line of [
      "DTSTAMP:20261123T094207Z",
      "DTSTART;VALUE=DATE:20261201",
      "SUMMARY:Bellen\\; met A\\, B",
      "DESCRIPTION:Een\\nTwee \\\\ drie",
      "TRIGGER:-PT15H",
    ])
      assert.ok(lines.includes(line), line);
    assert.equal(lines.at(-1), "");
  });

  test("has lines of at most 75 octets, of whole characters, that unfold to the text", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const known = text.replace(/[\0-\x1f\x7f\\;,]|\p{Cs}/gu, "");
        const file = calendar([{ uid: "a@b", date: "2026-12-01", summary: known, description: "" }], NOW);
        for (const line of file.split("\r\n")) assert.ok(new TextEncoder().encode(line).length <= 75);
        assert.doesNotMatch(file, /[^\r]\n|\r[^\n]/);
        assert.ok(file.replaceAll("\r\n ", "").includes(`\r\nSUMMARY:${known}\r\n`));
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  test("has the rows of a plan that have a date, each under a name of its own that stays", () => {
    const rows = [
      ["Overleg", "Wijkteam", "Bellen", "2026-12-01", "Elke maand", "Na drie keer"],
      ["Zonder dag", "", "", "volgende week", "", ""],
      ["", "", "", "2026-12-03", "", ""],
    ];
    assert.deepEqual(calendarDays(new Phrases(course), SHAPE, course, "plan", rows), [
      {
        uid: "regio.plan.1@modulebouwer",
        date: "2026-12-01",
        summary: "Overleg",
        description: "Partner: Wijkteam\nStap: Bellen\nTeken: Elke maand\nStop: Na drie keer",
      },
      { uid: "regio.plan.3@modulebouwer", date: "2026-12-03", summary: "Actie 3", description: "" },
    ]);
  });
});

describe("dates", () => {
  test("exist or do not", () => {
    for (const text of ["2026-02-28", "2028-02-29", "0002-01-01"]) assert.ok(isDate(text), text);
    for (const text of ["2026-02-29", "2026-13-01", "2026-1-1", "1 december", "", "2026-12-01T00:00"])
      assert.ok(!isDate(text), text);
  });

  test("the day is the learner's", () => {
    assert.equal(dayOf(new Date(2026, 0, 5, 0, 10)), "2026-01-05");
  });
});
