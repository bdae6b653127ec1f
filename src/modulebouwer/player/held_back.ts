/** The answers that an LMS has no room for: kept out of the record, so that all others are saved. */

import type { CourseInteraction } from "./course.ts";
import type { Answer, StateRecord } from "./record.ts";
import { dictionary, entries, keys, loose, ofSeen, ofText, rewritten, textsUnder } from "./state.ts";

/** Pages and texts of which a record tells that they were seen. */
const MOST_SEEN = 12;

export class HeldBack {
  readonly #ids = new Set<string>();
  readonly #choices: ReadonlySet<string>;

  constructor(interactions: readonly CourseInteraction[]) {
    const written = new Set(["long-fill-in", "fill-in"]);
    this.#choices = new Set(interactions.filter(({ type }) => !written.has(type)).map(({ id }) => id));
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
    if (largest !== undefined) this.#ids.add(largest);
    return largest !== undefined;
  }

  /**
   * `record` with what is `known` in the place of what is held back. What that was written over in this page was not let
   * go either: another one may have it.
   */
  without(record: StateRecord, known: StateRecord): StateRecord {
    if (!this.any) return record;
    const { answers, conflicts } = rewritten(known, ofSeen(record));
    const pages = entries(record.seen).filter((one) => !ofText(one));
    return {
      ...record,
      seen: dictionary([...pages, ...entries(known.seen).filter(ofText)]),
      answers: this.#replaced(record.answers, answers),
      conflicts: this.#replaced(record.conflicts, conflicts),
    };
  }

  /**
   * `record` that can be written without what is held back, by the page `own`: who reads that must not take it for let
   * go. So it is nobody's any more, and nothing is told of what another page has written since; nor of what has not
   * changed for long, for there has to be an end to it.
   */
  untold(record: StateRecord, known: StateRecord, own: string): StateRecord {
    const isNew = (id: string, text: Answer): boolean =>
      textsUnder(known, id).every(({ value, version }) => value !== text.value || version !== text.version);
    const newest = entries(record.seen).sort(([, a], [, b]) => a - b);
    const seen: Record<string, number> = dictionary(newest.slice(-MOST_SEEN));
    for (const id of this.#ids) {
      for (const text of textsUnder(record, id).filter((one) => isNew(id, one))) {
        const { by, version } = text;
        if (by && by !== own) seen[by] = Math.min(seen[by] ?? 0, version - 1);
      }
    }
    const told = ofSeen({ ...record, seen });
    const texts = rewritten(record, (text, id) => (this.has(id) && isNew(id, text) ? loose(text) : told(text)));
    return { ...record, ...texts, seen };
  }

  #replaced<T>(texts: Readonly<Record<string, T>>, known: Readonly<Record<string, T>>): Record<string, T> {
    const kept = entries(texts).filter(([id]) => !this.#ids.has(id));
    return dictionary([...kept, ...entries(known).filter(([id]) => this.#ids.has(id))]);
  }
}

function textLength(record: StateRecord, id: string): number {
  return (record.answers[id]?.value.length ?? 0) + (record.conflicts[id]?.value.length ?? 0);
}
