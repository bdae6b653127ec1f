/**
 * The pages of one attempt in one browser, of which one writes: the one that the learner acts in.
 *
 * The writer holds a Web Lock, so that a page that dies is followed by one that waits. Where there are no locks,
 * whoever begins to write says so on the channel, and the others stop; of two that begin at once one goes on.
 */

import type { Channel, Environment, Lock } from "./environment.ts";

/** "Who is there?", with the moment at which the asking page read what the LMS holds. */
const HELLO = "?";
/** With the rank of the page. */
const CLAIM = "!";
export const LEFT = "-";
/** "My session is over": who has something to save may write. */
const STEPS_BACK = "/";
/** Before a record that the LMS holds. */
export const HELD = "=";
/** Before a record that an LMS has taken which tells later whether it holds it. */
export const SENT = "~";
/** Before a record that somebody else has to save. */
export const OPEN = "+";
/** Before a record that stood in the LMS, for the page that gave it its name and has not seen it arrive. */
export const FOUND = "@";
/** The LMS has cut the record as it was committed: nothing that it held before is sure. */
export const CUT = "%";
const SAYS = HELD + SENT + OPEN + FOUND + CUT;

/** Milliseconds in which a message reaches every page of the browser. */
const HEARD = 2_000;
/** Milliseconds in which two pages may begin to write and not know of each other. */
const AT_ONCE = 500;
const RANK_LENGTH = 4;

export interface PeerEvents {
  /** Another page has started, and knows what the LMS held at `at`; gives the record to tell it, if any. */
  asked(at: number): string | null;
  /** This page writes from now on. */
  mine(): void;
  /** Another one does, and needs its time. */
  theirs(): void;
  /** The page that wrote has no session any more. */
  free(): void;
  /** Another page writes no more, and what it sent last may be older than what is known here. */
  left(): void;
  /** `says`: what another page says of the record in `line` (HELD, SENT, OPEN or FOUND; CUT has none). */
  told(says: string, line: string): void;
}

export class Peers {
  readonly #environment: Environment;
  readonly #events: PeerEvents;
  readonly #channel: Channel | null;
  #lock: Lock | null;
  readonly #name: string;
  readonly #rank: string;
  #writes: boolean;
  /** By the page's ticks. */
  #claimed = -Infinity;
  #retired = false;
  /** Nobody else was heard of. */
  #alone = true;

  constructor(environment: Environment, name: string, events: PeerEvents) {
    this.#environment = environment;
    this.#name = name;
    this.#rank = environment.name(RANK_LENGTH);
    this.#events = events;
    this.#channel = environment.channel(name);
    this.#channel?.receive((message) => this.#hear(message[0]!, message.slice(1)));
    this.#writes = false;
    this.#lock = this.#askForLock();
    if (!this.#lock) {
      this.#writes = true;
      this.#tellClaim();
    }
  }

  get writes(): boolean {
    return this.#writes;
  }

  /** Another page writes, and hears of what is written here. */
  get following(): boolean {
    return !this.#writes && this.#channel !== null;
  }

  /** A page that goes ends the session with the LMS: it writes, or with `words` of its own it may begin in a moment. */
  endsWith(words: boolean): boolean {
    return !this.following || this.#alone || (words && !!this.#lock?.granted());
  }

  hello(at: number): void {
    this.#channel?.send(`${HELLO}${at}`);
  }

  /** This page wants to write: the learner is at work in it. */
  claim(): void {
    if (this.#writes) return;
    if (this.#lock) return this.#lock.take();
    this.#writes = true;
    this.#tellClaim();
    if (this.#writes) this.#events.mine();
  }

  #tellClaim(): void {
    this.#claimed = this.#environment.ticks();
    this.#channel?.send(CLAIM + this.#rank);
  }

  #hearClaim(rank: string): void {
    // Where there are locks, the lock says who writes.
    if (this.#lock) return;
    const atOnce = this.#writes && this.#environment.ticks() - this.#claimed < AT_ONCE;
    if (atOnce && this.#rank > rank) this.#channel?.send(CLAIM + this.#rank);
    else if (this.#writes) this.#lose();
    else this.#events.theirs();
  }

  /** Leaves the writing to others. */
  stepBack(): void {
    this.#writes = false;
    this.#lock?.close();
    this.#lock = null;
    this.#channel?.send(STEPS_BACK);
  }

  /** Stands in line again. */
  comeBack(): void {
    this.#lock ??= this.#askForLock();
  }

  tell(says: string, line: string): void {
    this.#channel?.send(says + line);
  }

  /** The page goes. */
  close(): void {
    this.#channel?.send(LEFT);
    this.#channel?.close();
    this.#lock?.close();
  }

  /** The attempt has got another name: here only a page that has not heard of it is answered. */
  retire(): void {
    this.#retired = true;
    // Whoever has the lock next has heard of the name by then.
    this.#environment.later(HEARD, () => this.#lock?.close());
  }

  #hear(kind: string, rest: string): void {
    this.#alone = false;
    if (kind === HELLO) {
      const line = this.#events.asked(+rest);
      if (line !== null) this.tell(HELD, line);
    } else if (this.#retired) return;
    else if (kind === CLAIM) this.#hearClaim(rest);
    else if (kind === STEPS_BACK) this.#events.free();
    else if (kind === LEFT) this.#events.left();
    else if (SAYS.includes(kind)) this.#events.told(kind, rest);
  }

  #askForLock(): Lock | null {
    return this.#environment.lock(this.#name, { held: () => this.#held(), lost: () => this.#lose() });
  }

  #held(): void {
    if (this.#writes || this.#retired) return;
    this.#writes = true;
    this.#events.mine();
  }

  #lose(): void {
    this.#writes = false;
    this.#events.theirs();
  }
}
