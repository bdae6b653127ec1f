/** What is taken along: the chosen parts, what was answered, and a Word file that keeps its tables whole. */

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Block, Kind, Present } from "../../src/modulebouwer/components/kind.ts";
import { answered, collect, sharesOf } from "../../src/modulebouwer/player/portfolio/collect.ts";
import { columnWidths, docx, proofDocx } from "../../src/modulebouwer/player/portfolio/docx.ts";
import { asText } from "../../src/modulebouwer/player/portfolio/exports.ts";
import { proofOf } from "../../src/modulebouwer/player/portfolio/proof.ts";
import type { Kit } from "../../src/modulebouwer/player/kit.ts";
import type { Context } from "../../src/modulebouwer/player/view/context.ts";

const DAY = 86_400_000;
const ANSWERS: Readonly<Record<string, string>> = {
  schrijven: "Ik sprak de bso.",
  plan: "x",
  kaart: "x",
  weten: "940",
};
const PLAN: Block = {
  kind: "table",
  cards: true,
  head: ["Nr.", "Actie", "Partner", "Stap"],
  rows: [["1", "Overleg", "", "Bellen"]],
};
const MAP: readonly Block[] = [
  { kind: "table", head: ["Nr.", "Partij"], rows: [["1", "Gemeente"]] },
  { kind: "picture", draw: () => assert.fail("drawn without a page") },
];

const asked = ["schrijven", "open", "plan", "kaart", "weten"].map((id) => ({
  id,
  kind: id,
  component: id,
  section: "begin",
  title: `Vraag ${id}`,
  prompt: `Vraag ${id}`,
  interactions: [id],
}));
const say = (_context: unknown, _interaction: unknown, value: string): string => value;
const shown =
  (id: string, blocks: readonly Block[]): Present =>
  (_context, _component, value) => [{ prompt: "", interactions: [id], blocks: value(id) ? blocks : [] }];
const kinds: Readonly<Record<string, Partial<Kind>>> = {
  schrijven: { say },
  open: { say },
  plan: { share: "plan", present: shown("plan", [PLAN]) },
  kaart: { share: "map", present: shown("kaart", MAP) },
  weten: { share: "questions", say },
};
const done: Kind["done"] = ({ id }, value) => value(id) !== "";
const kit = { kindOf: (name: string) => ({ done, ...kinds[name] }) } as unknown as Kit;
const context = {
  course: {
    sections: [
      { id: "begin", title: "Begin" },
      { id: "slot", title: "Slot" },
    ],
    objectives: [{ id: "samen", text: "Samenwerken" }],
    studyLoad: 75,
    components: asked,
    interactions: asked,
    title: "Samen",
    publisher: "",
    version: "1.0.0",
    date: "2026-11-01",
  },
  phrases: {
    word: (path: string, values: Readonly<Record<string, string>> = {}) =>
      [path.replace("portfolio.", ""), ...Object.values(values)].join(" "),
    duration: String,
    date: (moment: number | string) => (typeof moment === "number" ? `dag ${moment / DAY}` : moment),
  },
  session: {
    connection: { learnerName: "Noor & Wit" },
    status: () => ({ kind: "saved" }),
    record: {
      answers: Object.fromEntries(
        Object.entries(ANSWERS).map(([id, value], index) => [
          id,
          { value, time: (index + 1) * DAY, version: 1 },
        ]),
      ),
      conflicts: {},
      labels: {},
      visited: ["begin", "weg"],
      finished: null,
    },
  },
} as unknown as Context;

test("only the chosen parts are in it, and every part can be chosen", () => {
  assert.deepEqual(sharesOf(context, kit), ["document", "plan", "map", "questions"]);
  const ids = (
    ...shares: Parameters<typeof collect>[2] extends ReadonlySet<infer One> ? One[] : never
  ): string[] =>
    collect(context, kit, new Set(shares)).groups.flatMap(({ entries }) => entries.map(({ id }) => id));
  assert.deepEqual(ids("document"), ["schrijven", "open"]);
  assert.deepEqual(ids("plan", "questions"), ["plan", "weten"]);
  assert.deepEqual(ids(), []);
});

test("a sentence names what has no answer, whose it is, and from when to when it was written", () => {
  const text = asText(collect(context, kit, new Set(["document"])));
  assert.match(text, /Noor & Wit/);
  assert.match(text, /written_between dag 1 dag 4/);
  assert.match(text, /Ik sprak de bso\./);
  assert.match(text, /open\.one ‘Vraag open’/);
  assert.doesNotMatch(text, /no_answer/);
  const [group] = answered(collect(context, kit, new Set(["document"]))).groups;
  assert.deepEqual(
    group!.entries.map(({ id }) => id),
    ["schrijven"],
  );
});

test("the Word file has the picture, widths for columns, heads that repeat, and cards that stay whole", async () => {
  const portfolio = collect(context, kit, new Set(["document", "plan", "map"]));
  const png = Uint8Array.of(137, 80, 78, 71);
  const blob = await docx(portfolio, "nl", () =>
    Promise.resolve({ png, width: 310, height: 100, label: "De kaart" }),
  );
  const all = new TextDecoder("latin1").decode(await blob.arrayBuffer());
  assert.ok(all.includes("word/media/picture1.png"));
  assert.ok(
    all.includes(
      'Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"',
    ),
  );
  // Twice as large: as wide as the lines, in English Metric Units of 9,525 a pixel.
  assert.ok(all.includes(`<wp:extent cx="${620 * 9525}" cy="${200 * 9525}"/>`));
  assert.ok(all.includes('descr="De kaart"'));
  assert.equal(all.split("<w:tblHeader/>").length - 1, 1);
  assert.equal(all.split("<w:tr>").length - 1, all.split("<w:cantSplit/>").length - 1);
  assert.match(all, /1\. Actie.*Overleg.*Stap.*Bellen/s);
  // What is empty in an action is left out.
  assert.ok(!all.includes("Partner"));
});

test("columns are as wide as what stands in them, and together as wide as the lines", () => {
  const head = ["Nr.", "Belanghebbende", "Aanpak"];
  const widths = columnWidths(head, [
    ["1", "MR", "elke twee weken samen vooruitkijken naar het rooster van de opvang"],
  ]);
  const [number, party, approach] = widths;
  assert.ok(number! < party! && party! < approach!);
  const all = widths.reduce((sum, width) => sum + width, 0);
  assert.ok(all <= 9412 && all > 9412 - head.length);
});

test("a long word stands whole beside five other columns", () => {
  const head = ["Nr.", "Belanghebbende", "Rol", "Belang", "Invloed", "Aanpak"];
  const rows = [
    [
      "11",
      "Samenwerkingsverband",
      "kent het jonge kind en denkt mee over wat het nodig heeft",
      "3 – veel",
      "2 – enig",
      "vragen wie er mee kan kijken op de woensdag, en wat dat betekent",
    ],
  ];
  const widths = columnWidths(head, rows);
  // Of nine points, half as wide as high, between the margins of a cell (each 108; ECMA-376, 17.4.42).
  const longest = [3, 20, 13, 7, 7, 9];
  longest.forEach((letters, column) => assert.ok(widths[column]! >= letters * 90 + 216, head[column]));
});

test("the proof tells what was done so far, and on a new page what was written, for who wants that", async () => {
  const proof = proofOf(context, kit, "N. & W.", "ab12");
  assert.equal(proof.title, "proof.title_so_far");
  assert.equal(proof.soFar, "proof.so_far");
  const facts = new Map(proof.facts);
  assert.equal(facts.get("proof.sections"), "1 / 2");
  assert.equal(facts.get("proof.tasks"), "4 / 5");
  assert.equal(facts.get("proof.answers"), "written_between dag 1 dag 4");
  assert.equal(facts.get("proof.digest"), "ab12");
  assert.ok(!facts.has("proof.finished") && !facts.has("proof.publisher"));
  const word = async (portfolio: Parameters<typeof proofDocx>[1]): Promise<string> =>
    new TextDecoder().decode(await (await proofDocx(proof, portfolio, "nl")).arrayBuffer());
  const alone = await word(null);
  assert.ok(
    alone.includes("N. &amp; W.") && alone.includes("• Samenwerken") && alone.includes("proof.disclaimer"),
  );
  assert.ok(!alone.includes("Ik sprak de bso.") && !alone.includes("<w:pageBreakBefore/>"));
  const bound = await word(collect(context, kit, new Set(["document"])));
  assert.match(bound, /proof\.disclaimer.*<w:pageBreakBefore\/>.*Ik sprak de bso\./s);
});
