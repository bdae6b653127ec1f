/** What can be taken along of the text that a learner downloaded from another module. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { piecesOf } from "../../src/modulebouwer/components/prior_work/pieces.ts";

// As player/portfolio/exports.ts writes it: groups under "=", answers under "-", and what was left open.
const DOWNLOAD = [
  "Mijn opbrengst", "Samenwerken met de regio", "", "",
  "Startpunt", "=========", "",
  "Uw vraag", "--------", "Hoe krijg ik de opvang", "aan tafel?", "",
  "Uw partners", "-----------", "", "Wie", "De bibliotheek", "", "De sportclub", "",
  "", "Plan", "====", "",
  "Uw plan", "-------", "Actie: Bellen", "Datum: 1 mei", "", "",
].join("\r\n"); // prettier-ignore

test("each answer of a download is a piece", () => {
  assert.deepEqual(piecesOf(DOWNLOAD), [
    { title: "Uw vraag", text: "Hoe krijg ik de opvang\naan tafel?" },
    { title: "Uw partners", text: "Wie\nDe bibliotheek\n\nDe sportclub" },
    { title: "Uw plan", text: "Actie: Bellen\nDatum: 1 mei" },
  ]);
});

test("a long question has a line of 72 signs", () => {
  const long = "Wat ".repeat(30).trim();
  assert.deepEqual(piecesOf(`${long}\n${"-".repeat(72)}\nDit.\n`), [{ title: long, text: "Dit." }]);
});

test("of any other text all is one piece", () => {
  assert.deepEqual(piecesOf("\uFEFFEen notitie.\n- punt\n--\n"), [
    { title: "", text: "Een notitie.\n- punt\n--" },
  ]);
  assert.deepEqual(piecesOf(" \n"), []);
});

test("what was left open is no piece", () => {
  assert.deepEqual(piecesOf("Vraag\n-----\n\nTweede\n------\nJa\n"), [{ title: "Tweede", text: "Ja" }]);
});
