/**
 * The record as one State document of an LRS (xAPI 1.0.3 Communication 2.3), `record`: one request at the start, and
 * for each save one to see what is there, one to write and one to see that it is there.
 *
 * It is written on the condition that it still is what was read (If-Match), where the store's ETag can be trusted with
 * that; where it cannot, another page may write over it between a look and a write: the record says what its writer had
 * seen, so the session puts both together. A page that goes has no time to hear that somebody else wrote: its words go into a document of their own
 * (`last-words/<name>`), which no condition refuses and the next launch takes in. Documents of the first players are
 * taken over once.
 */

import { decode, encode } from "../../player/codec.ts";
import type { StateRecord } from "../../player/record.ts";
import { beyond, changedFrom } from "../../player/drafts.ts";
import { merge, NOTHING } from "../../player/state.ts";
import type { Outcome, ReadBack, Stored } from "../../player/tracker.ts";
import { ok, type Lrs, type Reply } from "./lrs.ts";
import type { Json } from "./xapi_statements.ts";
import { isOfFirstPlayers, recordOfFirstPlayers } from "./first_documents.ts";

const PATH = "activities/state";
const RECORD = "record";
const LAST_WORDS = "last-words/";
/** So often in a row a 404 must say that what was seen, or must be there, is not. */
const BELIEVED = 3;
/** Bytes of a request beside its body. */
const HEADERS = 100;

/** What the LRS was last seen to hold. `etag` null: it gave none. */
interface Document {
  readonly line: string;
  readonly etag: string | null;
}

/** What goes along as the page goes. */
export interface LastWords {
  /** Bytes that are left for others. */
  readonly left: number;
  readonly sent: Promise<Reply>;
  /** Whether there is a text in it. */
  readonly texts: boolean;
}

export class StateDocument {
  readonly #lrs: Lrs;
  readonly #whose: Readonly<Record<string, string>>;
  readonly #name: () => string;
  /** null: there is none; undefined: not seen yet. */
  #document: Document | null | undefined;
  /** The list was given: it is asked for once. */
  #listed = false;
  #denied = 0;
  /** One write at a time: the condition of the next is what the last one left. */
  #writing: Promise<unknown> = Promise.resolve();
  /** Documents with last words that the record was not seen to hold yet, and what was read in them. */
  #lastWords: readonly string[] = [];
  #words: readonly StateRecord[] = [];

  /** `whose`: activityId, agent and registration, as query parameters. `name`: one that nobody else has. */
  constructor(lrs: Lrs, whose: Readonly<Record<string, string>>, name: () => string) {
    this.#lrs = lrs;
    this.#whose = whose;
    this.#name = name;
  }

  /** What the LRS holds now. */
  async read(): Promise<Stored> {
    // In this order: another page that takes last words over puts them in the record before it drops them from the list.
    const [list, reply] = await Promise.all([this.#listed ? null : this.#list(), this.#get(RECORD)]);
    const gone = reply.status === 404;
    if (!ok(reply) && !gone) return unreadable(reply);
    const unlisted = list !== null && "status" in list;
    if (unlisted && list.status !== 404) return unreadable(list);
    const others = list === null || unlisted ? [] : list;
    // The list says that it is there, so its 404 is passing.
    if (gone && others.includes(RECORD)) return { kind: "unreadable" };
    // So may one be of a record that was seen, or of the list beside a record: last words would be out of sight.
    if (!(gone ? this.#document : unlisted)) this.#denied = 0;
    else if (++this.#denied < BELIEVED) return { kind: "unreadable" };
    let stored: Stored;
    if (ok(reply)) {
      this.#document = documentOf(reply);
      stored = decode(this.#document.line || reply.text);
    } else {
      const earlier = others.filter(isOfFirstPlayers);
      stored = earlier.length > 0 ? await this.#takeOver(earlier) : { kind: "empty" };
      if (stored.kind !== "unreadable") this.#document = null;
    }
    const whole = await this.#withLastWords(
      stored,
      others.filter((id) => id.startsWith(LAST_WORDS)),
    );
    this.#listed ||= !unlisted && whole.kind !== "unreadable";
    return whole;
  }

  write(record: StateRecord): Promise<Outcome> {
    const writing = this.#writing.then(() => this.#write(encode(record)));
    this.#writing = writing;
    return writing;
  }

  async #write(line: string): Promise<Outcome> {
    const body = { record: line };
    let reply = await this.#put(RECORD, body, this.#condition());
    // A store of xAPI 2.0 wants a condition, also with an ETag that is not fit for one.
    const weak = this.#document?.etag?.replace(/^W\//, "");
    if (reply.status === 409 && weak) {
      reply = await this.#put(RECORD, body, { "If-Match": weak });
    }
    if (!ok(reply)) return failure(reply, line.length);
    this.#document = { line, etag: reply.etag };
    return { kind: "ok" };
  }

  async readBack(record: StateRecord): Promise<ReadBack> {
    const reply = await this.#get(RECORD);
    const line = ok(reply) ? lineOf(reply.text) : "";
    if (line === encode(record)) {
      this.#document = documentOf(reply);
      await this.#forgetLastWords();
      return { kind: "equal" };
    }
    return { kind: "other" };
  }

  /**
   * Sends what `record` has beyond what the store was seen to hold while the page goes, if it takes at most `budget`
   * bytes; null when it takes more. `known`: what the store was seen to hold by whoever made `record`: what was read
   * last may have come too late to be taken in.
   */
  leave(record: StateRecord, budget: number, known = this.#seen): LastWords | null {
    const mine = beyond(record, known);
    const body = { record: encode(mine) };
    const left = room(body, budget);
    if (left < 0) return null;
    const id = LAST_WORDS + this.#name();
    this.#lastWords = [...this.#lastWords, id];
    const sent = this.#put(id, body, {}, true);
    return { left, sent, texts: Object.keys(mine.answers).length > 0 };
  }

  get #seen(): StateRecord {
    const seen = decode(this.#document?.line ?? "");
    return seen.kind === "intact" ? seen.record : NOTHING;
  }

  #condition(): Readonly<Record<string, string>> {
    if (this.#document === null) return { "If-None-Match": "*" };
    const etag = this.#document?.etag;
    return strong(etag) ? { "If-Match": etag } : {};
  }

  /** Ids of documents, or the reply that tells none. A store may have no list as long as there are no documents. */
  async #list(): Promise<readonly string[] | Reply> {
    const reply = await this.#lrs.send({ method: "GET", path: PATH, query: this.#whose });
    const ids = ok(reply) ? parsed(reply.text) : undefined;
    return Array.isArray(ids) ? ids.filter((id) => typeof id === "string") : reply;
  }

  /** One after the other: there may be many, and a store may answer a few a second. */
  async #takeOver(ids: readonly string[]): Promise<Stored> {
    const texts: [string, string][] = [];
    for (const id of ids) {
      const reply = await this.#get(id);
      // The list says that it is there, so its 404 is passing as well.
      if (!ok(reply)) return unreadable(reply);
      texts.push([id, reply.text]);
    }
    return recordOfFirstPlayers(texts);
  }

  async #withLastWords(stored: Stored, ids: readonly string[]): Promise<Stored> {
    for (const id of ids.filter((one) => !this.#lastWords.includes(one))) {
      const reply = await this.#get(id);
      if (!ok(reply)) return unreadable(reply);
      const { record, base } = (parsed(reply.text) ?? {}) as Record<string, unknown>;
      const words = decode(String(record ?? ""));
      const from = decode(String(base ?? ""));
      if (words.kind !== "intact") continue;
      this.#lastWords = [...this.#lastWords, id];
      const mine = changedFrom(words.record, from.kind === "intact" ? from.record : NOTHING);
      this.#words = [...this.#words, mine];
    }
    return this.#words.reduce(together, stored);
  }

  /** They are in the record now, which was seen. */
  async #forgetLastWords(): Promise<void> {
    const ids = this.#lastWords;
    this.#lastWords = this.#words = [];
    for (const id of ids) {
      const reply = await this.#lrs.send({
        method: "DELETE",
        path: PATH,
        query: { ...this.#whose, stateId: id },
      });
      if (!ok(reply) && reply.status !== 404) this.#lastWords = [...this.#lastWords, id];
    }
  }

  #get(id: string): Promise<Reply> {
    return this.#lrs.send({ method: "GET", path: PATH, query: { ...this.#whose, stateId: id } });
  }

  #put(id: string, body: Json, headers: Readonly<Record<string, string>>, keepalive = false): Promise<Reply> {
    const query = { ...this.#whose, stateId: id };
    return this.#lrs.send({ method: "PUT", path: PATH, query, body, keepalive, headers });
  }
}

/** Only a strong ETag can be a condition of a write (RFC 9110, 8.8.3 and 13.1.1). */
function strong(etag: string | null | undefined): etag is string {
  return typeof etag === "string" && etag !== "" && !etag.startsWith("W/");
}

/** Bytes of `budget` that a request with `body` leaves. */
function room(body: Json, budget: number): number {
  return budget - JSON.stringify(body).length - HEADERS;
}

/** What a store holds in the record and beside it. */
function together(stored: Stored, words: StateRecord): Stored {
  if (stored.kind === "empty") return { kind: "intact", record: words };
  return stored.kind === "intact" ? { ...stored, record: merge(words, stored.record) } : stored;
}

function lineOf(text: string): string {
  const { record } = (parsed(text) ?? {}) as { readonly record?: unknown };
  return typeof record === "string" ? record : "";
}

function documentOf({ text, etag }: Reply): Document {
  return { line: lineOf(text), etag };
}

function unreadable({ status, after }: Reply): Stored {
  const over = status === 401 || status === 403;
  return { kind: "unreadable", ...(after > 0 && { after }), ...(over && { over }) };
}

/** 409 and 412: somebody else wrote; what they wrote is read before the next try. */
function failure({ status, after }: Reply, needed: number): Outcome {
  const error = String(status);
  if (status === 401 || status === 403) return { kind: "lost", error };
  if (status === 413) return { kind: "refused", needed, error };
  if (status === 409 || status === 412) return { kind: "overtaken", error };
  return { kind: "failed", error, ...(after > 0 && { after }) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
