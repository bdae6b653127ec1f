/** A browser whose clock only moves when a test says so, and an LMS that does as it is told. */

import type { Course, CourseInteraction } from "../../src/modulebouwer/player/course.ts";
import { CODEC } from "./codec.ts";
import { isCut } from "../../src/modulebouwer/player/codec.ts";
import type {
  Channel,
  Environment,
  Lock,
  LockEvents,
  OwnFile,
  PageEvents,
} from "../../src/modulebouwer/player/environment.ts";
import type { StateRecord } from "../../src/modulebouwer/player/record.ts";
import type { TextStore } from "../../src/modulebouwer/player/text_store.ts";
import { createSession, type Respond, type Session } from "../../src/modulebouwer/player/session.ts";
import type {
  Connection,
  LoggedCall,
  Mode,
  Outcome,
  ReadBack,
  ReportEvent,
  Stored,
  Tracker,
} from "../../src/modulebouwer/player/tracker.ts";

export const OK: Outcome = { kind: "ok" };
export const FAILED: Outcome = { kind: "failed", error: "101" };
export const LOST: Outcome = { kind: "lost", error: "301" };

/** Lets everything that waits for a promise go on. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await Promise.resolve();
}

export class Browser implements Environment {
  time = 1_795_000_000_000;
  elapsed = 0;
  connected = true;
  seen = true;
  /** What asking for the package's own file shows. */
  serverIs: OwnFile = "there";
  drafts: TextStore | null = memory();
  kept: TextStore | null = memory();
  readonly ready = Promise.resolve();
  page: PageEvents | null = null;
  /** Set to let tabs of one browser hear each other. */
  tabs: Tab[] | null = null;
  /** Set to let pages of one browser hold locks. */
  locks: Locks | null = null;
  private timers: { at: number; call: () => void }[] = [];

  now(): number {
    return this.time;
  }

  ticks(): number {
    return this.elapsed;
  }

  online(): boolean {
    return this.connected;
  }

  visible(): boolean {
    return this.seen;
  }

  fetch(): Promise<Response> {
    return Promise.reject(new TypeError("the session asks nothing by itself"));
  }

  ownFile(): Promise<OwnFile> {
    return Promise.resolve(this.serverIs);
  }

  name(length: number): string {
    names += 1;
    return `attempt-${names}`.slice(0, length + 8);
  }

  lock(name: string, events: LockEvents): Lock | null {
    return this.locks?.ask(name, events) ?? null;
  }

  later(milliseconds: number, call: () => void): () => void {
    const timer = { at: this.elapsed + milliseconds, call };
    this.timers.push(timer);
    return () => (this.timers = this.timers.filter((other) => other !== timer));
  }

  listen(events: PageEvents): void {
    this.page = events;
  }

  channel(name: string): Channel | null {
    if (!this.tabs) return null;
    const tab = new Tab(name, this.tabs);
    this.tabs.push(tab);
    return tab;
  }

  /** Moves the clock on, timer by timer. */
  async pass(milliseconds: number): Promise<void> {
    const until = this.elapsed + milliseconds;
    await settled();
    for (;;) {
      const due = this.timers.filter((timer) => timer.at <= until).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      this.timers = this.timers.filter((other) => other !== due);
      this.moveTo(due.at);
      due.call();
      await settled();
    }
    this.moveTo(until);
  }

  private moveTo(elapsed: number): void {
    this.time += elapsed - this.elapsed;
    this.elapsed = elapsed;
  }
}

let names = 0;

/** Web Locks: one holds, the others wait in line; whoever takes goes before all. */
export class Locks {
  private readonly lines = new Map<string, LockEvents[]>();

  ask(name: string, events: LockEvents): Lock {
    const line = this.lines.get(name) ?? [];
    this.lines.set(name, line);
    line.push(events);
    const first = (): void => void Promise.resolve().then(() => line[0] === events && events.held());
    first();
    return {
      granted: () => line[0] === events,
      take: () => {
        const holder = line[0];
        line.splice(line.indexOf(events), 1);
        line.unshift(events);
        if (holder && holder !== events) holder.lost();
        first();
      },
      close: () => {
        const held = line[0] === events;
        if (line.includes(events)) line.splice(line.indexOf(events), 1);
        if (held) void Promise.resolve().then(() => line[0]?.held());
      },
    };
  }
}

class Tab implements Channel {
  private readonly name: string;
  private readonly all: Tab[];
  private listener: (message: string) => void = () => {};

  constructor(name: string, all: Tab[]) {
    this.name = name;
    this.all = all;
  }

  send(message: string): void {
    for (const tab of [...this.all]) if (tab !== this && tab.name === this.name) tab.listener(message);
  }

  receive(listener: (message: string) => void): void {
    this.listener = listener;
  }

  close(): void {
    this.all.splice(this.all.indexOf(this), 1);
  }
}

export function memory(): TextStore &
  Pick<Storage, "key" | "length"> & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    get length() {
      return kept.size;
    },
    key: (index) => [...kept.keys()][index] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

/** What the LMS keeps for a learner, over all launches. */
export interface Server {
  state: string;
  completed: boolean;
}

/** A tracker with an LMS behind it. Each `fails...` gives what goes wrong at this call, or null when it goes well. */
export class FakeTracker implements Tracker {
  readonly standard = "fake";
  readonly answers = "page";
  readonly log: readonly LoggedCall[] = [];
  readonly writes: StateRecord[] = [];
  readonly reports: ReportEvent[] = [];
  commits: number[] = [];
  completions = 0;
  left = 0;
  mode: Mode = "normal";
  room = Infinity;
  cutsAt = Infinity;
  /** Of the page's ticks: until then read-back gives what stood there before. */
  showsFrom = 0;
  /** It is read, and read back, as it stood at the launch, until the next one. */
  stale = false;
  failsToRead: () => Stored | null = () => null;
  failsToWrite: () => Outcome | null = () => null;
  failsToCommit: () => Outcome | null = () => null;
  failsToComplete: () => Outcome | null = () => null;
  held: string;
  private readonly launched: string;
  private readonly server: Server;
  private readonly browser: Browser;

  constructor(server: Server, browser: Browser) {
    this.server = server;
    this.browser = browser;
    this.held = this.launched = server.state;
  }

  connect(): Promise<Connection | null> {
    return Promise.resolve({
      mode: this.mode,
      learnerName: "Noor",
      learnerId: "noor",
      attempt: "",
      completed: this.server.completed,
    });
  }

  async read(): Promise<Stored> {
    return this.failsToRead() ?? CODEC.decode(this.stale ? this.launched : this.held);
  }

  async write(record: StateRecord): Promise<Outcome> {
    this.writes.push(record);
    const trouble = this.failsToWrite();
    if (trouble) return trouble;
    const text = CODEC.encode(record, 4096);
    if (text.length > this.room) return { kind: "refused", needed: text.length, error: "405" };
    this.held = text.slice(0, this.cutsAt);
    return OK;
  }

  size(record: StateRecord): number {
    return CODEC.encode(record, 4096).length;
  }

  async readBack(record: StateRecord): Promise<ReadBack> {
    if (this.stale) return { kind: "stale" };
    const written = CODEC.encode(record, 4096);
    if (isCut(this.held, written)) return { kind: "cut", at: this.held.length };
    return { kind: this.browser.elapsed >= this.showsFrom && this.held === written ? "equal" : "other" };
  }

  async completed(): Promise<boolean> {
    return this.server.completed;
  }

  async commit(): Promise<Outcome> {
    this.commits.push(this.browser.elapsed);
    const trouble = this.failsToCommit();
    if (trouble) return trouble;
    this.server.state = this.held;
    return OK;
  }

  async report(event: ReportEvent): Promise<Outcome> {
    this.reports.push(event);
    return OK;
  }

  async complete(): Promise<Outcome> {
    const trouble = this.failsToComplete();
    if (trouble) return trouble;
    this.completions += 1;
    this.server.completed = true;
    return OK;
  }

  leave(record: StateRecord | null): void {
    this.left += 1;
    if (!record || this.failsToWrite() || this.failsToCommit()) return;
    const text = CODEC.encode(record, 4096);
    if (text.length <= this.room) this.held = text.slice(0, this.cutsAt);
    this.server.state = this.held;
  }
}

export function course(changes: Partial<Course> = {}): Course {
  const sections = ["begin", "regio", "einde"].map((id) => ({ id, title: id, minutes: 5 }));
  const interactions = ["regio", "partners"].map((id) => interaction(id));
  const base = {
    identifier: "module-proef",
    version: "1.0.0",
    standard: "fake",
    sections,
    answers: "lms",
    interactions,
  };
  return { ...base, ...changes } as unknown as Course;
}

export function interaction(id: string, changes: Partial<CourseInteraction> = {}): CourseInteraction {
  const base = {
    component: "reflection",
    section: "begin",
    prompt: `Vraag ${id}`,
    maxLength: 1000,
    required: false,
  };
  return { id, type: "long-fill-in", ...base, ...changes };
}

/** A text as an answer for reports. */
export function told(id: string, text: string): ReportEvent {
  const response = asText(interaction(id), text);
  return { kind: "answered", interaction: interaction(id), response, time: 1_795_000_000_000, again: false };
}

/** As the player's writing components do. */
export const asText: Respond = (_interaction, value) => ({ parts: [value], result: "neutral" });

export interface Visit {
  readonly browser: Browser;
  readonly lms: FakeTracker;
  readonly session: Session;
}

/** The learner opens the module. `prepare` sets the LMS before it is asked anything. */
export async function launch(
  server: Server,
  prepare: (lms: FakeTracker, browser: Browser) => void = () => {},
  browser = new Browser(),
  changes: Partial<Course> = {},
): Promise<Visit> {
  const lms = new FakeTracker(server, browser);
  prepare(lms, browser);
  const session = createSession(course(changes), lms, await lms.connect(), await lms.read(), browser, asText);
  return { browser, lms, session };
}

export function emptyServer(): Server {
  return { state: "", completed: false };
}

/** The answers that the LMS would hand out at the next launch. */
export function answersOn(server: Server): Record<string, string> {
  const stored = CODEC.decode(server.state);
  const answers = "record" in stored && stored.record ? stored.record.answers : {};
  return Object.fromEntries(Object.entries(answers).map(([id, { value }]) => [id, value]));
}
