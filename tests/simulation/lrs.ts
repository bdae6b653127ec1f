/** A learning record store over HTTP: State documents, statements, cmi5's token (xAPI 1.0.3, cmi5 8 to 10). */

import type { HttpReply, HttpRequest, Page } from "./browser.ts";
import type { LrsEngine } from "./engines.ts";
import { doubt, LRS_ADDRESS, TOKEN_ADDRESS, type Attempt, type Lms, type StateDocument } from "./lms.ts";

/** Something that goes wrong with the next requests, whatever the engine. */
export interface LrsFault {
  readonly method: "GET" | "PUT" | "POST";
  /** "hangs": no answer. "answer lost": done, and no answer. "nothing": HTTP 204 and nothing is done. */
  readonly effect: number | "no list" | "no document" | "null" | "hangs" | "answer lost" | "nothing";
  times: number;
}

/** Two pages that write at one moment, where the store knows no conditions: nothing that a page asks can show that. */
const RACE = 3_000;
const DONE: HttpReply = { status: 204, body: "" };

export class Lrs {
  readonly faults: LrsFault[] = [];
  readonly engine: LrsEngine;
  readonly #lms: Lms;
  #versions = 0;
  #second = -1;
  #asked = 0;
  #busyUntil = 0;
  /** When a page last saw a document. */
  readonly #seen = new Map<Page, Map<string, number>>();
  readonly #tokens = new Set<string>();
  /** Pages whose token was given in an answer that never came: it is given once (cmi5 8.2.3). */
  readonly #withoutToken = new Set<Page>();
  /** Pages that were given a document, and those that were told that there is none before they ever were. */
  readonly #given = new Set<Page>();
  readonly #misled = new Set<Page>();
  /** Pages that were told that there is no list. */
  readonly #withoutList = new Set<Page>();
  #launches = 0;
  /** cmi5: the page whose session is open, of each attempt. */
  readonly #current = new Map<Attempt, Page>();
  readonly #terminated = new Set<Page>();

  constructor(engine: LrsEngine, lms: Lms) {
    this.engine = engine;
    this.#lms = lms;
  }

  /** The page's launch parameters. */
  launch(attempt: Attempt): URLSearchParams {
    const { standard } = this.#lms;
    const actor = JSON.stringify({
      objectType: "Agent",
      account: { homePage: "https://lms.example", name: attempt.learner },
    });
    if (standard === "cmi5") {
      return new URLSearchParams({
        endpoint: LRS_ADDRESS,
        fetch: `${TOKEN_ADDRESS}${this.#launches++}`,
        actor,
        registration: attempt.name,
        activityId: `https://lms.example/${attempt.activity}`,
      });
    }
    return new URLSearchParams({
      endpoint: LRS_ADDRESS,
      auth: "Basic proef",
      actor,
      registration: attempt.name,
      activity_id: `https://lms.example/${attempt.activity}`,
    });
  }

  /** A new session of the attempt abandons the one before (cmi5 9.3.6). */
  opened(attempt: Attempt, page: Page): void {
    this.#current.set(attempt, page);
  }

  /** Nothing is about to go wrong. */
  get well(): boolean {
    return this.faults.every(({ times }) => times === 0);
  }

  /** Whether the page's session is still the one that counts. */
  speaksFor(attempt: Attempt, page: Page): boolean {
    if (this.#lms.standard !== "cmi5") return true;
    return !this.#over(attempt, page) && !this.#withoutToken.has(page);
  }

  answer(request: HttpRequest): HttpReply | "hangs" | null {
    const { engine } = this;
    const { elapsed } = this.#lms.clock;
    if (engine.rate !== Infinity) {
      const second = Math.floor(elapsed / 1000);
      if (second !== this.#second) [this.#second, this.#asked] = [second, 0];
      if ((this.#asked += 1) > engine.rate) return { status: 429, body: "", headers: { "retry-after": "1" } };
    }
    const fault = this.#lms.healthy
      ? undefined
      : this.faults.find(
          (one) =>
            one.times > 0 &&
            concerns(one, request, this.#lms.attempts.get(request.page)!) &&
            !(one.effect === "no document" && this.#withoutList.has(request.page)),
        );
    if (!fault) return this.#real(request);
    fault.times -= 1;
    if (fault.effect === "hangs") return "hangs";
    if (fault.effect === "no list") this.#withoutList.add(request.page);
    if (fault.effect === "no document" && !this.#given.has(request.page)) this.#misled.add(request.page);
    if (fault.effect === "no list" || fault.effect === "no document") return { status: 404, body: "" };
    if (fault.effect === "null") return { status: 200, body: "null" };
    if (fault.effect === "nothing") return this.#nothing(request);
    if (fault.effect === "answer lost") {
      this.#real(request, true);
      return null;
    }
    return {
      status: fault.effect,
      body: "",
      ...(fault.effect === 503 && { headers: { "retry-after": "5" } }),
    };
  }

  /** A statement that was taken, and is not there: a store may show one later (xAPI 1.0.3 Communication 2.1.3), so no page asks. */
  #nothing({ method, page, body }: HttpRequest): HttpReply {
    if (method === "POST" && body.includes("/completed"))
      doubt(this.#lms.attempts.get(page)!, page, "status", this.#lms.clock.elapsed);
    return DONE;
  }

  /** Milliseconds more that a request takes where one is served at a time. */
  queue(): number {
    if (this.engine.serial === 0) return 0;
    const { elapsed } = this.#lms.clock;
    this.#busyUntil = Math.max(this.#busyUntil, elapsed) + this.engine.serial;
    return this.#busyUntil - elapsed;
  }

  /** `lost`: the answer never arrives. */
  #real(request: HttpRequest, lost = false): HttpReply {
    const { page, method, url } = request;
    const attempt = this.#lms.attempts.get(page)!;
    if (String(url).startsWith(TOKEN_ADDRESS)) return this.#token(request, lost);
    if (!this.#lms.sessions.get(page)?.valid) return { status: 401, body: "" };
    if (this.#lms.standard === "cmi5" && this.#over(attempt, page)) return { status: 403, body: "" };
    const path = String(url).slice(LRS_ADDRESS.length).replace(/\?.*$/, "");
    if (path === "statements") return this.#statements(attempt, request);
    if (path === "agents/profile") return { status: 404, body: "" };
    if (path !== "activities/state") return { status: 404, body: "" };
    const id = url.searchParams.get("stateId");
    if (id === "LMS.LaunchData")
      return { status: 200, body: JSON.stringify({ launchMode: "Normal", contextTemplate: {} }) };
    if (method === "GET") return id === null ? this.#list(attempt) : this.#get(attempt, id, page);
    if (id === null) return { status: 400, body: "" };
    if (method === "PUT") return this.#put(attempt, id, request);
    if (method === "DELETE") {
      attempt.documents = new Map([...attempt.documents].filter(([other]) => other !== id));
      return DONE;
    }
    return { status: 405, body: "" };
  }

  #token({ page, url }: HttpRequest, lost: boolean): HttpReply {
    const known = this.#tokens.has(String(url));
    this.#tokens.add(String(url));
    if (lost) this.#withoutToken.add(page);
    return { status: 200, body: JSON.stringify(known ? { "error-code": "1" } : { "auth-token": "proef" }) };
  }

  #over(attempt: Attempt, page: Page): boolean {
    return this.#terminated.has(page) || this.#current.get(attempt) !== page;
  }

  #statements(attempt: Attempt, { body, page }: HttpRequest): HttpReply {
    const given = JSON.parse(body) as { verb: { id: string } } | { verb: { id: string } }[];
    const verbs = [given].flat().map(({ verb }) => verb.id.slice(verb.id.lastIndexOf("/") + 1));
    // cmi5 9.3: "completed" once in a registration.
    if (verbs.includes("completed") && attempt.verbs.includes("completed") && this.#lms.standard === "cmi5")
      return { status: 403, body: "" };
    attempt.verbs = [...attempt.verbs, ...verbs];
    if (this.#lms.standard === "cmi5" && verbs.includes("terminated")) this.#terminated.add(page);
    return { status: 200, body: "[]" };
  }

  #list(attempt: Attempt): HttpReply {
    return { status: 200, body: JSON.stringify([...attempt.documents.keys()]) };
  }

  #get(attempt: Attempt, id: string, page: Page): HttpReply {
    this.#note(page, id);
    const document = attempt.documents.get(id);
    if (!document) return { status: 404, body: "" };
    this.#given.add(page);
    const body = this.engine.reorders ? reordered(document.text) : document.text;
    return { status: 200, body, headers: this.#etag(document) };
  }

  #put(attempt: Attempt, id: string, { headers, body, page }: HttpRequest): HttpReply {
    const there = attempt.documents.get(id);
    const [match, none] = [headers.get("if-match"), headers.get("if-none-match")];
    if (this.engine.conditions === "kept") {
      if (none === "*" && there) return { status: 412, body: "" };
      // RFC 9110 13.1.1: If-Match compares strongly, and a weak tag equals nothing.
      if (match !== undefined && (!there || this.engine.etag === "weak" || match !== tag(there)))
        return { status: 412, body: "" };
      if (this.engine.wantsCondition && there && match === undefined) return { status: 409, body: "" };
    }
    const conditioned = this.engine.conditions === "kept" && (match !== undefined || none !== undefined);
    if (there && there.writer !== page && !conditioned) this.#mind(attempt, id, there, page);
    attempt.remember();
    if (id === "record") this.#lms.writes(attempt, page);
    const document = { text: body, version: ++this.#versions, writer: page, at: this.#lms.clock.elapsed };
    attempt.documents = new Map([...attempt.documents, [id, document]]);
    this.#lms.kept(attempt, page, "state");
    return { ...DONE, headers: this.#etag(document) };
  }

  /** A page that looked just now, and writes over what came in between, could not know better; nor one that was told that there is nothing. */
  #mind(attempt: Attempt, id: string, there: StateDocument, page: Page): void {
    const seen = this.#seen.get(page)?.get(id) ?? -Infinity;
    const now = this.#lms.clock.elapsed;
    const looked = now - seen < RACE + this.engine.serial * 6 || this.#misled.has(page);
    if (there.writer && there.at > seen && looked) this.#lms.overwritten(attempt, there.writer, seen);
  }

  #note(page: Page, id: string): void {
    const seen = this.#seen.get(page) ?? new Map<string, number>();
    this.#seen.set(page, seen.set(id, this.#lms.clock.elapsed));
  }

  #etag(document: StateDocument): Readonly<Record<string, string>> {
    if (this.engine.etag === "strong") return { etag: tag(document) };
    return this.engine.etag === "weak" ? { etag: `W/${tag(document)}` } : {};
  }
}

/** A passing 404 for both the list and the document is what a store says that holds nothing: nobody can tell. */
function concerns({ method, effect }: LrsFault, request: HttpRequest, { documents }: Attempt): boolean {
  if (effect !== "no list" && effect !== "no document") return method === request.method;
  if (request.method !== "GET" || !request.url.pathname.endsWith("/activities/state")) return false;
  const id = request.url.searchParams.get("stateId");
  return effect === "no list"
    ? id === null && documents.has("record")
    : id !== null && id !== "LMS.LaunchData";
}

function tag({ version }: StateDocument): string {
  return `"v${version}"`;
}

function reordered(text: string): string {
  try {
    const value = JSON.parse(text) as unknown;
    if (typeof value !== "object" || value === null || Array.isArray(value)) return text;
    return JSON.stringify(Object.fromEntries(Object.entries(value).reverse()));
  } catch {
    return text;
  }
}
