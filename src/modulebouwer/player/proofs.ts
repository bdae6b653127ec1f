/** What is known of each answer: proven, sent to an LMS that tells later, or neither. */

import type { StateRecord } from "./record.ts";
import { BETWEEN_TEXTS, entries } from "./state.ts";

interface Seen {
  readonly value: string;
  /** When (ms since the epoch). */
  readonly time: number;
}

export class Proofs {
  readonly #proven = new Map<string, Seen>();
  /** What the LMS holds beside another text, for the learner to choose. */
  readonly #beside = new Map<string, Seen>();
  readonly #sent = new Map<string, Seen>();
  readonly #sentBeside = new Map<string, Seen>();

  /** `at`: when the LMS was seen to hold it; null for what was found, which tells no more than when it was written. */
  prove(record: StateRecord, at: number | null): void {
    note(this.#proven, record.answers, at);
    this.#beside.clear();
    note(this.#beside, record.conflicts, at);
    this.#sent.clear();
    this.#sentBeside.clear();
  }

  send(record: StateRecord, at: number): void {
    note(this.#sent, record.answers, at);
    this.#sentBeside.clear();
    note(this.#sentBeside, record.conflicts, at);
  }

  /** When `value` of `id` was proven; undefined when it was not. An empty answer that never was one is proven. */
  proven(id: string, value: string): number | undefined {
    const [seen, beside] = [this.#proven.get(id), this.#beside.get(id)];
    if ((seen?.value ?? "") === value) return seen?.time ?? 0;
    return among(value, seen, beside) ? seen?.time || beside?.time : undefined;
  }

  sent(id: string, value: string): number | undefined {
    const seen = this.#sent.get(id);
    const taken = seen?.value === value || among(value, seen, this.#sentBeside.get(id));
    return taken ? seen?.time : undefined;
  }
}

/** Whether all the texts in `value`, at least one, were seen. */
function among(value: string, ...seen: readonly (Seen | undefined)[]): boolean {
  const texts = seen.flatMap((one) => one?.value.split(BETWEEN_TEXTS) ?? []);
  return value !== "" && value.split(BETWEEN_TEXTS).every((text) => texts.includes(text));
}

function note(seen: Map<string, Seen>, texts: StateRecord["answers"], at: number | null): void {
  for (const [id, { value, time }] of entries(texts)) {
    if (seen.get(id)?.value !== value) seen.set(id, { value, time: at ?? time });
  }
}
