/** Requests to a learning record store, by `fetch` and nothing else (xAPI 1.0.3 Communication). Never throws. */

import type { LoggedCall } from "../../player/tracker.ts";
import type { Json } from "./xapi_statements.ts";

/** Longer than an LMS on a bad day, shorter than a learner's patience (milliseconds). */
const PATIENCE = 20_000;
const LOGGED_CALLS = 500;

export interface Reply {
  /** HTTP status; 0 when there was no answer. */
  readonly status: number;
  readonly text: string;
  readonly etag: string | null;
}

export interface Request {
  readonly method: "GET" | "PUT" | "POST";
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

  /** `authorization`: the whole header, "" for none. */
  constructor(endpoint: string, authorization: string) {
    this.#endpoint = endpoint.endsWith("/") ? endpoint : `${endpoint}/`;
    this.#authorization = authorization;
  }

  async send(request: Request): Promise<Reply> {
    const url = `${this.#endpoint}${request.path}?${new URLSearchParams(request.query)}`;
    return this.#fetch(url.replace(/\?$/, ""), request);
  }

  /** Of another address, such as cmi5's fetch URL, without the store's headers. */
  async post(url: string): Promise<Reply> {
    return this.#attempt("POST fetch", (signal) => fetch(url, { method: "POST", signal }));
  }

  #fetch(url: string, request: Request): Promise<Reply> {
    const body = request.body === undefined ? null : JSON.stringify(request.body);
    const headers: Record<string, string> = {
      "X-Experience-API-Version": "1.0.3",
      ...(this.#authorization && { Authorization: this.#authorization }),
      ...(body !== null && { "Content-Type": "application/json" }),
      ...request.headers,
    };
    const { method, path, query } = request;
    // Never the body: it may be an answer's text.
    const shown = `${method} ${path} ${query?.["stateId"] ?? ""} ${body?.length ?? 0} characters`;
    return this.#attempt(shown, (signal) =>
      request.keepalive
        ? fetch(url, { method, headers, body, keepalive: true })
        : fetch(url, { method, headers, body, signal, cache: "no-store" }),
    );
  }

  async #attempt(shown: string, call: (signal: AbortSignal) => Promise<Response>): Promise<Reply> {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PATIENCE);
    try {
      const response = await call(stop.signal);
      const text = await response.text();
      this.#note(shown, String(response.status), response.ok ? "0" : String(response.status));
      return { status: response.status, text, etag: response.headers.get("ETag") };
    } catch (error) {
      this.#note(shown, "", error instanceof Error ? error.name : "no answer");
      return { status: 0, text: "", etag: null };
    } finally {
      clearTimeout(timer);
    }
  }

  #note(call: string, result: string, error: string): void {
    this.log.push({ time: Date.now(), call, result, error });
    if (this.log.length > LOGGED_CALLS) this.log.shift();
  }
}

export function ok(reply: Reply): boolean {
  return reply.status >= 200 && reply.status < 300;
}
