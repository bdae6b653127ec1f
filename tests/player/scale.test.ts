import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Block } from "../../src/modulebouwer/components/kind.ts";
import { component, contextOf, interaction, loadedKind } from "./loaded_kinds.ts";

const scale = await loadedKind("scale");
const POINTS = { 1: "Nog niet", 2: "Soms", 3: "Altijd" };
const ids = (moment: string): string[] => [`${moment}.kennen`, `${moment}.delen`];
const begin = component("begin", "scale", ids("begin"), { moment: "Aan het begin", earlier: "" });
const end = component("eind", "scale", ids("eind"), { moment: "Aan het eind", earlier: "begin" });
const interactions = [...ids("begin"), ...ids("eind")].map((id) =>
  interaction(id, "scale", "likert", POINTS),
);
const context = contextOf([begin, end], interactions);
const [kennen] = interactions as [(typeof interactions)[0]];

type Answers = Readonly<Record<string, string>>;
const valueOf =
  (answers: Answers) =>
  (id: string): string =>
    answers[id] ?? "";
const blocks = (moment: typeof begin, answers: Answers): readonly Block[] =>
  scale.present!(context, moment, valueOf(answers)).flatMap((part) => part.blocks);

describe("a scale", () => {
  test("is done when every statement has an answer", () => {
    assert.equal(scale.done(begin, valueOf({})), false);
    assert.equal(scale.done(begin, valueOf({ "begin.kennen": "2" })), false);
    assert.equal(scale.done(begin, valueOf({ "begin.kennen": "2", "begin.delen": "1" })), true);
  });

  test("says a point with its anchor, and one that is gone as it was", () => {
    assert.equal(scale.say(context, kennen, "2"), "2 – Soms");
    assert.equal(scale.say(context, kennen, "7"), "7");
    assert.equal(scale.say(context, kennen, ""), "");
  });

  test("reports a point of the scale and nothing else", () => {
    assert.deepEqual(scale.respond(kennen, "3"), { parts: ["3"], result: "neutral" });
    assert.equal(scale.respond(kennen, ""), null);
    assert.equal(scale.respond(kennen, "7"), null);
  });

  test("shows in a table what was answered, under the name of the moment", () => {
    assert.deepEqual(blocks(begin, {}), []);
    assert.deepEqual(blocks(begin, { "begin.delen": "3" }), [
      {
        kind: "table",
        head: ["components.scale.statement", "Aan het begin"],
        rows: [["Over begin.delen", "3 – Altijd"]],
      },
    ]);
  });
});

describe("a later moment", () => {
  const before = { "begin.kennen": "1", "begin.delen": "3" };

  test("keeps the earlier answers to itself until all its own are given", () => {
    const [shown, ...more] = blocks(end, { ...before, "eind.kennen": "2" });
    assert.deepEqual(more, []);
    assert.deepEqual(shown?.kind === "table" && shown.head, ["components.scale.statement", "Aan het eind"]);
    assert.ok(!JSON.stringify(shown).includes("Nog niet"));
  });

  test("shows both moments in a picture and its table, without a word of judgement", () => {
    const [picture, table] = blocks(end, { ...before, "eind.kennen": "2", "eind.delen": "3" });
    assert.equal(picture?.kind, "picture");
    assert.deepEqual(table, {
      kind: "table",
      head: ["components.scale.statement", "Aan het begin", "Aan het eind"],
      rows: [
        ["Over eind.kennen", "1 – Nog niet", "2 – Soms"],
        ["Over eind.delen", "3 – Altijd", "3 – Altijd"],
      ],
    });
  });

  test("says where there was no earlier answer", () => {
    const some = { "begin.delen": "3", "eind.kennen": "2", "eind.delen": "3" };
    const table = blocks(end, some)[1];
    assert.deepEqual(table?.kind === "table" && table.rows[0], [
      "Over eind.kennen",
      "components.scale.nothing",
      "2 – Soms",
    ]);
    const none = blocks(end, { "eind.kennen": "2", "eind.delen": "3" });
    assert.deepEqual(
      none.map(({ kind }) => kind),
      ["table"],
    );
    assert.deepEqual(none[0]?.kind === "table" && none[0].head, [
      "components.scale.statement",
      "Aan het eind",
    ]);
  });
});
