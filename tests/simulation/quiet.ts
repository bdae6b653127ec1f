/** One learner in one page of an LMS in which nothing goes wrong: what a save costs is counted here. */

import type { Course, CourseInteraction } from "../../src/modulebouwer/player/course.ts";
import type { StateRecord } from "../../src/modulebouwer/player/record.ts";
import type { Finished, Session } from "../../src/modulebouwer/player/session.ts";
import { Device, Page, Tab, type HttpRequest } from "./browser.ts";
import { Clock, drained, type Owner } from "./clock.ts";
import { LRS_ENGINES, SCORM_ENGINES, type LrsEngine, type ScormEngine, type Standard } from "./engines.ts";
import { enter, install } from "./globals.ts";
import { Attempt, Lms, OWN_FILE } from "./lms.ts";
import { COURSE, openCourse } from "./player.ts";
import { Random } from "./random.ts";
import { ScormWindow } from "./scorm.ts";

export const ANSWERS = 63;
/** Of three answers one is written and two are chosen. */
const isWritten = (number: number): boolean => number % 3 === 0;

export interface Options {
  readonly lrs?: LrsEngine;
  readonly scorm?: ScormEngine;
  /** What the LRS holds already, as the text of the document `record`. */
  readonly stored?: string;
  /** Which questions ask for a text; the others for a choice. */
  readonly written?: (number: number) => boolean;
  /** In the place of the 63 questions. */
  readonly course?: Pick<Course, "sections" | "interactions">;
}

const CHOICE = "helemaal-eens";
/** A written answer, and how fast a person types it (characters a second), moves on and clicks (milliseconds). */
const WORDS =
  "In onze regio werken de scholen al lang samen, maar wie het laatste woord heeft over plaatsing is niet altijd helder; daar moet het gesprek over gaan.";
const TYPED = 3.5;
const MOVES_ON = 6_000;

export const ids = Array.from({ length: ANSWERS }, (_, number) => `vraag-${number}`);

export class Quiet {
  readonly clock = new Clock();
  session: Session | null = null;
  readonly requests: string[] = [];
  commits = 0;
  /** The most work that the page had to wait for at once, in milliseconds of the processor. */
  longest = 0;
  readonly #standard: Standard;
  readonly #options: Options;
  readonly #random = new Random(1);
  readonly #lms: Lms;
  readonly #device: Device;
  #page!: Page;
  readonly #attempt = new Attempt("attempt", "noor", "een");
  readonly #restore = install();

  constructor(standard: Standard, options: Options = {}) {
    const { lrs = LRS_ENGINES[0]!, scorm: engine = SCORM_ENGINES.scorm12[0]!, stored } = options;
    this.#standard = standard;
    this.#options = options;
    const lms = (this.#lms = new Lms(this.clock, standard, engine, lrs, 20, this.#random));
    const settings = { storageBlocked: false, locksBlocked: false, channelBlocked: false };
    this.#device = new Device("device", this.clock, lms, settings);
    if (stored !== undefined)
      this.#attempt.documents = new Map([["record", { text: stored, version: 1, writer: null, at: 0 }]]);
    const answer = lms.answer.bind(lms);
    lms.answer = (request: HttpRequest) => {
      if (request.url.pathname.endsWith("/state"))
        this.requests.push(`${request.method} ${request.url.searchParams.get("stateId") ?? "list"}`);
      return answer(request);
    };
    this.#launch();
  }

  /** The learner closes the page, and opens the module again in another tab. */
  async opensAgain(): Promise<void> {
    await this.#within(() => this.#page.leave(false));
    this.#page.end();
    await this.pass(10_000);
    this.session = null;
    this.#launch();
    await this.pass(10_000);
  }

  #launch(): void {
    const [standard, options, lms, attempt] = [this.#standard, this.#options, this.#lms, this.#attempt];
    const version = standard === "scorm12" || standard === "scorm2004" ? standard : null;
    const scorm = version && new ScormWindow(lms, attempt, version);
    const frame: Record<string, unknown> = scorm?.window ?? {};
    frame["parent"] ??= frame;
    if (version) this.#countCommits(frame[version === "scorm12" ? "API" : "API_1484_11"]);
    const address = new URL("index.html", OWN_FILE);
    if (!version) address.search = String(lms.lrs.launch(attempt));
    this.#page = new Page(this.#device, new Tab(), frame, address, this.#random);
    scorm?.load(this.#page);
    lms.lrs.opened(attempt, this.#page);
    lms.attempts.set(this.#page, attempt);
    const session = { valid: true };
    lms.sessions.set(this.#page, session);
    lms.cookies.set(this.#device, session);
    enter(this.#page);
    const course = {
      ...COURSE,
      standard,
      ...(options.course ?? { interactions: interactions(options.written ?? isWritten) }),
    } as Course;
    void openCourse(standard, course).then((session) => (this.session = session));
  }

  async pass(milliseconds: number): Promise<void> {
    await drained();
    await this.clock.run(milliseconds, (_owner: Owner, call) => this.#within(call));
  }

  /** A person answers everything, one after the other. */
  async answersAll(): Promise<void> {
    for (const [number, id] of ids.entries()) {
      if (isWritten(number)) await this.#writes(id, `${WORDS} (${number})`);
      await this.answers(id, isWritten(number) ? `${WORDS} (${number})` : CHOICE);
    }
    await this.pass(60_000);
  }

  /** A person gives one answer and goes on to the next. */
  async answers(id: string, value: string): Promise<void> {
    await this.#within(() => this.session!.answer(id, value));
    await this.#within(() => this.session!.settle(id));
    await this.pass(MOVES_ON);
  }

  /** The learner opens a section. */
  async visits(section: string): Promise<void> {
    await this.#within(() => this.session!.visit(section));
  }

  /** The learner finishes, without what the LMS has no room for; the outcome, once there is one. */
  async finishes(): Promise<Finished | null> {
    let outcome: Finished | null = null;
    await this.#within(() => void this.session!.finish(null, true).then((one) => (outcome = one)));
    await this.pass(20_000);
    return outcome;
  }

  /** Whether the LMS holds it as completed. */
  get completed(): boolean {
    return this.#attempt.completed;
  }

  /** The record, as the LMS holds it. */
  get stored(): string {
    return this.#attempt.values.get("cmi.suspend_data") ?? "";
  }

  close(): void {
    enter(null);
    this.#restore();
  }

  async #writes(id: string, text: string): Promise<void> {
    for (let length = 1; length <= text.length; length++) {
      await this.#within(() => this.session!.answer(id, text.slice(0, length)));
      await this.pass(1_000 / TYPED);
    }
  }

  async #within(call: () => void): Promise<void> {
    enter(this.#page);
    const began = process.cpuUsage();
    call();
    await drained();
    const { user, system } = process.cpuUsage(began);
    this.longest = Math.max(this.longest, (user + system) / 1_000);
  }

  #countCommits(api: unknown): void {
    const functions = api as Record<string, (text: string) => unknown>;
    for (const name of ["LMSCommit", "Commit"]) {
      const real = functions[name];
      if (real) functions[name] = (text) => (this.commits++, real(text));
    }
  }
}

function interactions(isWritten: (number: number) => boolean): CourseInteraction[] {
  return ids.map((id, number): CourseInteraction => ({
    id,
    component: isWritten(number) ? "reflection" : "question",
    section: "begin",
    prompt: `Wat ziet u in uw regio bij punt ${number}?`,
    type: isWritten(number) ? "long-fill-in" : "choice",
    options: [{ id: CHOICE, text: "Helemaal mee eens" }],
    maxLength: 5_000,
    required: false,
  }));
}

/** A record with an answer to everything. */
export function full(): StateRecord {
  const answers = ids.map((id, number) => [
    id,
    { value: isWritten(number) ? `${WORDS} (${number})` : CHOICE, time: 1_795_000_000_000, version: 1 },
  ]);
  return {
    attempt: "een",
    revision: 63,
    moduleVersion: "1.0.0",
    location: "begin",
    visited: ["begin"],
    answers: Object.fromEntries(answers) as StateRecord["answers"],
    conflicts: {},
    labels: {},
    finished: null,
  };
}
