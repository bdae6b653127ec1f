import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import fc from "fast-check";
import type { Kind } from "../../src/modulebouwer/components/kind.ts";
import {
  keysOf,
  layout,
  numberedAxes,
  partiesOf,
  wrapped,
} from "../../src/modulebouwer/components/stakeholder_map/picture.ts";
import { mapWords, quadrantOf, remark } from "../../src/modulebouwer/components/stakeholder_map/words.ts";
import { joinRows, parseRows } from "../../src/modulebouwer/components/shared/rows/value.ts";
import type { Course, CourseComponent, CourseInteraction } from "../../src/modulebouwer/player/course.ts";
import type { Kit } from "../../src/modulebouwer/player/kit.ts";
import { BETWEEN_TEXTS } from "../../src/modulebouwer/player/state.ts";
import type { Context } from "../../src/modulebouwer/player/view/context.ts";
import { Phrases } from "../../src/modulebouwer/player/view/words.ts";
import { loadedKind } from "./loaded_kinds.ts";
import { SEED, texts } from "./records.ts";
import { MAP, PLAN } from "./rows_columns.ts";

const COLUMNS = 5;

const course = {
  language: "nl",
  components: [
    { id: "stakeholder-map", settings: { columns: MAP } },
    { id: "plan", settings: { columns: PLAN } },
  ],
  words: {
    date: "{day} {month} {year}",
    months: Object.fromEntries([..."abcdefghijkl"].map((letter, index) => [index, `maand-${letter}`])),
    first_of_month: "1",
    components: {
      rows: { number: "Nr." },
      "stakeholder-map": {
        columns: {
          party: "Belanghebbende",
          role: "Rol",
          interest: "Belang",
          influence: "Invloed",
          approach: "Aanpak",
        },
        levels: { "1": "weinig", "2": "enig", "3": "veel", "4": "zeer veel" },
        usual: "Gebruikelijk in dit vak: {approach}.",
        quadrants: { both: "nauw betrekken", influence: "tevreden houden", interest: "informeren" },
        picture: "Kaart naar {interest} en {influence} ({count})",
      },
      plan: {
        columns: {
          action: "Actie",
          partner: "Partner",
          step: "Eerste stap",
          date: "Datum",
          sign: "Teken",
          stop: "Stopregel",
        },
      },
    },
  },
} as unknown as Course;
const phrases = new Phrases(course);
const context = { course, phrases } as Context;

const kinds: Record<string, Kind> = {};

before(async () => {
  const kit: Partial<Kit> = { phrases: () => phrases, course: () => course };
  for (const kind of ["stakeholder-map", "plan"]) kinds[kind] = await loadedKind(kind, ["rows"], kit);
});

function component(kind: string, minRows: number): CourseComponent {
  const settings = { minRows, maxRows: 22, columns: kind === "plan" ? PLAN : MAP };
  return { id: kind, kind, title: "Rijen", interactions: [kind], settings } as unknown as CourseComponent;
}

function interaction(id: string): CourseInteraction {
  return { id, type: "long-fill-in" } as CourseInteraction;
}
const MR = "Medezeggenschapsraad\tDenkt mee\t3\t4\tPraten";

describe("the value of rows", () => {
  test("gives back every cell, whatever is in it", () => {
    fc.assert(
      fc.property(fc.array(fc.array(texts, { minLength: COLUMNS, maxLength: COLUMNS })), (rows) => {
        const filled = rows.filter((row) => row.some((cell) => cell !== ""));
        assert.deepEqual(parseRows(joinRows(rows), COLUMNS), filled);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  test("is lines of cells, without what is empty at the end", () => {
    const rows = [
      ["MR", "", "3", "", ""],
      ["", "", "", "", ""],
      ["a\tb", "c\nd", "e\\n", "", "f"],
    ];
    assert.equal(joinRows(rows), "MR\t\t3\na\\tb\tc\\nd\te\\\\n\t\tf");
    assert.equal(joinRows([["", "", "", "", ""]]), "");
  });

  test("of two is the rows of both, joined by the learner's choice or by the merge", () => {
    const both = [MR, "Gemeente"].map((value) => parseRows(value, COLUMNS)[0]);
    assert.deepEqual(parseRows(`${MR}\n\nGemeente`, COLUMNS), both);
    assert.deepEqual(parseRows(`${MR}${BETWEEN_TEXTS}Gemeente`, COLUMNS), both);
    assert.deepEqual(parseRows(joinRows([["---", "", "", "", ""]]), COLUMNS), [["---", "", "", "", ""]]);
  });

  test("keeps cells that there is no column for, and any text", () => {
    assert.deepEqual(parseRows("1\t2\t3\t4\t5\t6\t7", COLUMNS), [["1", "2", "3", "4", "5\n6\n7"]]);
    assert.deepEqual(parseRows("Een gewone tekst.\nNog een.", 2), [
      ["Een gewone tekst.", ""],
      ["Nog een.", ""],
    ]);
  });
});

describe("done", () => {
  const done = (kind: string, minRows: number, value: string): boolean =>
    kinds[kind]!.done(component(kind, minRows), () => value);

  test("a map asks for rows with party, interest and influence", () => {
    assert.ok(done("stakeholder-map", 2, `${MR}\nGemeente\t\t1\t2`));
    assert.ok(!done("stakeholder-map", 2, MR));
    assert.ok(!done("stakeholder-map", 2, `${MR}\nGemeente\trol\t1`));
    assert.ok(!done("stakeholder-map", 2, `${MR}\n \trol\t1\t2`));
    assert.ok(!done("stakeholder-map", 2, `${MR}\nGemeente\t\t5\t2`));
    assert.ok(!done("stakeholder-map", 1, ""));
  });

  test("a plan asks for rows with action, first step and a date that exists", () => {
    assert.ok(done("plan", 1, "Overleg\t\tBellen\t2026-12-01"));
    assert.ok(!done("plan", 1, "Overleg\t\tBellen\t2026-02-30"));
    assert.ok(!done("plan", 1, "Overleg\t\tBellen\tvolgende week"));
    assert.ok(!done("plan", 1, "Overleg\tWijkteam\t\t2026-12-01"));
  });
});

describe("words", () => {
  test("each cell stands after its heading, levels and dates as people read them", () => {
    const said = kinds["stakeholder-map"]!.say(context, interaction("stakeholder-map"), `${MR}\nGemeente`);
    assert.equal(
      said,
      "1. Belanghebbende: Medezeggenschapsraad\nRol: Denkt mee\nBelang: 3 – veel\nInvloed: 4 – zeer veel\n" +
        "Aanpak: Praten\n\n2. Belanghebbende: Gemeente",
    );
    const plan = kinds["plan"]!.say(context, interaction("plan"), "Overleg\t\tBellen\t2026-12-02");
    assert.equal(plan, "1. Actie: Overleg\nEerste stap: Bellen\nDatum: 2 maand-l 2026");
  });

  test("what a level or date cannot be is said as it is", () => {
    assert.match(
      kinds["stakeholder-map"]!.say(context, interaction("stakeholder-map"), "MR\t\thoog"),
      /Belang: hoog/,
    );
    assert.match(kinds["plan"]!.say(context, interaction("plan"), "Doen\t\t\tmorgen"), /Datum: morgen/);
  });

  test("a report says the same words, without right or wrong, and nothing of nothing", () => {
    const kind = kinds["stakeholder-map"]!;
    assert.deepEqual(kind.respond(interaction("stakeholder-map"), MR), {
      parts: [kind.say(context, interaction("stakeholder-map"), MR)],
      result: "neutral",
    });
    assert.equal(kind.respond(interaction("stakeholder-map"), ""), null);
  });

  test("a map is shown as a table and a picture, a plan as a table whose rows may stand as cards", () => {
    const [map] = kinds["stakeholder-map"]!.present!(context, component("stakeholder-map", 1), () => MR);
    assert.deepEqual(
      map!.blocks.map(({ kind }) => kind),
      ["table", "picture"],
    );
    const [plan] = kinds["plan"]!.present!(
      context,
      component("plan", 1),
      () => "Overleg\t\tBellen\t2026-12-02",
    );
    assert.deepEqual(plan!.blocks, [
      {
        kind: "table",
        head: ["Nr.", "Actie", "Partner", "Eerste stap", "Datum", "Teken", "Stopregel"],
        rows: [["1", "Overleg", "", "Bellen", "2 maand-l 2026", "", ""]],
        cards: true,
      },
    ]);
    assert.deepEqual(kinds["plan"]!.present!(context, component("plan", 1), () => "")[0]!.blocks, []);
  });
});

describe("the picture", () => {
  test("holds the rows that have a place, under the numbers of their rows", () => {
    assert.deepEqual(partiesOf(parseRows(`Zonder\n${MR}\nGemeente\t\t2\thoog`, COLUMNS)), [
      { number: 2, name: "Medezeggenschapsraad", interest: 3, influence: 4 },
    ]);
  });

  test("has the approaches in the usual quadrants", () => {
    const found = [quadrantOf(4, 4), quadrantOf(2, 3), quadrantOf(3, 2), quadrantOf(1, 1)];
    assert.deepEqual(found, ["both", "influence", "interest", "neither"]);
  });

  test("calls axes, levels and quadrants as the author does, and else as usual", () => {
    const usual = { minRows: 1, maxRows: 22, columns: MAP };
    const said = mapWords(phrases, usual);
    assert.deepEqual(
      [said.axis("influence"), said.level("interest", 3), said.quadrant("interest"), said.label(2)],
      ["Invloed", "veel", "informeren", "Kaart naar Belang en Invloed (2)"],
    );
    assert.equal(remark(phrases, usual, "both"), "Gebruikelijk in dit vak: nauw betrekken.");
    const levels = ["klein", "matig", "flink", "enorm"];
    const own = {
      ...usual,
      columns: MAP.map((one) => (one.name === "influence" ? { ...one, title: "Gevolg", levels } : one)),
      quadrants: {
        both: { name: "Samen optrekken", advice: "Maak samen het plan." },
        influence: { name: "Tevreden houden" },
        interest: { name: "Vroeg een stem geven" },
        neither: { name: "Af en toe kijken" },
      },
    };
    const named = mapWords(phrases, own);
    assert.deepEqual(
      [named.axis("influence"), named.level("influence", 4), named.level("interest", 4)],
      ["Gevolg", "enorm", "zeer veel"],
    );
    assert.deepEqual(
      [named.quadrant("interest"), named.label(2)],
      ["Vroeg een stem geven", "Kaart naar Belang en Gevolg (2)"],
    );
    assert.equal(remark(phrases, own, "both"), "Samen optrekken: Maak samen het plan.");
    assert.equal(remark(phrases, own, "neither"), "Af en toe kijken.");
    const asked = { ...component("stakeholder-map", 1), settings: own };
    const [table] = kinds["stakeholder-map"]!.present!(context, asked, () => MR)[0]!.blocks;
    assert.deepEqual(table, {
      kind: "table",
      head: ["Nr.", "Belanghebbende", "Rol", "Belang", "Gevolg", "Aanpak"],
      rows: [["1", "Medezeggenschapsraad", "Denkt mee", "3 – veel", "4 – enorm", "Praten"]],
    });
  });

  test("says what the numbers along its axes mean wherever the words have no room there", () => {
    const usual = mapWords(phrases, { minRows: 1, maxRows: 22, columns: MAP });
    const letters = (text: string): number => text.length * 6;
    assert.deepEqual(numberedAxes(usual, 614, letters), []);
    assert.deepEqual(numberedAxes(usual, 290, letters), ["interest", "influence"]);
    assert.deepEqual(keysOf(usual, ["interest", "influence"]), [
      "Belang, Invloed: 1\xa0–\xa0weinig, 2\xa0–\xa0enig, 3\xa0–\xa0veel, 4\xa0–\xa0zeer veel",
    ]);
    const levels = ["klein", "matig", "flink", "bijna alles beslissend"];
    const columns = MAP.map((one) => (one.name === "influence" ? { ...one, levels } : one));
    const own = mapWords(phrases, { minRows: 1, maxRows: 22, columns });
    assert.deepEqual(numberedAxes(own, 614, letters), ["influence"]);
    const line =
      "Invloed: 1\xa0–\xa0klein, 2\xa0–\xa0matig, 3\xa0–\xa0flink, 4\xa0–\xa0bijna alles beslissend";
    assert.deepEqual(keysOf(own, ["influence"]), [line]);
    const { legend, height } = layout([], 290, letters, [line]);
    assert.equal(legend.map(({ text }) => text).join(" "), line);
    assert.ok(legend.every(({ text, y }) => letters(text) <= 290 && y < height));
    for (let width = 220; width < 320; width += 6) {
      const lines = layout([], width, letters, keysOf(own, ["influence"])).legend.map(({ text }) => text);
      assert.deepEqual(
        lines.filter((text) => /[\d–]$/.test(text)),
        [],
        "a number stays with its word",
      );
    }
  });

  test("lets no two points or names overlap, wherever the parties are", () => {
    const level = fc.integer({ min: 1, max: 4 });
    const name = fc.constantFrom("MR", "Samenwerkingsverband passend onderwijs", "x".repeat(90), "");
    const party = fc.record({ name, interest: level, influence: level });
    const width = fc.constantFrom(220, 248, 460, 614, 686);
    fc.assert(
      fc.property(fc.array(party, { maxLength: 22 }), width, (parties, wide) => {
        const numbered = parties.map((one, index) => ({ ...one, number: index + 1 }));
        const { points, legend, height } = layout(numbered, wide, measure);
        assert.equal(points.length, parties.length);
        const boxes = points.flatMap(({ x, y, names }) => [
          { left: x - 11, right: x + 11, top: y - 11, bottom: y + 11 },
          ...names.map((text) => textBox(text)),
        ]);
        boxes.push(...legend.map((text) => textBox(text)));
        boxes.forEach((box, index) => {
          assert.ok(box.left >= 0 && box.right <= wide && box.top >= 0 && box.bottom <= height);
          const other = boxes.slice(index + 1).find((one) => overlap(box, one));
          assert.equal(other, undefined, JSON.stringify([box, other]));
        });
      }),
      { seed: SEED, numRuns: 300 },
    );
  });
});

test("a long word is divided where a syllable may begin, and loses no letter", () => {
  assert.deepEqual(wrapped("Medezeggenschapsraad", 128, measure), ["Medezeggenschaps-", "raad"]);
  assert.deepEqual(wrapped("Samenwerkingsverband", 128, measure), ["Samenwerkingsver-", "band"]);
  assert.deepEqual(
    wrapped("Zzzzzzzzzzzzzzzzzzzzzz", 128, measure).join("").replaceAll("-", ""),
    "Zzzzzzzzzzzzzzzzzzzzzz",
  );
});

const LETTER = 7;

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** As if every letter were as wide. */
function measure(text: string): number {
  return text.length * LETTER;
}

function textBox({ x, y, text }: { x: number; y: number; text: string }): Box {
  return { left: x, right: x + measure(text), top: y - 10, bottom: y + 3 };
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
