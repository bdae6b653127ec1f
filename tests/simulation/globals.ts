/** The web's globals as the page finds them that is running now; Node's own come back when the run is over. */

import type { Page } from "./browser.ts";

const NAMES = [
  "window",
  "document",
  "location",
  "navigator",
  "sessionStorage",
  "localStorage",
  "fetch",
  "setTimeout",
  "clearTimeout",
  "performance",
  "crypto",
  "caches",
  "Response",
  "BroadcastChannel",
  "XMLHttpRequest",
  "addEventListener",
  "removeEventListener",
] as const;

let running: Page | null = null;

/** Whose globals these are. */
export function enter(page: Page | null): void {
  running = page;
}

function here(): Page {
  if (!running) throw new Error("something of the player runs outside every page");
  return running;
}

const RealDate = Date;

class PageDate extends RealDate {
  constructor(...given: readonly unknown[]) {
    if (given.length === 0) super(here().now());
    else super(...(given as [number]));
  }

  static override now(): number {
    return here().now();
  }
}

/** Puts them in place; gives the way back. */
export function install(): () => void {
  const before = [...NAMES, "Date" as const].map(
    (name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const,
  );
  for (const name of NAMES) {
    Object.defineProperty(globalThis, name, {
      configurable: true,
      get: () => (here().globals as Record<string, unknown>)[name],
    });
  }
  Object.defineProperty(globalThis, "Date", { configurable: true, writable: true, value: PageDate });
  return () => {
    for (const [name, descriptor] of before) {
      if (descriptor) Object.defineProperty(globalThis, name, descriptor);
      else delete (globalThis as Record<string, unknown>)[name];
    }
  };
}
