/**
 * The pages of one attempt in one browser, of which one writes: the one that the learner acts in.
 *
 * The writer holds a Web Lock, so that a page that dies is followed by one that waits. Where there are no locks, and
 * to be quick, whoever begins to write says so on the channel, and the others stop.
 */

import type { Channel, Environment, Lock } from "./environment.ts";

/** "Who is there?", with the moment at which the asking page read what the LMS holds. */
const HELLO = "?";
const CLAIM = "!";
const LEFT = "-";
/** "My session is over": who has something to save may write. */
const STEPS_BACK = "/";
/** Before a record that the LMS holds. */
const HELD = "=";
/** Before a record that somebody else has to save. */
const OPEN = "+";

/** Milliseconds in which a message reaches every page of the browser. */
const HEARD = 2_000;

export interface PeerEvents {
  /** Another page has started, and knows what the LMS held at `at`; gives the record to tell it, if any. */
  asked(at: number): string | null;
  /** This page writes from now on. */
  mine(): void;
  /** Another one does. */
  theirs(): void;
  /** The page that wrote has no session any more. */
  free(): void;
  /** Another page has gone, and what it sent last may be older than what is known here. */
  left(): void;
  held(line: string): void;
  open(line: string): void;
}

export class Peers {
  readonly #environment: Environment;
  readonly #events: PeerEvents;
  readonly #channel: Channel | null;
  #lock: Lock | null;
  readonly #name: string;
  #writes: boolean;
  #retired = false;

  constructor(environment: Environment, name: string, events: PeerEvents) {
    this.#environment = environment;
    this.#name = name;
    this.#events = events;
    this.#channel = environment.channel(name);
    this.#channel?.receive((message) => this.#hear(message.slice(0, 1), message.slice(1)));
    this.#writes = false;
    this.#lock = this.#askForLock();
    if (!this.#lock) {
      this.#writes = true;
      this.#channel?.send(CLAIM);
    }
  }

  get writes(): boolean {
    return this.#writes;
  }

  /** Another page writes, and hears of what is written here. */
  get following(): boolean {
    return !this.#writes && this.#channel !== null;
  }

  hello(at: number): void {
    this.#channel?.send(`${HELLO}${at}`);
  }

  /** This page wants to write: the learner is at work in it. */
  claim(): void {
    if (this.#writes) return;
    this.#channel?.send(CLAIM);
    if (this.#lock) this.#lock.take();
    else this.#held();
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
    this.#lock = this.#askForLock();
  }

  tellHeld(line: string): void {
    this.#channel?.send(HELD + line);
  }

  tellOpen(line: string): void {
    this.#channel?.send(OPEN + line);
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
    if (kind === HELLO) {
      const line = this.#events.asked(Number(rest));
      if (line !== null) this.tellHeld(line);
    } else if (this.#retired) return;
    else if (kind === CLAIM) this.#lose();
    else if (kind === STEPS_BACK) this.#events.free();
    else if (kind === LEFT) this.#events.left();
    else if (kind === HELD) this.#events.held(rest);
    else if (kind === OPEN) this.#events.open(rest);
  }

  #askForLock(): Lock | null {
    return this.#environment.lock(this.#name, { held: () => this.#held(), lost: () => this.#lose() });
  }

  #held(): void {
    if (this.#writes) return;
    this.#writes = true;
    this.#events.mine();
  }

  #lose(): void {
    if (!this.#writes) return;
    this.#writes = false;
    this.#events.theirs();
  }
}
