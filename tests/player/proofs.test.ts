/** Of each text: proven, sent, or neither; also where two texts stand beside each other for the learner to choose. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Proofs } from "../../src/modulebouwer/player/proofs.ts";
import type { StateRecord } from "../../src/modulebouwer/player/record.ts";
import { BETWEEN_TEXTS, dictionary, emptyRecord } from "../../src/modulebouwer/player/state.ts";

function holding(answers: Record<string, string>, conflicts: Record<string, string> = {}): StateRecord {
  const texts = (of: Record<string, string>) =>
    dictionary(Object.entries(of).map(([id, value]) => [id, { value, time: 1000, version: 1 }]));
  return { ...emptyRecord("1.0.0"), answers: texts(answers), conflicts: texts(conflicts) };
}

const both = (...texts: string[]): string => texts.join(BETWEEN_TEXTS);

test("what was never an answer is proven empty, and nothing else is", () => {
  const proofs = new Proofs();
  assert.equal(proofs.proven("regio", ""), 0);
  assert.equal(proofs.proven("regio", "tekst"), undefined);
});

test("a text is proven since it was first seen, another one of the same question is not", () => {
  const proofs = new Proofs();
  proofs.prove(holding({ regio: "tekst" }), 5000);
  proofs.prove(holding({ regio: "tekst" }), 9000);
  assert.equal(proofs.proven("regio", "tekst"), 5000);
  assert.equal(proofs.proven("regio", "andere tekst"), undefined);
  assert.equal(proofs.proven("regio", ""), undefined);
  proofs.prove(holding({ regio: "andere tekst" }), 12_000);
  assert.equal(proofs.proven("regio", "andere tekst"), 12_000);
  assert.equal(proofs.proven("regio", "tekst"), undefined);
});

test("what was found is as old as the LMS says that it is", () => {
  const proofs = new Proofs();
  proofs.prove(holding({ regio: "tekst" }), null);
  assert.equal(proofs.proven("regio", "tekst"), 1000);
});

test("two texts in one field are proven when the LMS holds both, in whichever place", () => {
  const proofs = new Proofs();
  proofs.prove(holding({ regio: "mijn" }, { regio: "hun" }), 5000);
  assert.equal(proofs.proven("regio", both("mijn", "hun")), 5000);
  assert.equal(proofs.proven("regio", both("hun", "mijn")), 5000);
  assert.equal(proofs.proven("regio", "hun"), 5000);
  assert.equal(proofs.proven("regio", both("mijn", "hun", "nog een")), undefined);
  assert.equal(proofs.proven("regio", ""), undefined, "an emptied field is not what the LMS holds");
});

test("what stands beside the answer alone is as old as it is", () => {
  const proofs = new Proofs();
  proofs.prove(holding({}, { regio: "hun" }), 5000);
  assert.equal(proofs.proven("regio", "hun"), 5000);
});

test("a text that stands beside no more is not proven any more", () => {
  const proofs = new Proofs();
  proofs.prove(holding({ regio: "mijn" }, { regio: "hun" }), 5000);
  proofs.prove(holding({ regio: "mijn" }), 6000);
  assert.equal(proofs.proven("regio", both("mijn", "hun")), undefined);
});

test("what was sent is sent until something is proven", () => {
  const proofs = new Proofs();
  proofs.send(holding({ regio: "tekst" }), 5000);
  assert.equal(proofs.sent("regio", "tekst"), 5000);
  assert.equal(proofs.sent("regio", "andere tekst"), undefined);
  assert.equal(proofs.sent("partners", "tekst"), undefined);
  assert.equal(proofs.proven("regio", "tekst"), undefined);
  proofs.prove(holding({}), 6000);
  assert.equal(proofs.sent("regio", "tekst"), undefined);
});

test("an emptied answer is sent when the LMS was given it empty, not when it was given a text", () => {
  const proofs = new Proofs();
  proofs.send(holding({ regio: "" }), 5000);
  assert.equal(proofs.sent("regio", ""), 5000);
  proofs.send(holding({ regio: "tekst" }), 6000);
  assert.equal(proofs.sent("regio", ""), undefined);
});

test("two texts in one field are sent when both were, and no longer once one was sent without the other", () => {
  const proofs = new Proofs();
  proofs.send(holding({ regio: "mijn" }, { regio: "hun" }), 5000);
  assert.equal(proofs.sent("regio", both("hun", "mijn")), 5000);
  assert.equal(proofs.sent("regio", both("hun", "nog een")), undefined);
  proofs.send(holding({ regio: "mijn" }), 6000);
  assert.equal(proofs.sent("regio", both("hun", "mijn")), undefined);
  assert.equal(proofs.sent("regio", "mijn"), 5000, "the same text is not sent anew");
});

test("what was sent beside is forgotten with the rest when something is proven", () => {
  const proofs = new Proofs();
  proofs.send(holding({ regio: "mijn" }, { regio: "hun" }), 5000);
  proofs.prove(holding({ regio: "mijn" }), 6000);
  proofs.send(holding({ regio: "mijn" }), 7000);
  assert.equal(proofs.sent("regio", both("mijn", "hun")), undefined);
});
