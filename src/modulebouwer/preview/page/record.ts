/** The player's record in words: what stands in suspend data or in a State document, decoded by the player's own reader. */

import type { Answer, StateRecord } from "../../player/record.ts";
import { el } from "../../player/view/dom.ts";
import { decode } from "../../standards/scorm/suspend_data.ts";
import { word, words } from "./state.ts";

export function recordOf(text: string): HTMLElement[] {
  const found = decode(text);
  const record = "record" in found ? found.record : null;
  const told = words.record;
  if (!record) return [el("p", {}, told["unknown"] ?? ""), el("pre", {}, text)];
  const facts: (readonly [string, string])[] = [
    ["state", told.kinds[found.kind] ?? found.kind],
    ["revision", String(record.revision)],
    ["version", record.moduleVersion],
    ["location", record.location],
    ["visited", record.visited.join(", ")],
    ["finished", record.finished === null ? word("no") : time(record.finished)],
  ];
  const list = el(
    "dl",
    { class: "facts" },
    ...facts.flatMap(([key, value]) => [el("dt", {}, told[key] ?? ""), el("dd", {}, value)]),
  );
  const { answers, conflicts, labels } = record;
  return [list, ...texts("answers", answers, labels), ...texts("conflicts", conflicts, labels)];
}

function texts(
  key: string,
  answers: Readonly<Record<string, Answer>>,
  labels: StateRecord["labels"],
): HTMLElement[] {
  const entries = Object.entries(answers);
  if (entries.length === 0) return [];
  const shown = entries.flatMap(([id, answer]) => [
    el("dt", {}, el("code", {}, id), ` ${labels[id]?.prompt ?? ""} `, el("small", {}, time(answer.time))),
    el("dd", { class: "text" }, answer.value),
  ]);
  return [el("h3", {}, words.record[key] ?? ""), el("dl", { class: "answers" }, ...shown)];
}

function time(milliseconds: number): string {
  return new Date(milliseconds).toLocaleTimeString(words.language);
}
