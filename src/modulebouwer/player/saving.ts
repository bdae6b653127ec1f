/** One attempt to save and to prove it: read, write, read back, commit. What fits is saved, nothing is cut. */

import type { Environment } from "./environment.ts";
import type { StateRecord } from "./record.ts";
import type { Trouble } from "./session.ts";
import type { Outcome, Stored, Tracker } from "./tracker.ts";

/** Milliseconds after the write. The LMS is asked at once whether it holds the record, and then: Open edX tells it late. */
const READ_BACK_AT: readonly number[] = [300, 1_000, 3_000, 8_000];

export type Verdict =
  | { readonly kind: "confirmed"; readonly record: StateRecord }
  /** Another attempt has written since: its verdict counts. */
  | { readonly kind: "superseded" }
  | { readonly kind: "trouble"; readonly why: Trouble; readonly error: string };

/** What an attempt asks of the session. */
export interface Desk {
  /** Takes in what the LMS holds, before it is overwritten; false: it must not be. */
  takeIn(stored: Stored): boolean;
  /** The record to write, its revision raised, without the answers that are held back. */
  next(): StateRecord;
  /** The LMS refused `size` characters: holds back the largest new answer; false when there is none left. */
  holdBack(size: number): boolean;
}

interface Written {
  readonly record: StateRecord;
  /** The LMS gave it back before the commit. */
  readonly held: boolean;
}

export class Saving {
  readonly #tracker: Tracker;
  readonly #environment: Environment;
  readonly #desk: Desk;
  #busy = false;
  #waiting: Promise<Verdict> | null = null;
  #wake: () => void = () => {};
  #turn = 0;

  constructor(tracker: Tracker, environment: Environment, desk: Desk) {
    this.#tracker = tracker;
    this.#environment = environment;
    this.#desk = desk;
  }

  /** Never throws. While another attempt writes this one waits for it; while another waits for proof this one takes over. */
  run(): Promise<Verdict> {
    if (!this.#busy) return this.#attempt();
    this.#waiting ??= new Promise<void>((resolve) => {
      this.#wake = resolve;
    }).then(() => {
      this.#waiting = null;
      return this.#attempt();
    });
    return this.#waiting;
  }

  /** What a running attempt finds no longer counts. */
  supersede(): void {
    this.#turn += 1;
  }

  async #attempt(): Promise<Verdict> {
    this.supersede();
    const turn = this.#turn;
    this.#busy = true;
    let written: Written | Outcome;
    try {
      written = await this.#write();
    } catch (error) {
      written = { kind: "failed", error: String(error) };
    } finally {
      this.#busy = false;
      this.#wake();
    }
    if (turn !== this.#turn) return { kind: "superseded" };
    if ("kind" in written) return this.#environment.online() ? trouble(written) : OFFLINE;
    return this.#prove(written, turn);
  }

  /** What was written and committed, or why it was not. */
  async #write(): Promise<Written | Outcome> {
    if (!this.#desk.takeIn(await this.#tracker.read())) return { kind: "failed", error: "unreadable" };
    for (;;) {
      const record = this.#desk.next();
      const outcome = await this.#tracker.write(record);
      const held = outcome.kind === "ok" && (await this.#tracker.holds(record));
      const cut = outcome.kind === "ok" && !held ? await this.#cutAt(record) : null;
      const refused = outcome.kind === "refused" ? outcome.needed : cut;
      if (refused === null) {
        if (outcome.kind !== "ok") return outcome;
        const committed = await this.#tracker.commit();
        return committed.kind === "ok" ? { record, held } : committed;
      }
      if (!this.#desk.holdBack(refused)) return { kind: "refused", needed: refused, error: "no room" };
    }
  }

  /** Characters that would not fit in an LMS that says to have taken `record` but cut it; null when it did not cut. */
  async #cutAt(record: StateRecord): Promise<number | null> {
    const stored = await this.#tracker.read();
    const ours =
      stored.kind === "truncated" && (stored.record === null || stored.record.revision === record.revision);
    return ours ? stored.raw.length + 1 : null;
  }

  /** Asks the LMS for the record until it gives it, or for eight seconds. */
  async #prove({ record, held }: Written, turn: number): Promise<Verdict> {
    let proven = held;
    for (const [index, at] of READ_BACK_AT.entries()) {
      if (proven) break;
      await this.#pause(at - (READ_BACK_AT[index - 1] ?? 0));
      if (turn !== this.#turn) return { kind: "superseded" };
      proven = await this.#tracker.holds(record).catch(() => false);
      if (turn !== this.#turn) return { kind: "superseded" };
    }
    if (!this.#environment.online()) return OFFLINE;
    return proven
      ? { kind: "confirmed", record }
      : { kind: "trouble", why: "failed", error: "read-back differs" };
  }

  #pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => this.#environment.later(milliseconds, resolve));
  }
}

const OFFLINE: Verdict = { kind: "trouble", why: "offline", error: "offline" };

function trouble(outcome: Outcome): Verdict {
  const why = outcome.kind === "refused" ? "full" : outcome.kind === "lost" ? "lost" : "failed";
  return { kind: "trouble", why, error: "error" in outcome ? outcome.error : "" };
}
