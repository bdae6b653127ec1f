/** How values reach the server: what is sent, over what, and what the LMS thinks of it. */

import type { Behaviour, Values } from "./behaviour.ts";

export type Route = "xhr" | "beacon" | "fetch";

/** Sends the values; true when this LMS takes them for saved. Throws only what the browser throws. */
export type Save = (values: Values, options: { finish: boolean; fails: boolean }) => boolean;

export interface Saving {
  readonly save: Save;
  /** The values that the server has acknowledged. */
  acknowledged(): Values;
}

export function saving(behaviour: Behaviour, url: string, launched: Values, leaving: () => boolean): Saving {
  const sent = new Map(Object.entries(launched));
  const acknowledged = new Map(Object.entries(launched));
  let queue: Promise<unknown> = Promise.resolve();

  function save(values: Values, options: { finish: boolean; fails: boolean }): boolean {
    const changed = toSend(behaviour, values, launched, sent);
    const body = (route: Route): string => JSON.stringify({ values: changed, route, finish: options.finish });
    const settle = (): void => Object.entries(changed).forEach(([key, value]) => sent.set(key, value));
    const acknowledge = (): void =>
      Object.entries(changed).forEach(([key, value]) => acknowledged.set(key, value));

    if (Object.keys(changed).length === 0 && !options.finish) return true;
    if (behaviour.sends === "changed-once") settle();
    // Moodle sends forms: encodeURIComponent throws URIError at a lone surrogate, so here it does as well.
    if (behaviour.body === "form") encodeURIComponent(Object.values(changed).join());
    if (behaviour.body_limit !== null && body("xhr").length > behaviour.body_limit) return false;
    if (behaviour.transport !== "sync") {
      settle();
      if (!options.fails && !behaviour.offline) {
        queue = queue.then(() => later(url, body("fetch"))).then((ok) => ok && acknowledge());
      }
      return true;
    }
    const done = options.fails ? false : deliver(behaviour, url, body, leaving());
    if (done) {
      settle();
      acknowledge();
    }
    return done;
  }

  return { save, acknowledged: () => Object.fromEntries(acknowledged) };
}

function toSend(behaviour: Behaviour, values: Values, launched: Values, sent: Map<string, string>): Values {
  const known = behaviour.sends === "not-as-launched" ? new Map(Object.entries(launched)) : sent;
  return Object.fromEntries(Object.entries(values).filter(([key, value]) => known.get(key) !== value));
}

/** A synchronous request; a beacon when the page is hidden or going (Moodle 4.5, request.js). */
function deliver(
  behaviour: Behaviour,
  url: string,
  body: (route: Route) => string,
  leaving: boolean,
): boolean {
  if (behaviour.offline) return behaviour.beacon_when_offline;
  if (leaving || document.visibilityState === "hidden") return navigator.sendBeacon(url, body("beacon"));
  try {
    const request = new XMLHttpRequest();
    request.open("POST", url, false);
    request.send(body("xhr"));
    return request.status === 200;
  } catch {
    return behaviour.beacon_when_offline && navigator.sendBeacon(url, body("beacon"));
  }
}

/** As Open edX and scormhost do: nobody waits for the answer, and the browser takes 64 KiB at most. */
async function later(url: string, body: string): Promise<boolean> {
  try {
    return (await fetch(url, { method: "POST", body, keepalive: true })).ok;
  } catch {
    return false;
  }
}
