/**
 * Answers that stand under an id that asks for something else now: another kind of component, or other options.
 *
 * They go aside, under an id that no question has, so that they stay readable under "Eerdere antwoorden" and the
 * question can be answered anew.
 */

import type { CourseInteraction } from "./course.ts";
import type { Answer, StateRecord } from "./record.ts";
import { over, seenUnder, withAnswer, withMore, without } from "./state.ts";

/** `record` with such answers aside; the same value when there are none. */
export function setAside(record: StateRecord, interactions: readonly CourseInteraction[]): StateRecord {
  return interactions.filter((one) => isStrange(one, record)).reduce(moved, record);
}

function moved(record: StateRecord, { id, prompt }: CourseInteraction): StateRecord {
  const { answers, conflicts, labels } = record;
  const there = answers[id]!;
  // Of a field that was cleared: what stands beside it.
  const [{ value, time, version, by }, other] = there.value ? [there, conflicts[id]] : [conflicts[id]!];
  const answer = { value, time, version, ...(there.value && by && { by }) };
  const label = labels[id] ?? { component: "", prompt };
  const name = freeName(`${id}~${label.component}`, answer, answers);
  // Newer than any that was emptied so before: a page of the module's former version may have let that go.
  const newest = Math.max(...Object.values(seenUnder(record, id)));
  const emptied = { value: "", time: there.time, version: newest + 1 };
  return {
    ...record,
    answers: withAnswer(withAnswer(answers, name, over(record, name, answer)), id, over(record, id, emptied)),
    conflicts: withMore(without(conflicts, id), other ? [[name, other]] : []),
    labels: withAnswer(without(labels, id), name, label),
  };
}

function isStrange(interaction: CourseInteraction, { answers, conflicts, labels }: StateRecord): boolean {
  const value = answers[interaction.id]?.value || conflicts[interaction.id]?.value;
  if (!value) return false;
  const label = labels[interaction.id];
  return label === undefined ? !mayBe(interaction, value) : label.component !== interaction.component;
}

/** Whether `value` may be a response of this type: of a choice, at least one part has to be known. */
function mayBe({ type, options = [], targets = [] }: CourseInteraction, value: string): boolean {
  if (type.endsWith("fill-in")) return true;
  const response = value.replace(/^\d{1,2}[?!]/, "");
  if (type === "true-false") return ["true", "false", ""].includes(response);
  const known = new Set([...options, ...targets].map(({ id }) => id));
  return response === "" || response.split(/[,=\s]/).some((part) => known.has(part));
}

function freeName(wanted: string, answer: Answer, answers: StateRecord["answers"]): string {
  for (let number = 1; ; number++) {
    const name = number === 1 ? wanted : `${wanted}${number}`;
    const there = answers[name];
    if (!there || answer.value.includes(there.value)) return name;
  }
}
