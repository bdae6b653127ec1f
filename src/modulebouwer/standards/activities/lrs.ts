/** Requests to a learning record store, by `fetch` and nothing else (xAPI 1.0.3 Communication). Never throws. */

import type { Environment } from "../../player/environment.ts";
import type { LoggedCall } from "../../player/tracker.ts";
import type { Json } from "./xapi_statements.ts";

/** Longer than an LMS on a bad day, shorter than a learner's patience (milliseconds, from when it is really sent). */
export const PATIENCE = 20_000;
/** What a store that is asked too much gets when it does not say how long it wants to be left alone. */
const REST = 1_000;
const LONGEST_REST = 30_000;
/** Times that something is asked for again before the learner is told. */
const MOST_ASKED = 4;
const LOGGED_CALLS = 500;

export interface Reply {
  /** HTTP status; 0 when there was no answer. */
  readonly status: number;
  readonly text: string;
  readonly etag: string | null;
  /** Milliseconds that the store asks to be left alone; 0 when it does not. */
  readonly after: number;
}

export interface Request {
  readonly method: "GET" | "PUT" | "POST" | "DELETE";
  /** Below the endpoint. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Sent as compact JSON: some LMSs forward the length of what they were sent with a body of their own making. */
  readonly body?: Json;
  readonly headers?: Readonly<Record<string, string>>;
  /** The page is going: the browser sends it all the same, up to 64 KiB for all such requests together. */
  readonly keepalive?: boolean;
}

export class Lrs {
  readonly log: LoggedCall[] = [];
  readonly #endpoint: string;
  readonly #authorization: string;
  readonly #ask: Environment["fetch"];
  /** By resource: one request at a time, so that a slow store is never asked faster than it answers. */
  readonly #queues = new Map<string, Promise<unknown>>();
  #restsUntil = 0;

  /** `authorization`: the whole header, "" for none. */
  constructor(endpoint: string, authorization: string, fetch: Environment["fetch"]) {
    this.#endpoint = endpoint.endsWith("/") ? endpoint : `${endpoint}/`;
    this.#authorization = authorization;
    this.#ask = fetch;
  }

  /** A request of a page that goes is sent at once; the others wait for their turn. */
  async send(request: Request): Promise<Reply> {
    if (request.keepalive) return this.#fetch(request);
    const before = this.#queues.get(request.path) ?? Promise.resolve();
    const reply = before.then(() => this.#patiently(request));
    this.#queues.set(request.path, reply);
    return reply;
  }

  /** Of another address, such as cmi5's fetch URL, without the store's headers, for twice as long as others. */
  async post(url: string): Promise<Reply> {
    return this.#attempt("POST fetch", (signal) => this.#ask(url, { method: "POST", signal }), 2 * PATIENCE);
  }

  /** What only asks is asked again, when the store says when; what writes is for its maker to decide. */
  async #patiently(request: Request): Promise<Reply> {
    for (let asked = 1; ; asked++) {
      const rest = this.#restsUntil - performance.now();
      if (rest > 0) await new Promise((resolve) => setTimeout(resolve, rest));
      const reply = await this.#fetch(request);
      if (reply.after > 0) this.#restsUntil = performance.now() + reply.after;
      if (reply.after === 0 || request.method !== "GET" || asked === MOST_ASKED) return reply;
    }
  }

  #fetch(request: Request): Promise<Reply> {
    const { method, path, query } = request;
    const url = `${this.#endpoint}${path}?${new URLSearchParams(query)}`.replace(/\?$/, "");
    const body = request.body === undefined ? null : JSON.stringify(request.body);
    const headers: Record<string, string> = {
      "X-Experience-API-Version": "1.0.3",
      ...(this.#authorization && { Authorization: this.#authorization }),
      ...(body !== null && { "Content-Type": "application/json" }),
      ...request.headers,
    };
    // Never the body: it may be an answer's text.
    const shown = `${method} ${path} ${query?.["stateId"] ?? ""} ${body?.length ?? 0} characters`;
    return this.#attempt(shown, (signal) =>
      request.keepalive
        ? this.#ask(url, { method, headers, body, keepalive: true })
        : this.#ask(url, { method, headers, body, signal, cache: "no-store" }),
    );
  }

  async #attempt(
    shown: string,
    call: (signal: AbortSignal) => Promise<Response>,
    patience = PATIENCE,
  ): Promise<Reply> {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), patience);
    try {
      const response = await call(stop.signal);
      const text = await response.text();
      this.#note(shown, String(response.status), response.ok ? "0" : String(response.status));
      const { status, headers } = response;
      return { status, text, etag: headers.get("ETag"), after: restAsked(status, headers) };
    } catch (error) {
      this.#note(shown, "", error instanceof Error ? error.name : "no answer");
      return { status: 0, text: "", etag: null, after: 0 };
    } finally {
      clearTimeout(timer);
    }
  }

  #note(call: string, result: string, error: string): void {
    this.log.push({ time: Date.now(), call, result, error });
    if (this.log.length > LOGGED_CALLS) this.log.shift();
  }
}

/** 429 (RFC 6585, 4) and 503 (RFC 9110, 15.6.4) may say when to come back, in seconds or as a date (10.2.3). */
function restAsked(status: number, headers: Headers): number {
  if (status !== 429 && status !== 503) return 0;
  const stated = headers.get("Retry-After");
  if (stated === null) return status === 429 ? REST : 0;
  const seconds = Number(stated);
  const wait = Number.isNaN(seconds) ? Date.parse(stated) - Date.now() : seconds * 1000;
  return Math.min(Math.max(wait || REST, REST), LONGEST_REST);
}

export function ok(reply: Reply): boolean {
  return reply.status >= 200 && reply.status < 300;
}
