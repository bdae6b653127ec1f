/** The answers that an LMS has no room for: kept out of the record, so that all others are saved. */

import type { CourseInteraction } from "./course.ts";
import type { StateRecord } from "./record.ts";
import { dictionary, entries, keys, type Of } from "./state.ts";

export class HeldBack {
  /** What stood under each id: another text may fit. */
  readonly #texts = new Map<string, string>();
  readonly #choices: ReadonlySet<string>;

  constructor(interactions: readonly CourseInteraction[]) {
    this.#choices = new Set(interactions.filter(({ type }) => !type.endsWith("fill-in")).map(({ id }) => id));
  }

  any(record: StateRecord): boolean {
    return [...this.#texts.keys()].some((id) => this.has(id, record));
  }

  has(id: string, record: StateRecord): boolean {
    return this.#texts.get(id) === textUnder(record, id);
  }

  /** There may be room now. */
  clear(): void {
    this.#texts.clear();
  }

  /** Holds back the answer that grew most since `known`, a choice last of all; false when none grew. */
  largest(record: StateRecord, known: StateRecord): boolean {
    // What went aside (set_aside.ts) was known under its question's id.
    const knownAs = (id: string): string => (known.answers[id] ? id : id.split("~")[0]!);
    const growth = (id: string): number =>
      this.has(id, record) ? 0 : textLength(record, id) - textLength(known, knownAs(id));
    const rank = (id: string): number => growth(id) - (this.#choices.has(id) ? 1_000_000 : 0);
    const [largest] = keys(record.answers)
      .filter((id) => growth(id) > 0)
      .sort((a, b) => rank(b) - rank(a));
    if (!largest) return false;
    this.#add(largest, record);
    // Saved alone, the field that was emptied for it would let the text go in other pages.
    const [field] = largest.split("~") as [string];
    if (!record.answers[field]?.value) this.#add(field, record);
    return true;
  }

  #add(id: string, record: StateRecord): void {
    this.#texts.set(id, textUnder(record, id));
  }

  /** `record` with what is `known` in the place of what is held back. */
  without(record: StateRecord, known: StateRecord): StateRecord {
    if (!this.any(record)) return record;
    const held = (id: string): boolean => this.has(id, record);
    const replaced = <T>(texts: Of<T>, there: Of<T>): Of<T> =>
      dictionary([
        ...entries(texts).filter(([id]) => !held(id)),
        ...entries(there).filter(([id]) => held(id)),
      ]);
    const { answers, conflicts, labels } = record;
    return {
      ...record,
      answers: replaced(answers, known.answers),
      conflicts: replaced(conflicts, known.conflicts),
      labels: replaced(labels, known.labels),
    };
  }
}

/** Of what stands in the field and beside it. */
export function textLength(record: StateRecord, id: string): number {
  return textUnder(record, id).length;
}

function textUnder({ answers, conflicts }: StateRecord, id: string): string {
  return (answers[id]?.value ?? "") + (conflicts[id]?.value ?? "");
}
