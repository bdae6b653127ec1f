/** What the player needs of the browser, in one value that a test can replace. */

import type { TextStore } from "./text_store.ts";

export interface Environment {
  /** Milliseconds since the epoch; may jump when the clock is set. */
  now(): number;
  /** Milliseconds since some moment; never goes back. */
  ticks(): number;
  /** Calls back after so many milliseconds; returns the way to cancel. */
  later(milliseconds: number, call: () => void): () => void;
  online(): boolean;
  /** False while the page is hidden or going: what is sent then proves nothing. */
  visible(): boolean;
  /** `sessionStorage`; null where the browser blocks it. */
  readonly drafts: TextStore | null;
  /** `localStorage`, with a cache behind it (kept.ts); null where the browser blocks it. */
  readonly kept: TextStore | null;
  /** What an LMS has emptied is in `kept` again, as far as this browser has it. */
  readonly ready: Promise<unknown> | null;
  /** Other tabs with the same name in this browser; null where there is no such thing. */
  channel(name: string): Channel | null;
  /** Asks to be the one page that holds `name`; null where the browser has no such thing. */
  lock(name: string, events: LockEvents): Lock | null;
  /** A request to a server: the LMS's, or the package's own. */
  fetch(address: string, init: RequestInit): Promise<Response>;
  /** A small file of the package, asked of its server now. */
  ownFile(): Promise<OwnFile>;
  /** Letters, digits, `-` and `_` that nobody can foretell. */
  name(length: number): string;
  listen(events: PageEvents): void;
}

export interface Channel {
  send(message: string): void;
  receive(listener: (message: string) => void): void;
  close(): void;
}

/** Milliseconds in which what another page of the browser has said comes to one that could not hear it before. */
export const HEARS = 100;

export interface LockEvents {
  held(): void;
  /** Another page took it. */
  lost(): void;
}

export interface Lock {
  /** Whether the browser has given it to this page, though `held` may not have been called yet. */
  granted(): boolean;
  /** Takes it from whoever holds it. */
  take(): void;
  close(): void;
}

/**
 * What asking the server for a file of the package showed. `there`: the server answered with it, in this session.
 * `unreachable`: no answer, or none but an error. `elsewhere`: another page in its place, so the session is over.
 * `unknown`: this package's place cannot be asked (`file:`, or a server that never gave the file).
 */
export type OwnFile = "there" | "unreachable" | "elsewhere" | "unknown";

export interface PageEvents {
  hidden(): void;
  visible(): void;
  /** `forGood`: the page is not kept for a return by the back button. */
  leave(forGood: boolean): void;
  online(): void;
  offline(): void;
  /** True: the browser asks the learner before it leaves the page. */
  asksBeforeLeaving(): boolean;
}

/** Null when asking for it throws, as it does in a frame where storage is blocked. */
export function usable(storage: () => Storage): Storage | null {
  try {
    const found = storage();
    found.getItem("");
    return found;
  } catch {
    return null;
  }
}
