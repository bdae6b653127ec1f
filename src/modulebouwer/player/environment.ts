/** What the session needs of the browser, in one value that a test can replace. */

export interface Environment {
  /** Milliseconds since the epoch; may jump when the clock is set. */
  now(): number;
  /** Milliseconds since some moment; never goes back. */
  ticks(): number;
  /** Calls back after so many milliseconds; returns the way to cancel. */
  later(milliseconds: number, call: () => void): () => void;
  online(): boolean;
  /** `sessionStorage`; null where the browser blocks it. */
  readonly drafts: TextStore | null;
  /** Other tabs with the same name in this browser; null where there is no such thing. */
  channel(name: string): Channel | null;
  listen(events: PageEvents): void;
}

/** The part of `Storage` in use. `setItem` may throw (full, blocked). */
export type TextStore = Pick<Storage, "getItem" | "setItem" | "removeItem">;

export interface Channel {
  send(message: string): void;
  receive(listener: (message: string) => void): void;
}

export interface PageEvents {
  hidden(): void;
  /** `forGood`: the page is not kept for a return by the back button. */
  leave(forGood: boolean): void;
  online(): void;
  offline(): void;
  /** True: the browser asks the learner before it leaves the page. */
  asksBeforeLeaving(): boolean;
}

export function browserEnvironment(): Environment {
  return {
    now: () => Date.now(),
    ticks: () => performance.now(),
    later: (milliseconds, call) => {
      const timer = setTimeout(call, milliseconds);
      return () => clearTimeout(timer);
    },
    online: () => navigator.onLine,
    drafts: usable(() => window.sessionStorage),
    channel: browserChannel,
    listen,
  };
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

function browserChannel(name: string): Channel | null {
  try {
    const channel = new BroadcastChannel(name);
    return {
      send: (message) => channel.postMessage(message),
      receive: (listener) => {
        channel.onmessage = (event: MessageEvent<unknown>) => {
          if (typeof event.data === "string") listener(event.data);
        };
      },
    };
  } catch {
    return null;
  }
}

function listen(events: PageEvents): void {
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") events.hidden();
  });
  window.addEventListener("pagehide", (event) => events.leave(!event.persisted));
  window.addEventListener("online", () => events.online());
  window.addEventListener("offline", () => events.offline());
  window.addEventListener("beforeunload", (event) => {
    if (events.asksBeforeLeaving()) event.preventDefault();
  });
}
