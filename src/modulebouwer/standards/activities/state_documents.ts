/**
 * The record as State documents of an LRS (xAPI 1.0.3 Communication 2.3): `bookmark` for the place, and
 * `answer/<interaction>` for each answer, so that a save is small and two devices meet in one answer only.
 *
 * Every document is written on the condition that it still is what was read (If-Match). When it is not, the newer one is
 * fetched and told by `stored`; the session merges it and writes again. Nothing is overwritten unseen.
 */

import { emptyRecord, dictionary } from "../../player/state.ts";
import type { Answer, StateRecord } from "../../player/record.ts";
import type { Outcome, Stored } from "../../player/tracker.ts";
import { ok, type Lrs, type Reply } from "./lrs.ts";
import type { Json, JsonObject } from "./xapi_statements.ts";

const PATH = "activities/state";
const BOOKMARK = "bookmark";
const ANSWER = "answer/";
const FORMAT = 1;
const OK: Outcome = { kind: "ok" };
const encoder = new TextEncoder();

/** What the LRS is known to hold. `etag` null: the LRS gave none. `proven`: read back since it was written. */
interface Document {
  readonly text: string;
  readonly etag: string | null;
  readonly proven: boolean;
}

/** Headers of a write, null for a write that takes the place of whatever there is. */
type Condition = Readonly<Record<string, string>> | null;

function conditionFor(known: Document | undefined): Condition {
  if (!known) return { "If-None-Match": "*" };
  return known.etag === null ? null : { "If-Match": known.etag };
}

export class StateDocuments {
  readonly #lrs: Lrs;
  readonly #whose: Readonly<Record<string, string>>;
  #documents = new Map<string, Document>();
  #loaded = false;
  /** The document whose write has not been answered yet. */
  #underway = "";

  /** `whose`: activityId, agent and registration, as query parameters. */
  constructor(lrs: Lrs, whose: Readonly<Record<string, string>>) {
    this.#lrs = lrs;
    this.#whose = whose;
  }

  /** Fetches all documents the first time, and tells what is known after that. */
  async read(): Promise<Stored> {
    if (!this.#loaded) this.#loaded = await this.#load();
    return this.#loaded ? this.#stored() : { kind: "unreadable" };
  }

  /** Writes the documents that changed, each only over what was read. */
  async write(record: StateRecord): Promise<Outcome> {
    for (const [id, text] of this.#changed(record)) {
      this.#underway = id;
      const reply = await this.#put(id, text, conditionFor(this.#documents.get(id)), false);
      this.#underway = "";
      if (!ok(reply)) return this.#failure(id, text, reply);
      this.#documents.set(id, { text, etag: reply.etag, proven: false });
    }
    return OK;
  }

  /** Reads back what was written and not yet proven; the answer is about the whole record. */
  async holds(record: StateRecord): Promise<boolean> {
    for (const [id, document] of this.#documents) {
      if (document.proven) continue;
      const reply = await this.#get(id);
      if (!ok(reply)) return false;
      const text = same(reply.text, document.text) ? document.text : reply.text;
      this.#documents.set(id, { text, etag: reply.etag, proven: true });
    }
    return this.#changed(record).length === 0;
  }

  /** Sends what changed while the page goes, as far as `budget` bytes reach; gives the bytes that are left. */
  leave(record: StateRecord, budget: number): number {
    let left = budget;
    for (const [id, text] of this.#changed(record)) {
      const size = encoder.encode(text).length;
      if (size > left) continue;
      left -= size;
      // A write under way may arrive before this one and change the ETag: what was known of it tells nothing then.
      const condition = id === this.#underway ? null : conditionFor(this.#documents.get(id));
      void this.#put(id, text, condition, true);
    }
    return left;
  }

  async #load(): Promise<boolean> {
    const list = await this.#lrs.send({ method: "GET", path: PATH, query: this.#whose });
    if (list.status === 404) return true;
    const ids = ok(list) ? parsed(list.text) : undefined;
    if (!Array.isArray(ids)) return false;
    const ours = (ids as unknown[]).filter(isOurs);
    const replies = await Promise.all(ours.map(async (id) => [id, await this.#get(id)] as const));
    for (const [id, reply] of replies) {
      if (reply.status === 404) continue;
      if (!ok(reply)) return false;
      this.#documents.set(id, { text: reply.text, etag: reply.etag, proven: true });
    }
    return true;
  }

  #get(id: string): Promise<Reply> {
    return this.#lrs.send({ method: "GET", path: PATH, query: { ...this.#whose, stateId: id } });
  }

  #put(id: string, text: string, condition: Condition, keepalive: boolean): Promise<Reply> {
    return this.#lrs.send({
      method: "PUT",
      path: PATH,
      query: { ...this.#whose, stateId: id },
      body: JSON.parse(text) as Json,
      keepalive,
      ...(condition && { headers: condition }),
    });
  }

  async #failure(id: string, text: string, reply: Reply): Promise<Outcome> {
    const error = String(reply.status);
    if (reply.status === 401 || reply.status === 403) return { kind: "lost", error };
    if (reply.status === 413) return { kind: "refused", needed: text.length, error };
    // 409: a store of xAPI 2.0 asks for a condition that there was no ETag for.
    if (reply.status === 412 || reply.status === 409) {
      const theirs = await this.#get(id);
      if (ok(theirs)) this.#documents.set(id, { text: theirs.text, etag: theirs.etag, proven: true });
      else if (theirs.status === 404) this.#documents.delete(id);
    }
    return { kind: "failed", error };
  }

  /** The documents that `record` needs and the LRS is not known to hold, the answers first. */
  #changed(record: StateRecord): [string, string][] {
    const known = this.#documents.get(BOOKMARK);
    const revision = (known && (parsed(known.text) as { revision?: number } | undefined)?.revision) ?? 0;
    const different = ([id, text]: [string, string]): boolean =>
      this.#documents.get(id)?.text === undefined || !same(this.#documents.get(id)!.text, text);
    // The revision rises at every attempt; alone it is no reason to write.
    const bookmark = different([BOOKMARK, bookmarkText({ ...record, revision })])
      ? [[BOOKMARK, bookmarkText(record)] as [string, string]]
      : [];
    return [...answerTexts(record).filter(different), ...bookmark];
  }

  #stored(): Stored {
    if (this.#documents.size === 0) return { kind: "empty" };
    const readable = [...this.#documents].filter(([id, { text }]) => wellFormed(id, parsed(text)));
    const unreadable = [...this.#documents].filter(([id]) => !readable.some(([other]) => other === id));
    const record = recordFrom(readable);
    if (unreadable.length === 0) return { kind: "intact", record };
    const raw = unreadable.map(([id, { text }]) => `${id}: ${text}`).join("\n");
    return { kind: unreadable.some(([, { text }]) => isNewer(text)) ? "newer" : "damaged", record, raw };
  }
}

function bookmarkText(record: StateRecord): string {
  const { moduleVersion, location, visited, finished, revision } = record;
  return JSON.stringify({ format: FORMAT, revision, moduleVersion, location, visited, finished });
}

function answerTexts(record: StateRecord): [string, string][] {
  const ids = new Set([...Object.keys(record.answers), ...Object.keys(record.conflicts)]);
  return [...ids].map((id) => {
    const conflict = record.conflicts[id];
    return [`${ANSWER}${id}`, JSON.stringify({ ...record.answers[id], ...(conflict && { conflict }) })];
  });
}

function recordFrom(documents: readonly (readonly [string, Document])[]): StateRecord {
  const answers: [string, Answer][] = [];
  const conflicts: [string, Answer][] = [];
  let place = emptyRecord("");
  for (const [id, { text }] of documents) {
    const value = parsed(text) as unknown;
    if (id === BOOKMARK) place = { ...place, ...(value as StateRecord) };
    else {
      const { conflict, ...answer } = value as Partial<Answer> & { conflict?: Answer };
      const name = id.slice(ANSWER.length);
      if (isAnswer(answer)) answers.push([name, answer]);
      if (conflict) conflicts.push([name, conflict]);
    }
  }
  const { revision, moduleVersion, location, visited, finished } = place;
  const texts = { answers: dictionary(answers), conflicts: dictionary(conflicts) };
  return { revision, moduleVersion, location, visited, finished, ...texts };
}

function isOurs(id: unknown): id is string {
  return typeof id === "string" && (id === BOOKMARK || id.startsWith(ANSWER));
}

function wellFormed(id: string, value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const fields = value as Record<string, unknown>;
  if (id === BOOKMARK) return fields["format"] === FORMAT && isPlace(fields);
  const conflict = fields["conflict"];
  return (isAnswer(value) || isAnswer(conflict)) && (conflict === undefined || isAnswer(conflict));
}

function isPlace({ revision, moduleVersion, location, visited, finished }: Record<string, unknown>): boolean {
  return (
    typeof revision === "number" &&
    typeof moduleVersion === "string" &&
    typeof location === "string" &&
    Array.isArray(visited) &&
    visited.every((section) => typeof section === "string") &&
    (finished === null || typeof finished === "number")
  );
}

function isAnswer(value: unknown): value is Answer {
  const { value: text, time } = (value ?? {}) as Record<string, unknown>;
  return typeof text === "string" && typeof time === "number";
}

function isNewer(text: string): boolean {
  const format = (parsed(text) as { format?: unknown } | undefined)?.format;
  return typeof format === "number" && format > FORMAT;
}

/** Equal as JSON: an LRS may write a document anew, its keys in another order. */
function same(a: string, b: string): boolean {
  return a === b || canonical(parsed(a)) === canonical(parsed(b));
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part as JsonObject).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
