/** What is known of each answer: proven, sent to an LMS that tells later, or neither. */

import type { StateRecord } from "./record.ts";

interface Seen {
  readonly value: string;
  /** When (ms since the epoch). */
  readonly time: number;
}

export class Proofs {
  readonly #proven = new Map<string, Seen>();
  readonly #sent = new Map<string, Seen>();

  /** `at`: when the LMS was seen to hold it; null for what was found, which tells no more than when it was written. */
  prove(record: StateRecord, at: number | null): void {
    note(this.#proven, record, at);
    this.#sent.clear();
  }

  send(record: StateRecord, at: number): void {
    note(this.#sent, record, at);
  }

  /** When `value` of `id` was proven; undefined when it was not. An empty answer that never was one is proven. */
  proven(id: string, value: string): number | undefined {
    const seen = this.#proven.get(id) ?? { value: "", time: 0 };
    return seen.value === value ? seen.time : undefined;
  }

  sent(id: string, value: string): number | undefined {
    const seen = this.#sent.get(id);
    return seen?.value === value ? seen.time : undefined;
  }

  get anySent(): boolean {
    return this.#sent.size > 0;
  }
}

function note(seen: Map<string, Seen>, record: StateRecord, at: number | null): void {
  for (const [id, { value, time }] of Object.entries(record.answers)) {
    if (seen.get(id)?.value !== value) seen.set(id, { value, time: at ?? time });
  }
}
