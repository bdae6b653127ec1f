/** The store of a module that is opened without an LMS ("los geopend"), and of answers that stay on the device. */

import { decode, encode } from "./codec.ts";
import type { StateRecord } from "./record.ts";
import { merge } from "./state.ts";
import { keepText, textOf, type TextStore } from "./text_store.ts";
import type { Connection, LoggedCall, Outcome, ReadBack, Stored, Tracker } from "./tracker.ts";

const OK: Outcome = { kind: "ok" };
const BLOCKED: Outcome = { kind: "failed", error: "storage blocked" };

/** Keeps the record in `localStorage` under `key`; where the browser blocks that, every write fails. */
export class BrowserStore implements Tracker {
  readonly standard = "web";
  readonly answers = "device";
  readonly log: readonly LoggedCall[] = [];
  readonly #key: string;
  readonly #store: TextStore | null;

  constructor(key: string, store: TextStore | null) {
    this.#key = `modulebouwer:${key}`;
    this.#store = store;
  }

  async connect(): Promise<Connection | null> {
    return null;
  }

  async read(): Promise<Stored> {
    return decode(this.#kept());
  }

  async write(record: StateRecord): Promise<Outcome> {
    return this.#put(record);
  }

  size(record: StateRecord): number {
    return encode(record).length;
  }

  async readBack(record: StateRecord): Promise<ReadBack> {
    return { kind: this.#kept() === encode(record) ? "equal" : "other" };
  }

  async commit(): Promise<Outcome> {
    return OK;
  }

  async report(): Promise<Outcome> {
    return OK;
  }

  async complete(): Promise<Outcome> {
    return OK;
  }

  async completed(): Promise<null> {
    return null;
  }

  leave(record: StateRecord | null): void {
    if (!record) return;
    // There is no time to ask anybody, and another tab may have written since.
    const there = decode(this.#kept());
    this.#put(there.kind === "intact" ? merge(record, there.record) : record);
  }

  /** What stood there is somewhere else now. */
  forget(): void {
    keepText(this.#store, this.#key, "");
  }

  #kept(): string {
    return textOf(this.#store, this.#key);
  }

  #put(record: StateRecord): Outcome {
    if (keepText(this.#store, this.#key, encode(record))) return OK;
    return this.#store ? { kind: "refused", needed: this.size(record), error: "no room" } : BLOCKED;
  }
}
