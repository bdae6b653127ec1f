/** The store of a module that is opened without an LMS ("los geopend"), and of answers that stay on the device. */

import { PLAIN } from "./codec.ts";
import { usable, type TextStore } from "./environment.ts";
import type { StateRecord } from "./record.ts";
import type { Connection, LoggedCall, Outcome, Stored, Tracker } from "./tracker.ts";

const OK: Outcome = { kind: "ok" };
const BLOCKED: Outcome = { kind: "failed", error: "storage blocked" };

/** Keeps the record in `localStorage` under `key`; where the browser blocks that, every write fails. */
export class BrowserStore implements Tracker {
  readonly standard = "web";
  readonly log: readonly LoggedCall[] = [];
  readonly #key: string;
  readonly #store: TextStore | null;

  constructor(key: string, store: TextStore | null = usable(() => window.localStorage)) {
    this.#key = `modulebouwer:${key}`;
    this.#store = store;
  }

  connect(): Promise<Connection | null> {
    return Promise.resolve(null);
  }

  read(): Promise<Stored> {
    return Promise.resolve(PLAIN.decode(this.#store?.getItem(this.#key) ?? ""));
  }

  write(record: StateRecord): Promise<Outcome> {
    return Promise.resolve(this.#put(record));
  }

  size(record: StateRecord): number {
    return PLAIN.encode(record).length;
  }

  holds(record: StateRecord): Promise<boolean> {
    return Promise.resolve(this.#store?.getItem(this.#key) === PLAIN.encode(record));
  }

  commit(): Promise<Outcome> {
    return Promise.resolve(OK);
  }

  report(): Promise<Outcome> {
    return Promise.resolve(OK);
  }

  complete(): Promise<Outcome> {
    return Promise.resolve(OK);
  }

  leave(record: StateRecord | null): void {
    if (record) this.#put(record);
  }

  #put(record: StateRecord): Outcome {
    try {
      this.#store?.setItem(this.#key, PLAIN.encode(record));
      return this.#store ? OK : BLOCKED;
    } catch (error) {
      return { kind: "refused", needed: this.size(record), error: String(error) };
    }
  }
}
