/**
 * Answers that stand under an id that asks for something else now: another kind of component, or other options.
 *
 * They go aside, under an id that no question has, so that they stay readable under "Eerdere antwoorden" and the
 * question can be answered anew.
 */

import type { CourseInteraction } from "./course.ts";
import type { Answer, Label, StateRecord } from "./record.ts";
import { dictionary } from "./state.ts";

/** `record` with such answers aside; the same value when there are none. */
export function setAside(record: StateRecord, interactions: readonly CourseInteraction[]): StateRecord {
  const strange = interactions.filter((one) => isStrange(one, record));
  if (strange.length === 0) return record;
  const answers = new Map<string, Answer>(Object.entries(record.answers));
  const labels = new Map<string, Label>(Object.entries(record.labels));
  for (const { id, prompt } of strange) {
    const answer = answers.get(id)!;
    const label = labels.get(id) ?? { component: "", prompt };
    const name = freeName(`${id}~${label.component}`, answer, answers);
    answers.set(name, answer);
    labels.set(name, label);
    labels.delete(id);
    answers.set(id, { value: "", time: answer.time, version: answer.version + 1 });
  }
  return { ...record, answers: dictionary(answers), labels: dictionary(labels) };
}

function isStrange(interaction: CourseInteraction, { answers, labels }: StateRecord): boolean {
  const value = answers[interaction.id]?.value ?? "";
  if (value === "") return false;
  const label = labels[interaction.id];
  return label === undefined ? !mayBe(interaction, value) : label.component !== interaction.component;
}

/** Whether `value` may be a response of this type: of a choice, at least one part has to be known. */
function mayBe({ type, options = [], targets = [] }: CourseInteraction, value: string): boolean {
  if (type === "long-fill-in" || type === "fill-in") return true;
  const response = value.replace(/^\d{1,2}[?!]/, "");
  if (type === "true-false") return ["true", "false", ""].includes(response);
  const known = new Set([...options, ...targets].map(({ id }) => id));
  return response === "" || response.split(/[,=\s]/).some((part) => known.has(part));
}

function freeName(wanted: string, answer: Answer, answers: ReadonlyMap<string, Answer>): string {
  for (let number = 1; ; number++) {
    const name = number === 1 ? wanted : `${wanted}${number}`;
    const there = answers.get(name);
    if (!there || there.value === answer.value) return name;
  }
}
