/** The tracker of cmi5 and of plain xAPI: a State document for the learner's work, statements for what happened. */

import { encode } from "../../player/codec.ts";
import type { Course } from "../../player/course.ts";
import type { StateRecord } from "../../player/record.ts";
import type {
  Connection,
  LoggedCall,
  Mode,
  Outcome,
  ReadBack,
  ReportEvent,
  Stored,
  Tracker,
} from "../../player/tracker.ts";
import { duration } from "../duration.ts";
import { ok, type Lrs, type Reply } from "./lrs.ts";
import { StateDocument } from "./state_document.ts";
import {
  answered,
  completed,
  experienced,
  initialized,
  scored,
  terminated,
  uuid,
  type Circumstances,
  type Json,
  type JsonObject,
  type Statement,
} from "./xapi_statements.ts";

/** What the LMS told at launch, in whichever standard's way. */
export interface Launch extends Omit<Circumstances, "course"> {
  readonly lrs: Lrs;
  readonly mode: Mode;
  /** Where the LMS wants the learner to go afterwards. */
  readonly returnUrl: string | null;
  /** False when the LMS has not let this launch begin. */
  readonly open: boolean;
  /** The LMS never will: its session is over. */
  readonly refused: boolean;
  /** Behind "terminated" the LMS takes nothing more, no answer either. */
  readonly closes: boolean;
  /** What survives a reload of the page: whether the session has begun, and whether it is over. */
  readonly marks: Marks;
}

export interface Marks {
  has(mark: "initialized" | "terminated"): boolean;
  set(mark: "initialized" | "terminated"): void;
}

const STATEMENTS = "statements";
/** The browser takes 64 KiB for everything that is sent while the page goes. */
const LEAVING_BYTES = 60_000;
/** Statements that wait for the network; more than this is a module left open for days. */
const MOST_WAITING = 200;
const OK: Outcome = { kind: "ok" };
const NO_WORDS = { left: LEAVING_BYTES, sent: null, texts: false };
const OVER: Outcome = { kind: "lost", error: "session over" };
const encoder = new TextEncoder();

export class ActivityTracker implements Tracker {
  readonly standard: string;
  readonly answers = "server";
  readonly #course: Course;
  readonly #find: () => Promise<Launch | null>;
  #launch: Launch | null = null;
  #document: StateDocument | null = null;
  #waiting: Statement[] = [];
  #sending: Promise<unknown> = Promise.resolve();
  /** Made once, so that a second try after a lost answer is the same statement. */
  #ending: { readonly statements: readonly Statement[]; tried: boolean } | null = null;
  #began = 0;
  /** First of the session; made once, so that a page that goes at once can still say it. */
  #initialized: Statement | null = null;

  /** `find` gives the launch, null when the page was opened without one. */
  constructor(standard: string, course: Course, find: () => Promise<Launch | null>) {
    this.standard = standard;
    this.#course = course;
    this.#find = find;
  }

  get log(): readonly LoggedCall[] {
    return this.#launch?.lrs.log ?? [];
  }

  /** No session: nothing can be read or written. */
  get #over(): boolean {
    return this.#launch?.open !== true;
  }

  /** After "terminated" no statement is sent any more (cmi5 9.3.8). Where the LMS lets it, answers still are. */
  get #silent(): boolean {
    return this.#launch === null || this.#over || this.#launch.marks.has("terminated");
  }

  async connect(): Promise<Connection | null> {
    this.#began = performance.now();
    const launch = await this.#begin();
    if (!launch) return null;
    const { actor, activity, registration } = launch;
    const now = (): Launch => this.#launch ?? launch;
    return {
      // Known when the launch succeeds, which may be later.
      get mode() {
        return now().mode;
      },
      get returnUrl() {
        return now().returnUrl ?? undefined;
      },
      learnerName: typeof actor["name"] === "string" ? actor["name"] : "",
      learnerId: JSON.stringify(
        actor["account"] ?? actor["mbox"] ?? actor["openid"] ?? actor["mbox_sha1sum"] ?? "",
      ),
      attempt: JSON.stringify([activity, registration]),
      // cmi5 10.2.2: a learner who has completed is launched for review; no LRS tells it.
      completed: null,
    };
  }

  async read(): Promise<Stored> {
    if (this.#launch && !this.#launch.open && !this.#launch.refused) await this.#begin();
    if (this.#launch?.refused) return { kind: "unreadable", over: true };
    return this.#over || !this.#document ? { kind: "unreadable" } : this.#document.read();
  }

  /** Launches, or tries once more to. */
  async #begin(): Promise<Launch | null> {
    const launch = (this.#launch = await this.#find());
    if (!launch?.open) return launch;
    const { actor, activity, registration, marks } = launch;
    const whose = {
      activityId: activity,
      agent: JSON.stringify(actor),
      ...(registration !== null && { registration }),
    };
    this.#document = new StateDocument(launch.lrs, whose, uuid);
    // Nobody waits for it: what the learner wrote comes first.
    if (!this.#silent && !marks.has("initialized")) void this.#flush();
    return launch;
  }

  async write(record: StateRecord): Promise<Outcome> {
    return this.#over || !this.#document ? OVER : this.#document.write(record);
  }

  size(record: StateRecord): number {
    return encode(record).length;
  }

  async readBack(record: StateRecord): Promise<ReadBack> {
    return this.#over || !this.#document ? { kind: "other" } : this.#document.readBack(record);
  }

  /** A State document lasts as soon as it is written; statements that wait for the network get another chance. */
  async commit(): Promise<Outcome> {
    if (this.#over) return OVER;
    await this.#flush();
    return OK;
  }

  async report(event: ReportEvent): Promise<Outcome> {
    if (this.#silent || !this.#launch) return OVER;
    // A statement stays: nothing is missing that was told once.
    if (event.kind === "answered" && event.again) return OK;
    const of = this.#circumstances(this.#launch);
    const statement =
      event.kind === "visited"
        ? experienced(of, event.section, event.progress)
        : answered(of, event.interaction, this.#course.answers === "report" ? event.response : null);
    this.#waiting = [...this.#waiting, statement].slice(-MOST_WAITING);
    await this.#flush();
    return OK;
  }

  async complete(score: number | null): Promise<Outcome> {
    if (this.#silent || !this.#launch) return OVER;
    await this.#flush();
    const of = this.#circumstances(this.#launch);
    const time = this.#sessionTime();
    this.#ending ??= {
      statements: [completed(of, time), ...(score === null ? [] : [scored(of, score, time)])],
      tried: false,
    };
    const reply = await this.#post(this.#launch, this.#ending.statements);
    // The LMS takes "completed" once: a refusal after an answer that got lost says that it has it, or that the session
    // is over, in which nothing can be read either.
    const had =
      this.#ending.tried && [403, 409].includes(reply.status) && (await this.read()).kind !== "unreadable";
    if (reply.status === 0) this.#ending.tried = true;
    return had ? OK : outcome(reply);
  }

  /** The store's own answer to the statement was proof already. */
  completed(): Promise<null> {
    return Promise.resolve(null);
  }

  leave(record: StateRecord | null, _less?: unknown, known?: StateRecord): void {
    const [launch, document] = [this.#launch, this.#document];
    if (!launch || !document || this.#over) return;
    const words = record ? document.leave(record, LEAVING_BYTES, known) : NO_WORDS;
    // What could not go along can still be saved from the tab's draft, as long as the session is not over.
    if (!words || this.#silent) return;
    const last = terminated(this.#circumstances(launch), this.#sessionTime());
    const first = launch.marks.has("initialized")
      ? []
      : [this.#initialized ?? initialized(this.#circumstances(launch))];
    const body = (statements: readonly Statement[]): readonly Json[] => [...first, ...statements, last];
    const fits = encoder.encode(JSON.stringify(body(this.#waiting))).length <= words.left;
    const end = (): void => {
      launch.marks.set("terminated");
      void launch.lrs.send({
        method: "POST",
        path: STATEMENTS,
        body: body(fits ? this.#waiting : []),
        keepalive: true,
      });
    };
    // What is sent at one time comes in any order: words go first. A page that does not live to see them there leaves
    // its session to the LMS, which calls it abandoned (cmi5 9.3.6).
    if (launch.closes && words.texts) void words.sent?.then(end);
    else end();
  }

  async #initialize(launch: Launch): Promise<void> {
    this.#initialized ??= initialized(this.#circumstances(launch));
    const reply = await this.#post(launch, [this.#initialized]);
    if (ok(reply)) launch.marks.set("initialized");
  }

  /** One batch at a time, in the order of events. A batch that the LRS refuses is not sent again: it would be for ever. */
  #flush(): Promise<unknown> {
    this.#sending = this.#sending.then(async () => {
      if (!this.#launch) return;
      if (!this.#launch.marks.has("initialized")) await this.#initialize(this.#launch);
      const batch = this.#waiting;
      if (batch.length === 0) return;
      const reply = await this.#post(this.#launch, batch);
      const later = reply.status === 0 || reply.status === 429 || reply.status >= 500;
      if (!later) this.#waiting = this.#waiting.filter((statement) => !batch.includes(statement));
    });
    return this.#sending;
  }

  #post(launch: Launch, statements: readonly Statement[]): Promise<Reply> {
    return launch.lrs.send({ method: "POST", path: STATEMENTS, body: statements });
  }

  #circumstances(launch: Launch): Circumstances {
    return { ...launch, course: this.#course };
  }

  #sessionTime(): string {
    return duration(performance.now() - this.#began);
  }
}

/** JSON of a launch parameter; null when it is none. */
export function jsonObject(text: string | null): JsonObject | null {
  try {
    const value = JSON.parse(text ?? "") as unknown;
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as JsonObject)
      : null;
  } catch {
    return null;
  }
}

function outcome(reply: Reply): Outcome {
  if (ok(reply)) return OK;
  const error = String(reply.status);
  return { kind: reply.status === 401 || reply.status === 403 ? "lost" : "failed", error };
}
