/**
 * Browsers whose clock, storage, tabs and network the simulation owns: what the player finds under the names of the
 * web's own globals (globals.ts) is the page that is running now.
 */

import type { Clock, Due, Owner } from "./clock.ts";
import type { Random } from "./random.ts";

/** How a computer differs from the others, and what is wrong with it. */
export interface DeviceSettings {
  /** `sessionStorage` and `localStorage` throw. */
  readonly storageBlocked: boolean;
  /** There are no Web Locks and no caches (an address without https; Safari before 15.4 lacks the first alone). */
  readonly locksBlocked: boolean;
  readonly channelBlocked: boolean;
}

export interface HttpRequest {
  readonly method: string;
  readonly url: URL;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
  readonly page: Page;
  /** Sent although the page goes. */
  readonly keepalive: boolean;
}

export interface HttpReply {
  readonly status: number;
  readonly body: string;
  /** Names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly redirected?: boolean;
  /** Milliseconds that the server takes. */
  readonly delay?: number;
}

/** What answers the browser's requests. */
export interface Network {
  /** Milliseconds that a request is under way; each way half of it. */
  latency(): number;
  /** Milliseconds more before the server gets to it. */
  queue(request: HttpRequest): number;
  /** Whether a request arrives that was under way when its page went. */
  stillArrives(): boolean;
  /** Null: nobody is there (refused, no route). "hangs": no answer ever comes. */
  answer(request: HttpRequest): HttpReply | "hangs" | null;
}

/** Chromium's most requests at a time to one host. */
const AT_A_TIME = 6;
/** Bytes. */
const MOST_UNDERWAY = 65_536;
/** Milliseconds that the browser's caches take for what is asked of them. */
const CACHE = 1;

/** One computer with one browser, for one origin: the LMS's. */
export class Device {
  readonly clock: Clock;
  readonly name: string;
  settings: DeviceSettings;
  readonly localStorage = new Map<string, string>();
  /** Cache Storage, as texts by their addresses. */
  readonly cached = new Map<string, string>();
  readonly pages: Page[] = [];
  readonly locks: Locks;
  online = true;
  /** Most characters of one value in its storage. */
  longest = Infinity;
  /** The clock on the wall against the simulation's, in milliseconds. */
  clockOff = 0;
  readonly network: Network;
  #waiting: (() => boolean)[] = [];
  #underway = 0;

  constructor(name: string, clock: Clock, network: Network, settings: DeviceSettings) {
    this.name = name;
    this.clock = clock;
    this.network = network;
    this.settings = settings;
    this.locks = new Locks(clock);
  }

  get hasCaches(): boolean {
    return !this.settings.locksBlocked;
  }

  broadcast(from: Page, name: string, message: unknown): void {
    for (const page of this.pages) {
      if (page === from) continue;
      this.clock.later(1, page, () => {
        for (const channel of page.channels)
          if (channel.name === name) channel.onmessage?.({ data: message });
      });
    }
    // A page may have several channels of one name, which hear each other.
  }

  storageChanged(from: Page, key: string, newValue: string | null): void {
    for (const page of this.pages) {
      if (page === from) continue;
      this.clock.later(1, page, () => page.windowEvents.dispatch("storage", { key, newValue }));
    }
  }

  /** `answered` is called in the page, unless it is gone; null: no answer. Gives the way to give up. */
  send(
    request: HttpRequest,
    owner: Owner | null,
    answered: (reply: HttpReply | null) => void,
    queued = true,
  ): () => void {
    let given = false;
    const start = (): boolean => {
      const stays = (): boolean => request.keepalive || request.page.state !== "gone";
      if (given || !stays()) return false;
      const half = this.network.latency() / 2;
      this.clock.later(half + this.network.queue(request), null, () => {
        const arrives = this.online && (stays() || this.network.stillArrives());
        const reply = arrives ? this.network.answer(request) : null;
        if (reply === "hangs") return;
        this.clock.later(half + (reply?.delay ?? 0), null, () => {
          if (given) return;
          given = true;
          this.#done(queued);
          this.clock.later(0, owner, () => answered(reply));
        });
      });
      return true;
    };
    if (!queued) start();
    else if (this.#underway < AT_A_TIME) {
      this.#underway += 1;
      start();
    } else this.#waiting.push(start);
    return () => {
      if (given) return;
      given = true;
      this.#done(queued);
    };
  }

  #done(queued: boolean): void {
    if (!queued) return;
    this.#underway -= 1;
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) {
      if (!next()) continue;
      this.#underway += 1;
      return;
    }
  }
}

type Listener = (event: Record<string, unknown>) => void;

export class Events {
  readonly #listeners = new Map<string, Set<Listener>>();

  add(type: string, listener: Listener): void {
    const all = this.#listeners.get(type) ?? new Set();
    this.#listeners.set(type, all.add(listener));
  }

  remove(type: string, listener: Listener): void {
    this.#listeners.get(type)?.delete(listener);
  }

  /** True when a listener prevented the default. */
  dispatch(type: string, more: Record<string, unknown> = {}): boolean {
    let prevented = false;
    const event = { type, preventDefault: () => (prevented = true), ...more };
    for (const listener of [...(this.#listeners.get(type) ?? [])]) listener(event);
    return prevented;
  }
}

/** A tab outlives its pages: what it keeps in `sessionStorage` is there after a reload. */
export class Tab {
  readonly sessionStorage = new Map<string, string>();
}

interface FakeChannel {
  readonly name: string;
  onmessage: ((event: { data: unknown }) => void) | null;
}

/** The frame in which the player runs, from its load until it is gone. */
export class Page implements Owner {
  state: Owner["state"] = "running";
  readonly held: Due[] = [];
  readonly device: Device;
  readonly tab: Tab;
  readonly windowEvents = new Events();
  readonly documentEvents = new Events();
  channels: FakeChannel[] = [];
  visibility: "visible" | "hidden" = "visible";
  /** From the first of the events by which it goes: no synchronous request gets out. */
  leaving = false;
  /** The window of the player; `parent` is the LMS's. */
  readonly window: Record<string, unknown>;
  readonly globals: Readonly<Record<string, unknown>>;
  #underway = 0;
  /** When it was loaded, in milliseconds of the run. */
  readonly began: number;
  readonly #timers = new Map<number, () => void>();
  #lastTimer = 0;

  constructor(device: Device, tab: Tab, lms: Record<string, unknown>, address: URL, random: Random) {
    this.device = device;
    this.tab = tab;
    this.began = device.clock.elapsed;
    device.pages.push(this);
    const events = {
      addEventListener: (type: string, listener: Listener) => this.windowEvents.add(type, listener),
      removeEventListener: (type: string, listener: Listener) => this.windowEvents.remove(type, listener),
    };
    const page = this;
    const document = {
      addEventListener: (type: string, listener: Listener) => this.documentEvents.add(type, listener),
      removeEventListener: (type: string, listener: Listener) => this.documentEvents.remove(type, listener),
      get visibilityState() {
        return page.visibility;
      },
      get hidden() {
        return page.visibility === "hidden";
      },
    };
    const navigator = {
      get onLine() {
        return device.online;
      },
      sendBeacon: (url: string, body: string) => this.#beacon(new URL(url, address), body),
      ...(!device.settings.locksBlocked && { locks: device.locks.of(this) }),
    };
    const storage = {
      get sessionStorage() {
        return page.#storage(tab.sessionStorage, false);
      },
      get localStorage() {
        return page.#storage(device.localStorage, true);
      },
    };
    const functions = {
      fetch: (url: string | URL, init?: RequestInit) => this.#fetch(new URL(url, address), init ?? {}),
      setTimeout: (call: () => void, wait = 0) => this.#setTimer(call, wait),
      clearTimeout: (timer: number) => this.#timers.get(timer)?.(),
      performance: { now: () => device.clock.elapsed - this.began },
      crypto: cryptoOf(random),
      caches: device.hasCaches ? this.#caches(address) : undefined,
      Response: TextResponse,
      BroadcastChannel: this.#channelClass(),
      XMLHttpRequest: this.#requestClass(address),
    };
    this.window = {
      ...events,
      ...functions,
      location: address,
      document,
      navigator,
      parent: lms,
      top: lms,
      opener: null,
      frameElement: lms["frameElement"] ?? null,
    };
    Object.defineProperties(this.window, Object.getOwnPropertyDescriptors(storage));
    const globals = { ...events, ...functions, location: address, document, navigator, window: this.window };
    this.globals = Object.defineProperties(globals, Object.getOwnPropertyDescriptors(storage));
  }

  /** Milliseconds since the epoch, as this computer's clock has them. */
  now(): number {
    return START + this.device.clockOff + Math.floor(this.device.clock.elapsed);
  }

  hide(): void {
    this.visibility = "hidden";
    this.documentEvents.dispatch("visibilitychange");
  }

  show(): void {
    this.visibility = "visible";
    this.documentEvents.dispatch("visibilitychange");
  }

  /** Somebody would go; true: they are asked first, and stay. */
  wouldLeave(): boolean {
    this.leaving = true;
    const asked = this.windowEvents.dispatch("beforeunload");
    this.leaving = false;
    return asked;
  }

  /** In the order of Chromium's events; `persisted`: kept for the back button. True: the learner is asked first. */
  leave(persisted: boolean): boolean {
    this.leaving = true;
    const asked = this.windowEvents.dispatch("beforeunload");
    this.windowEvents.dispatch("pagehide", { persisted });
    this.visibility = "hidden";
    this.documentEvents.dispatch("visibilitychange");
    if (!persisted) this.windowEvents.dispatch("unload");
    return asked;
  }

  comesBack(): void {
    this.leaving = false;
    this.visibility = "visible";
    this.documentEvents.dispatch("visibilitychange");
    this.windowEvents.dispatch("pageshow", { persisted: true });
  }

  /** When it was gone, in milliseconds of the run. */
  ended = Infinity;

  /** Nothing of it runs any more. */
  end(): void {
    this.ended = this.device.clock.elapsed;
    this.state = "gone";
    this.held.length = 0;
    this.device.pages.splice(this.device.pages.indexOf(this), 1);
    this.device.locks.release(this);
  }

  #setTimer(call: () => void, wait: number): number {
    const timer = ++this.#lastTimer;
    const cancel = this.device.clock.later(wait, this, () => {
      this.#timers.delete(timer);
      call();
    });
    this.#timers.set(timer, cancel);
    return timer;
  }

  #fetch(url: URL, init: RequestInit): Promise<unknown> {
    const headers = new Map(
      Object.entries((init.headers ?? {}) as Record<string, string>).map(([name, value]) => [
        name.toLowerCase(),
        value,
      ]),
    );
    const body = typeof init.body === "string" ? init.body : "";
    const { method = "GET", keepalive = false } = init;
    const request = { method, url, headers, body, page: this, keepalive };
    if (keepalive && !this.#keepsAlive(body.length)) return Promise.reject(new TypeError("Failed to fetch"));
    return new Promise((resolve, reject) => {
      const aborted = (): void => reject(new DOMException("aborted", "AbortError"));
      if (init.signal?.aborted) return aborted();
      const giveUp = this.device.send(request, this, (reply) =>
        reply === null ? reject(new TypeError("Failed to fetch")) : resolve(response(url, reply)),
      );
      init.signal?.addEventListener("abort", () => {
        giveUp();
        aborted();
      });
    });
  }

  /** 64 KiB for all that a page that goes has under way (Fetch standard, HTTP-network-or-cache fetch, step 8.10). */
  #keepsAlive(bytes: number): boolean {
    if (this.#underway + bytes > MOST_UNDERWAY) return false;
    this.#underway += bytes;
    this.device.clock.later(this.device.network.latency(), null, () => (this.#underway -= bytes));
    return true;
  }

  /** What a page sends and nobody waits for; 64 KiB at most (Moodle 4). */
  #beacon(url: URL, body: string): boolean {
    if (body.length > MOST_UNDERWAY) return false;
    const request = {
      method: "POST",
      url,
      headers: new Map<string, string>(),
      body,
      page: this,
      keepalive: true,
    };
    this.device.send(request, this, () => {}, false);
    return true;
  }

  /** `XMLHttpRequest`, synchronous: the page is blocked until the answer is there. */
  #requestClass(address: URL): unknown {
    const page = this;
    return class {
      status = 0;
      responseText = "";
      #method = "GET";
      #url = address;

      open(method: string, url: string): void {
        this.#method = method;
        this.#url = new URL(url, address);
      }

      send(body = ""): void {
        const { device } = page;
        const headers = new Map<string, string>();
        const request = { method: this.#method, url: this.#url, headers, body, page, keepalive: false };
        const reply = device.online && !page.leaving ? device.network.answer(request) : null;
        if (reply === null || reply === "hangs") throw new DOMException("failed", "NetworkError");
        device.clock.block(device.network.latency() + (reply.delay ?? 0));
        [this.status, this.responseText] = [reply.status, reply.body];
      }
    };
  }

  #storage(kept: Map<string, string>, shared: boolean): Pick<Storage, "getItem" | "setItem" | "removeItem"> {
    if (this.device.settings.storageBlocked) throw new DOMException("denied", "SecurityError");
    const page = this;
    return {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => {
        if (String(value).length > page.device.longest) throw new DOMException("full", "QuotaExceededError");
        kept.set(key, String(value));
        if (shared) page.device.storageChanged(page, key, String(value));
      },
      removeItem: (key) => {
        kept.delete(key);
        if (shared) page.device.storageChanged(page, key, null);
      },
      get length() {
        return kept.size;
      },
      key: (index: number) => [...kept.keys()][index] ?? null,
    } as Pick<Storage, "getItem" | "setItem" | "removeItem">;
  }

  /** What was asked of it is done, also when the page is gone by then. */
  #caches(address: URL): unknown {
    const { cached, clock, settings } = this.device;
    const soon = <T>(work: () => T): Promise<T> =>
      new Promise((resolve) => {
        clock.later(CACHE, null, () => {
          const done = work();
          clock.later(0, this, () => resolve(done));
        });
      });
    const at = (path: string): string => String(new URL(path, address));
    const cache = {
      keys: () => soon(() => [...cached.keys()].map((url) => ({ url }))),
      match: (path: string) =>
        soon(() => (cached.has(at(path)) ? new TextResponse(cached.get(at(path))!) : undefined)),
      put: (path: string, { body }: TextResponse) => soon(() => void cached.set(at(path), body)),
      delete: (path: string) => soon(() => cached.delete(at(path))),
    };
    const denied = new DOMException("denied", "SecurityError");
    return { open: () => (settings.storageBlocked ? Promise.reject(denied) : soon(() => cache)) };
  }

  #channelClass(): unknown {
    const page = this;
    return class {
      readonly name: string;
      onmessage: FakeChannel["onmessage"] = null;

      constructor(name: string) {
        if (page.device.settings.channelBlocked) throw new DOMException("denied", "SecurityError");
        this.name = name;
        page.channels.push(this);
      }

      postMessage(message: unknown): void {
        page.device.broadcast(page, this.name, message);
      }

      close(): void {
        page.channels = page.channels.filter((other) => other !== this);
      }
    };
  }
}

/** Of a text, as the player makes one for the cache. */
class TextResponse {
  readonly body: string;

  constructor(body: string) {
    this.body = body;
  }

  text(): Promise<string> {
    return Promise.resolve(this.body);
  }
}

/** 23 November 2026, 10:40 UTC, when every run begins. */
export const START = 1_795_430_400_000;

function response(url: URL, { status, body, headers = {}, redirected = false }: HttpReply): unknown {
  return {
    status,
    ok: status >= 200 && status < 300,
    redirected,
    url: String(url),
    type: "basic",
    headers: { get: (name: string) => headers[name.toLowerCase()] ?? null },
    text: () => Promise.resolve(body),
    arrayBuffer: () => Promise.resolve(new TextEncoder().encode(body).buffer),
  };
}

function cryptoOf(random: Random): Pick<Crypto, "getRandomValues"> {
  return {
    getRandomValues: <T extends ArrayBufferView>(array: T): T => {
      const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
      for (let at = 0; at < bytes.length; at++) bytes[at] = random.below(256);
      return array;
    },
  };
}

interface Asked {
  readonly page: Page;
  readonly exclusive: boolean;
  readonly grant: () => void;
  /** Another page took the lock. */
  readonly stolen: () => void;
}

/** Web Locks of one origin. A page that is gone holds none. */
export class Locks {
  readonly #clock: Clock;
  readonly #held = new Map<string, Asked[]>();
  readonly #queues = new Map<string, Asked[]>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  of(page: Page): unknown {
    return {
      request: (name: string, ...rest: unknown[]) => {
        const call = rest[rest.length - 1] as (lock: unknown) => unknown;
        const options = (rest.length > 1 ? rest[0] : {}) as LockOptions;
        return this.#request(page, name, options, call);
      },
      query: () =>
        Promise.resolve({
          held: [...this.#held].flatMap(([name, all]) => all.map(() => ({ name }))),
          pending: [...this.#queues].flatMap(([name, all]) => all.map(() => ({ name }))),
        }),
    };
  }

  /** Whether the page holds a lock or waits for one: it is not kept for the back button then. */
  concern(page: Page): boolean {
    return [...this.#held.values(), ...this.#queues.values()].some((all) =>
      all.some((one) => one.page === page),
    );
  }

  release(page: Page): void {
    for (const all of [this.#held, this.#queues]) {
      for (const [name, asked] of all)
        all.set(
          name,
          asked.filter((one) => one.page !== page),
        );
    }
    for (const name of [...this.#queues.keys()]) this.#next(name);
  }

  #request(
    page: Page,
    name: string,
    { mode = "exclusive", ifAvailable, steal, signal }: LockOptions,
    call: (lock: unknown) => unknown,
  ): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const asked: Asked = {
        page,
        exclusive: mode === "exclusive",
        stolen: () => this.#clock.later(0, page, () => reject(new DOMException("stolen", "AbortError"))),
        grant: () => {
          void Promise.resolve({ name, mode })
            .then(call)
            .then(resolve, reject)
            .finally(() => {
              this.#held.set(
                name,
                (this.#held.get(name) ?? []).filter((one) => one !== asked),
              );
              this.#next(name);
            });
        },
      };
      if (steal) for (const holder of this.#held.get(name)?.splice(0) ?? []) holder.stolen();
      if (ifAvailable && !this.#free(name, asked)) {
        this.#clock.later(0, page, () => void Promise.resolve(null).then(call).then(resolve, reject));
        return;
      }
      const queue = this.#queues.get(name) ?? [];
      this.#queues.set(name, queue);
      if (steal) queue.unshift(asked);
      else queue.push(asked);
      signal?.addEventListener("abort", () => {
        if (!queue.includes(asked)) return;
        queue.splice(queue.indexOf(asked), 1);
        reject(new DOMException("aborted", "AbortError"));
        this.#next(name);
      });
      this.#next(name);
    });
  }

  #free(name: string, asked: Asked): boolean {
    const held = this.#held.get(name) ?? [];
    return held.length === 0 || (!asked.exclusive && held.every((one) => !one.exclusive));
  }

  #next(name: string): void {
    const queue = this.#queues.get(name) ?? [];
    while (queue[0] && this.#free(name, queue[0])) {
      const asked = queue.shift()!;
      this.#held.set(name, [...(this.#held.get(name) ?? []), asked]);
      this.#clock.later(0, asked.page, asked.grant);
    }
  }
}
