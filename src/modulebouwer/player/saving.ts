/**
 * One attempt to save and to prove it: read, write, commit, read back, see that the server is there. What fits is
 * saved, nothing is cut.
 *
 * Proof is what comes after the commit, in a page that was visible all the time: an LMS's script says "true" for a
 * beacon that is dropped (Moodle: server stopped, page hidden or closing), and tells its server's mind no better.
 */

import type { Environment } from "./environment.ts";
import type { StateRecord } from "./record.ts";
import type { Trouble } from "./seam.ts";
import { NOTHING } from "./state.ts";
import type { Outcome, ReadBack, Stored, Tracker } from "./tracker.ts";

/** Milliseconds between the questions whether the LMS holds the record, after the commit: Open edX tells it late. */
const PAUSES: readonly number[] = [0, 300, 700, 2_000, 5_000];

/** Milliseconds before a save that failed is told, at the most. */
const WAITED = 2_000;

/** Times that what another device wrote is taken in before the learner is told. */
const MOST_TRIED = 3;

export type Verdict =
  | { readonly kind: "confirmed"; readonly record: StateRecord }
  /** Taken by an LMS whose read-back does not change before the next launch. */
  | { readonly kind: "sent"; readonly record: StateRecord }
  /** Sent from a hidden page: it may have arrived. */
  | { readonly kind: "unproven" }
  /** Another attempt has written since: its verdict counts. */
  | { readonly kind: "superseded" }
  | {
      readonly kind: "trouble";
      readonly why: Trouble;
      readonly error: string;
      readonly after?: number | undefined;
    };

/** What an attempt asks of the session. */
export interface Desk {
  /** Takes in what the LMS holds, before it is overwritten; false: it must not be. */
  takeIn(stored: Stored): boolean;
  /** The record to write, its revision raised, without the answers that are held back. */
  next(): StateRecord;
  /** The tracker has taken `record`, for better or worse; what it shows cut counts as nothing. */
  handed(record: StateRecord): void;
  /** The LMS refused `size` characters: holds back the largest new answer; false when there is none left. */
  holdBack(size: number): boolean;
  /** As `holdBack`; and what the LMS held before is cut with it. */
  cut(size: number): void;
}

export class Saving {
  readonly #tracker: Tracker;
  readonly #environment: Environment;
  readonly #desk: Desk;
  #writing: Promise<unknown> | null = null;
  #waiting: Promise<Verdict> | null = null;
  #turn = 0;
  /** The turn in which the attempt that waits was asked for last. */
  #asked = 0;

  constructor(tracker: Tracker, environment: Environment, desk: Desk) {
    this.#tracker = tracker;
    this.#environment = environment;
    this.#desk = desk;
  }

  /** Never throws. While another attempt writes this one waits for it; while another waits for proof this one takes over. */
  run(): Promise<Verdict> {
    if (!this.#writing) return this.#attempt();
    this.#asked = this.#turn;
    return (this.#waiting ??= this.#writing.then(() => {
      this.#waiting = null;
      return this.#asked === this.#turn ? this.#attempt() : SUPERSEDED;
    }));
  }

  /** What a running attempt finds no longer counts. */
  supersede(): void {
    this.#turn += 1;
  }

  async #attempt(): Promise<Verdict> {
    this.supersede();
    const turn = this.#turn;
    const seen = this.#environment.visible();
    const writing = this.#write(turn).catch(failed);
    this.#writing = writing;
    const written = await writing;
    this.#writing = null;
    if (written === null || turn !== this.#turn) return SUPERSEDED;
    const verdict = await ("kind" in written ? this.#failed(written) : this.#prove(written, turn, seen));
    return turn === this.#turn ? verdict : SUPERSEDED;
  }

  /** Whether the session is over shows now; after another login in this browser it does no more. */
  async #failed(outcome: Outcome): Promise<Verdict> {
    const there = await Promise.race([this.#serverIsThere(), this.#pause(WAITED)]);
    if (there?.kind === "trouble") return there;
    return this.#environment.online() ? trouble(outcome) : OFFLINE;
  }

  /** What was written and committed, or why it was not; null: in the meantime that was no longer this one's to do. */
  async #write(turn: number): Promise<StateRecord | Outcome | null> {
    for (let tried = 1; ; tried++) {
      const stored = await this.#tracker.read();
      // The page that goes has said its last words, or another page writes.
      if (turn !== this.#turn) return null;
      if (!this.#desk.takeIn(stored)) {
        const after = stored.kind === "unreadable" ? stored.after : undefined;
        return { kind: "failed", error: "unreadable", after };
      }
      const written = await this.#writeWhatFits();
      if (!("kind" in written) || written.kind !== "overtaken" || tried === MOST_TRIED) return written;
    }
  }

  async #writeWhatFits(): Promise<StateRecord | Outcome> {
    for (;;) {
      const record = this.#desk.next();
      const outcome = await this.#tracker.write(record);
      this.#desk.handed(record);
      const back: ReadBack =
        outcome.kind === "ok" && this.#tracker.answers !== "server"
          ? await this.#tracker.readBack(record)
          : OTHER;
      const cut = back.kind === "cut" ? back.at + 1 : null;
      if (cut) this.#desk.handed(NOTHING);
      const refused = outcome.kind === "refused" ? outcome.needed : cut;
      if (!refused) {
        if (outcome.kind !== "ok") return outcome;
        const committed = await this.#tracker.commit();
        return committed.kind === "ok" ? record : committed;
      }
      if (!this.#desk.holdBack(refused)) return { kind: "refused", needed: refused, error: "no room" };
    }
  }

  /**
   * Asks the LMS for the record until it gives it, or for eight seconds, and each time whether its server is there: what
   * keeps a save from its place may be over by the time that the LMS tells. `seen`: the page was visible as it wrote.
   */
  async #prove(record: StateRecord, turn: number, seen: boolean): Promise<Verdict> {
    let back = OTHER;
    for (const pause of PAUSES) {
      if (pause > 0) await this.#pause(pause);
      if (turn !== this.#turn) return SUPERSEDED;
      back = await this.#tracker.readBack(record).catch(() => OTHER);
      if (turn !== this.#turn) return SUPERSEDED;
      if (back.kind === "cut") {
        this.#desk.cut(back.at + 1);
        return { kind: "trouble", why: "full", error: "cut by the commit" };
      }
      if (!this.#environment.online()) return OFFLINE;
      const there = await this.#serverIsThere();
      // A server's own answer is worth the same in a hidden page; an LMS's script is not, but for what it has cut.
      if (this.#tracker.answers === "page" && !(seen && this.#environment.visible()))
        return { kind: "unproven" };
      if (there.kind === "trouble") return there;
      if (back.kind === "equal") break;
    }
    if (back.kind === "other") return { kind: "trouble", why: "failed", error: "read-back differs" };
    return { kind: back.kind === "equal" ? "confirmed" : "sent", record };
  }

  #serverIsThere(): ReturnType<typeof serverIsThere> {
    return serverIsThere(this.#tracker, this.#environment);
  }

  #pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => this.#environment.later(milliseconds, resolve));
  }
}

/**
 * Whether what an LMS's script says can be believed now. An answer of the server itself needs no witness; `unknown`:
 * this server cannot be asked.
 */
export async function serverIsThere(
  tracker: Tracker,
  environment: Environment,
): Promise<{ readonly kind: "yes" | "unknown" } | (Verdict & { readonly kind: "trouble" })> {
  const found = tracker.answers === "page" ? await environment.ownFile() : "there";
  if (found === "unreachable") return { ...OFFLINE, error: "server unreachable" };
  if (found === "elsewhere") return { kind: "trouble", why: "lost", error: "session over" };
  return { kind: found === "unknown" ? found : "yes" };
}

export function failed(error: unknown): Outcome & { readonly kind: "failed" } {
  return { kind: "failed", error: String(error) };
}

const OTHER: ReadBack = { kind: "other" };
const SUPERSEDED: Verdict = { kind: "superseded" };
const OFFLINE = { kind: "trouble", why: "offline", error: "offline" } as const;

function trouble(outcome: Outcome): Verdict {
  const why = outcome.kind === "refused" ? "full" : outcome.kind === "lost" ? "lost" : "failed";
  const { error = "", after } = outcome as { error?: string; after?: number };
  return { kind: "trouble", why, error, ...(after && { after }) };
}
