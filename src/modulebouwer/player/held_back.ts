/** The answers that an LMS has no room for: kept out of the record, so that all others are saved. */

import type { CourseInteraction } from "./course.ts";
import type { StateRecord } from "./record.ts";
import { dictionary, entries, keys } from "./state.ts";

export class HeldBack {
  readonly #ids = new Set<string>();
  readonly #choices: ReadonlySet<string>;

  constructor(interactions: readonly CourseInteraction[]) {
    this.#choices = new Set(interactions.filter(({ type }) => !type.endsWith("fill-in")).map(({ id }) => id));
  }

  get any(): boolean {
    return this.#ids.size > 0;
  }

  has(id: string): boolean {
    return this.#ids.has(id);
  }

  /** It changed: it may fit now. */
  forget(id: string): void {
    this.#ids.delete(id);
  }

  clear(): void {
    this.#ids.clear();
  }

  /** Holds back the answer that grew most since `known`, a choice last of all; false when none grew. */
  largest(record: StateRecord, known: StateRecord): boolean {
    // What went aside (set_aside.ts) was known under its question's id.
    const knownAs = (id: string): string => (known.answers[id] ? id : id.split("~")[0]!);
    const growth = (id: string): number =>
      textLength(record, id) - (this.has(id) ? textLength(record, id) : textLength(known, knownAs(id)));
    const rank = (id: string): number => growth(id) - (this.#choices.has(id) ? 1_000_000 : 0);
    const [largest] = keys(record.answers)
      .filter((id) => growth(id) > 0)
      .sort((a, b) => rank(b) - rank(a));
    if (!largest) return false;
    this.#ids.add(largest);
    // Saved alone, the field that was emptied for it would let the text go in other pages.
    const [field] = largest.split("~") as [string];
    if (!record.answers[field]?.value) this.#ids.add(field);
    return true;
  }

  /** `record` with what is `known` in the place of what is held back. */
  without(record: StateRecord, known: StateRecord): StateRecord {
    if (!this.any) return record;
    const { answers, conflicts, labels } = record;
    return {
      ...record,
      answers: this.#replaced(answers, known.answers),
      conflicts: this.#replaced(conflicts, known.conflicts),
      labels: this.#replaced(labels, known.labels),
    };
  }

  #replaced<T>(texts: Readonly<Record<string, T>>, known: Readonly<Record<string, T>>): Record<string, T> {
    const kept = entries(texts).filter(([id]) => !this.#ids.has(id));
    return dictionary([...kept, ...entries(known).filter(([id]) => this.#ids.has(id))]);
  }
}

/** Of what stands in the field and beside it. */
export function textLength(record: StateRecord, id: string): number {
  return (record.answers[id]?.value.length ?? 0) + (record.conflicts[id]?.value.length ?? 0);
}
