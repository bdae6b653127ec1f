/**
 * The SCORM API as it is found in real LMSs, for SCORM 1.2 and 2004 alike.
 *
 * Discovery walks the parents, then the opener's, every step guarded (another origin throws). Calls never throw; an
 * answer that is missing (null, undefined), a function that is absent and an exception are told apart from a value.
 */

import type { LoggedCall } from "../../player/tracker.ts";

export type Api = Readonly<Record<string, unknown>>;

const MOST_PARENTS = 500;
/** Some LMSs put the object there after the content has started (milliseconds). */
const LATE_API = 3_000;
const LATE_API_STEP = 100;
const LOGGED_CALLS = 500;

/** The object called `name`, or null when there is none after some 3 s. */
export async function findApi(name: string, from: Window = window): Promise<Api | null> {
  for (let waited = 0; ; waited += LATE_API_STEP) {
    const api = apiAround(name, from);
    if (api || waited >= LATE_API) return api;
    await new Promise((resolve) => setTimeout(resolve, LATE_API_STEP));
  }
}

function apiAround(name: string, from: Window): Api | null {
  return (
    apiAbove(name, from) ??
    apiAbove(
      name,
      reach(() => from.top?.opener as Window | null),
    ) ??
    apiAbove(
      name,
      reach(() => from.opener as Window | null),
    )
  );
}

function apiAbove(name: string, from: Window | null): Api | null {
  let frame = from;
  for (let step = 0; frame && step <= MOST_PARENTS; step++) {
    const here = frame;
    const api = reach(() => (here as unknown as Record<string, Api | undefined>)[name] ?? null);
    if (api) return api;
    const parent = reach(() => here.parent);
    frame = parent === here ? null : parent;
  }
  return null;
}

function reach<T>(step: () => T | null): T | null {
  try {
    return step();
  } catch {
    return null;
  }
}

/** `value` is null when the LMS gave none: null, undefined, an exception, or an error code. */
export interface Reply {
  readonly value: string | null;
  /** The standard's error code; "throw" for an exception, "absent" for a function that the LMS lacks, "0" for none. */
  readonly error: string;
}

export class ScormCalls {
  readonly log: LoggedCall[] = [];
  readonly #api: Api;
  readonly #prefix: string;

  /** `prefix`: "LMS" in SCORM 1.2, "" in SCORM 2004. */
  constructor(api: Api, prefix: "LMS" | "") {
    this.#api = api;
    this.#prefix = prefix;
  }

  get(element: string): Reply {
    const reply = this.#call("GetValue", element);
    return reply.error === "0" ? reply : { value: null, error: reply.error };
  }

  /** "0", or the code of what went wrong; "false" when the LMS refuses without a code. */
  set(element: string, value: string): string {
    return succeeded(this.#call("SetValue", element, value));
  }

  /** Initialize, Commit, Finish, Terminate: as `set`; "absent" where the LMS has no such function. */
  run(name: string): string {
    return succeeded(this.#call(name, ""));
  }

  #call(name: string, ...given: readonly string[]): Reply {
    const reply = this.#raw(name, given);
    const error = reply.error === "0" ? this.#lastError() : reply.error;
    // Never the third part: it may be an answer's text.
    const length = given[1] === undefined ? "" : `, ${given[1].length} characters`;
    const shown = name === "GetValue" ? `${reply.value?.length ?? "no"} characters` : String(reply.value);
    this.log.push({ time: Date.now(), call: `${name}(${given[0] ?? ""}${length})`, result: shown, error });
    if (this.log.length > LOGGED_CALLS) this.log.shift();
    return { value: reply.value, error };
  }

  #lastError(): string {
    const code = parseInt(this.#raw("GetLastError", []).value ?? "0", 10);
    return Number.isNaN(code) ? "0" : String(code);
  }

  #raw(name: string, given: readonly string[]): Reply {
    try {
      const call = this.#api[this.#prefix + name];
      if (typeof call !== "function") return { value: null, error: "absent" };
      const result: unknown = call.apply(this.#api, given);
      return { value: result === null || result === undefined ? null : String(result), error: "0" };
    } catch {
      return { value: null, error: "throw" };
    }
  }
}

function succeeded(reply: Reply): string {
  if (reply.error !== "0") return reply.error;
  return reply.value === "true" ? "0" : "false";
}
