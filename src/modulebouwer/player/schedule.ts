/**
 * When to save: at rest while typing, at once when the learner moves on, again after a failure, once more for
 * proof.
 */

import type { Environment } from "./environment.ts";

const REST = 2_000;
/** Somebody who never rests is saved this often; so long where what they wrote in this answer before is proven. */
const LONGEST_WAIT = 10_000;
const LONGEST_ONCE_BEGUN = 45_000;
/** Between two saves while typing: a commit blocks the page in some LMSs. */
const BETWEEN_SAVES = 5_000;
const RETRIES: readonly number[] = [2_000, 5_000, 15_000, 30_000];

export class Schedule {
  readonly #environment: Environment;
  readonly #save: () => void;
  #cancelTyping: (() => void) | null = null;
  #cancelRetry: (() => void) | null = null;
  #cancelLook: (() => void) | null = null;
  #typingSince: number | null = null;
  #lastSave = -BETWEEN_SAVES;
  #failures = 0;
  /** The last save was one that typing asked for; and it was proven, and the learner is still at it. */
  #byTyping = false;
  #begun = false;

  constructor(environment: Environment, save: () => void) {
    this.#environment = environment;
    this.#save = save;
  }

  typing(): void {
    const now = this.#environment.ticks();
    this.#typingSince ??= now;
    const longest = this.#begun ? LONGEST_ONCE_BEGUN : LONGEST_WAIT;
    const due = Math.max(Math.min(now + REST, this.#typingSince + longest), this.#lastSave + BETWEEN_SAVES);
    this.#cancelTyping?.();
    this.#cancelTyping = this.#environment.later(due - now, () => {
      this.now();
      this.#byTyping = true;
    });
  }

  /** The learner has left what they typed in. */
  left(): void {
    this.#byTyping = this.#begun = false;
  }

  /** At once, or when the learner rests. */
  atRest(): void {
    if (!this.#cancelTyping) this.now();
  }

  now(): void {
    this.#cancelTyping?.();
    this.#cancelRetry?.();
    this.#cancelTyping = this.#cancelRetry = this.#typingSince = null;
    this.#lastSave = this.#environment.ticks();
    this.#byTyping = false;
    this.#save();
  }

  /** `atLeast`: milliseconds that the LMS asks to wait. */
  failed(atLeast = 0): void {
    const wait = RETRIES[Math.min(this.#failures, RETRIES.length - 1)]!;
    this.#failures += 1;
    this.#begun = false;
    this.retryAfter(Math.max(wait, atLeast));
  }

  retryAfter(milliseconds: number): void {
    this.#cancelRetry?.();
    this.#cancelRetry = this.#environment.later(milliseconds, () => this.now());
  }

  /** Unless something is planned before. */
  retryWithin(milliseconds: number): void {
    if (!this.#cancelRetry) this.retryAfter(milliseconds);
  }

  succeeded(): void {
    this.#failures = 0;
    this.#begun ||= this.#byTyping;
    this.#cancelRetry?.();
    this.#cancelRetry = null;
  }

  /** Calls `look` after so many milliseconds, unless it is planned anew before. */
  lookAgain(milliseconds: number, look: () => void): void {
    this.#cancelLook?.();
    this.#cancelLook = this.#environment.later(milliseconds, look);
  }

  /** Forgets what was planned; a later call plans anew. */
  stop(): void {
    this.#cancelTyping?.();
    this.#cancelRetry?.();
    this.#cancelLook?.();
    this.#cancelTyping = this.#cancelRetry = this.#cancelLook = this.#typingSince = null;
  }
}
