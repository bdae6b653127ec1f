import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { component, contextOf, interaction, loadedKind } from "./loaded_kinds.ts";

const fork = await loadedKind("case");
const checklist = await loadedKind("checklist");

describe("a case", () => {
  const dorp = component("dorp", "case", ["dorp"]);
  const choice = interaction("dorp", "case", "choice", { a: "Zelf doen", b: "Bellen", c: "Wachten" });
  const context = contextOf([dorp], [choice]);

  test("is done when one way was seen", () => {
    assert.equal(
      fork.done(dorp, () => ""),
      false,
    );
    assert.equal(
      fork.done(dorp, () => "b"),
      true,
    );
  });

  test("says the last way, and the others that were seen", () => {
    assert.equal(fork.say(context, choice, ""), "");
    assert.equal(fork.say(context, choice, "b"), "Bellen");
    assert.equal(fork.say(context, choice, "c,b,a"), "Zelf doen\ncomponents.case.also | Wachten · Bellen");
  });

  test("says a way that this version no longer has by its name, and does not report it", () => {
    assert.equal(fork.say(context, choice, "weg"), "weg");
    assert.equal(fork.respond(choice, "a,weg"), null);
  });

  test("reports the last way only, neither right nor wrong", () => {
    assert.deepEqual(fork.respond(choice, "c,b"), { parts: ["b"], result: "neutral" });
    assert.equal(fork.respond(choice, ""), null);
  });
});

describe("a checklist", () => {
  const list = component("lijst", "checklist", ["lijst"], { items: ["plan", "kaart", "dag"] });
  const ticks = interaction("lijst", "checklist", "choice", {
    plan: "Mijn plan",
    kaart: "Mijn kaart",
    dag: "Een dag",
  });
  const context = contextOf([list], [ticks]);

  test("is done when all is ticked", () => {
    assert.equal(
      checklist.done(list, () => "plan,kaart"),
      false,
    );
    assert.equal(
      checklist.done(list, () => "plan,kaart,dag"),
      true,
    );
  });

  test("says what is ticked and what is open, in the list's order", () => {
    assert.equal(checklist.say(context, ticks, "plan,dag"), "☑ Mijn plan\n☐ Mijn kaart\n☑ Een dag");
    assert.equal(checklist.say(context, ticks, ""), "");
  });

  test("reports the ids that are ticked", () => {
    assert.deepEqual(checklist.respond(ticks, "plan,dag"), { parts: ["plan", "dag"], result: "neutral" });
    assert.deepEqual(checklist.respond(ticks, "plan,weg"), { parts: ["plan"], result: "neutral" });
    assert.equal(checklist.respond(ticks, ""), null);
  });
});
