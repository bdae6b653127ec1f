/** The environment that a browser gives. */

import { toBase64Url } from "./base64url.ts";
import {
  HEARS,
  usable,
  type Channel,
  type Environment,
  type Lock,
  type LockEvents,
  type PageEvents,
} from "./environment.ts";
import { keptStore } from "./kept.ts";
import { OwnFileRequest } from "./own_file.ts";

export function browserEnvironment(): Environment {
  const request: Environment["fetch"] = (address, init) => fetch(address, init);
  const ownFile = new OwnFileRequest(location.protocol === "file:", request);
  const [kept, ready] = keptStore(usable(() => window.localStorage));
  let going = false;
  return {
    now: () => Date.now(),
    ticks: () => performance.now(),
    later: (milliseconds, call) => {
      const timer = setTimeout(call, milliseconds);
      return () => clearTimeout(timer);
    },
    online: () => navigator.onLine,
    visible: () => !going && document.visibilityState === "visible",
    drafts: usable(() => window.sessionStorage),
    kept,
    ready,
    channel: browserChannel,
    lock: browserLock,
    fetch: request,
    ownFile: () => ownFile.ask(),
    name: (length) => toBase64Url(crypto.getRandomValues(new Uint8Array(length))).slice(0, length),
    listen: (events) => listen(events, (goes) => (going = goes)),
  };
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
      close: () => channel.close(),
    };
  } catch {
    return null;
  }
}

/** Web Locks are there in a secure context only. */
function browserLock(name: string, events: LockEvents): Lock | null {
  const locks = (navigator as Partial<Navigator>).locks;
  if (!locks) return null;
  let end: (() => void) | null = null;
  let turn = 0;
  const ask = (steal: boolean): void => {
    const mine = ++turn;
    locks
      .request(name, { steal }, () => {
        if (mine !== turn) return Promise.resolve();
        // What the page before it has said last comes first: a page that goes meanwhile leaves the LMS to it.
        setTimeout(() => mine === turn && events.held(), HEARS);
        return new Promise<void>((resolve) => (end = resolve));
      })
      .catch(({ name }: Error) => {
        if (mine !== turn) return;
        // Denied (a sandbox, no site data): no other page of this module is seen either.
        if (name !== "AbortError") return events.held();
        // Taken by another page, which asked later.
        end = null;
        events.lost();
        ask(false);
      });
  };
  ask(false);
  return {
    granted: () => end !== null,
    take: () => ask(true),
    close: () => {
      turn += 1;
      end?.();
    },
  };
}

/** `going` is told before the page's events are. */
function listen(events: PageEvents, going: (goes: boolean) => void): void {
  const on: typeof window.addEventListener = (type: string, listener: EventListenerOrEventListenerObject) =>
    window.addEventListener(type, listener);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") events.hidden();
    else events.visible();
  });
  on("pageshow", (event) => {
    going(false);
    if (event.persisted) events.visible();
  });
  on("pagehide", (event) => {
    going(true);
    events.leave(!event.persisted);
  });
  on("online", () => events.online());
  on("offline", () => events.offline());
  on("beforeunload", (event) => {
    if (events.asksBeforeLeaving()) event.preventDefault();
    // Whoever stays is there: Moodle saves by beacons, and says "true" to each, until its frame is shown again
    // (mod/scorm/request.js; measured in 5.1: a page that stayed called saved what was dropped).
    setTimeout(() => window.frameElement?.dispatchEvent(new Event("pageshow")));
  });
}
