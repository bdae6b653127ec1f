/** The LMS as a whole: who is logged in, what each attempt holds, and whether anybody answers at all. */

import type { Device, HttpReply, HttpRequest, Network, Page } from "./browser.ts";
import type { Clock } from "./clock.ts";
import type { LrsEngine, ScormEngine, Standard } from "./engines.ts";
import { Lrs } from "./lrs.ts";
import type { Random } from "./random.ts";

/** One learner's attempt at one activity. */
export class Attempt {
  readonly name: string;
  readonly learner: string;
  readonly activity: string;
  /** SCORM's elements, as stored. */
  values: ReadonlyMap<string, string> = new Map();
  /** State documents by their id, as stored. */
  documents: ReadonlyMap<string, StateDocument> = new Map();
  /** Verbs of the statements that were taken, by the last part of their names. */
  verbs: readonly string[] = [];
  /** Everything that stood here before, oldest first. */
  readonly history: { readonly values: Attempt["values"]; readonly documents: Attempt["documents"] }[] = [];
  /**
   * Pages whose last save was dropped, or overwritten, without any sign that a page can see, and since when such an LMS
   * has not kept what it confirmed (milliseconds of the run).
   */
  readonly unkept = { state: new Map<Page, number>(), status: new Map<Page, number>() };
  /** Since when the state was not kept, and when it arrived after all. */
  readonly late: { readonly since: number; readonly at: number }[] = [];
  /** What was damaged in the store, and when: nobody writes over it who has not been told. */
  damage: { readonly text: string; readonly at: number } | null = null;
  /** It was damaged once: whoever wrote over it could not read the attempt's name. */
  damaged = false;
  /**
   * When a backup was put back: nothing that was confirmed before need be there. Infinity where a page was open then: it
   * knows of nothing, and goes on.
   */
  restoredAt = -Infinity;
  /** The server has cut a record, or changed what is wide in it, and the script of no page knows. */
  cutByServer = false;
  /** That its records have carried. */
  readonly names = new Set<string>();
  /** Records as a commit has cut them. */
  readonly cutTexts = new Set<string>();
  /** How often it was launched. */
  launches = 0;
  /** Whose commit has cut the record that stands there, and when; a page that goes looks, and puts it right at once. */
  cutBy: { readonly page: Page; readonly at: number } | null = null;
  /** Whose "completed" has emptied the record, and when; that page writes it anew, if it lives. */
  wiped: Wiped | null = null;
  /** Something of it was once dropped without a sign, or overwritten so. */
  doubted = false;
  /** Who saved, and what arrived of it last: when it was sent and when it came, in milliseconds of the run. */
  readonly arrivals = new Map<Page, { readonly sent: number; readonly at: number }>();
  /** When a record came that was newer than what stood there (milliseconds of the run). */
  risenAt = -Infinity;
  finisher: Page | null = null;
  /** When "completed" came last (milliseconds of the run). */
  completedAt = -Infinity;
  /** Who finished says "incomplete" first, to be heard a second time. */
  retelling = false;
  /** Who gave it which name, and when that arrived: pages that were opened at once each give it one. */
  readonly named = new Map<string, { readonly page: Page; readonly at: number }>();

  constructor(name: string, learner: string, activity: string) {
    this.name = name;
    this.learner = learner;
    this.activity = activity;
  }

  /** No page could put right that the record was cut: the server did it alone, or the page was gone before its next save. */
  get cut(): boolean {
    const { cutBy } = this;
    return this.cutByServer || (cutBy !== null && cutBy.page.ended - cutBy.at < PUT_RIGHT);
  }

  get restored(): boolean {
    return this.restoredAt > -Infinity;
  }

  /** What was called saved then need not be there, and no page could know. */
  excuses(promisedAt: number): boolean {
    return (
      promisedAt <= this.restoredAt || [...this.unkept.state.values()].some((since) => since <= promisedAt)
    );
  }

  get completed(): boolean {
    const status =
      this.values.get("cmi.core.lesson_status") ?? this.values.get("cmi.completion_status") ?? "";
    return status === "completed" || status === "passed" || this.verbs.includes("completed");
  }

  remember(): void {
    this.history.push({ values: this.values, documents: this.documents });
  }
}

export interface StateDocument {
  readonly text: string;
  readonly version: number;
  /** Null: from before the run. */
  readonly writer: Page | null;
  readonly at: number;
}

/** Made when somebody logs in; a page speaks for the one in which it was launched (Moodle's sesskey). */
export interface LmsSession {
  valid: boolean;
}

/** `unable`: its script takes nothing from that page for now. */
export interface Wiped {
  readonly page: Page;
  readonly at: number;
  readonly unable: boolean;
}

/** So long a page takes to write anew what its "completed" has emptied: it waits two seconds, and so does the LMS's script. */
const WRITES_ANEW = 4_000;

/** Until when what a "completed" has emptied is written anew, where that page lives so long (milliseconds of the run). */
export function writtenAnew({ at, unable }: Wiped): number {
  return unable ? Infinity : at + WRITES_ANEW;
}

/** A save that went nowhere while the page was told "true". */
interface Drop {
  readonly attempt: Attempt;
  readonly page: Page;
  readonly of: Part;
  readonly at: number;
  readonly sentAt: number;
}

/** What is saved apart from the other. */
export type Part = "state" | "status";

/** So long must the cause of a dropped save last, for a page that asks at once to see it (milliseconds). */
const VISIBLE = 1_500;
/** So long a page takes to save again without what an LMS has cut (milliseconds). */
const PUT_RIGHT = 4_000;
/** So long an answer is under way at the most (milliseconds). */
const ARRIVED = 4_000;
export const OWN_FILE = "https://lms.example/package/";
export const LRS_ADDRESS = "https://lms.example/xapi/";
export const TOKEN_ADDRESS = "https://lms.example/token/";
/** Prepared once by the build; the page knows its bytes. */
export const OWN_FILE_TEXT = "modulebouwer\n";

export class Lms implements Network {
  readonly clock: Clock;
  readonly standard: Standard;
  readonly scorm: ScormEngine;
  readonly lrs: Lrs;
  /** "down": connection refused. "broken": HTTP 502 from whatever runs PHP. */
  reach: "up" | "down" | "broken" = "up";
  /** Milliseconds that a request takes, there and back. */
  speed: number;
  /** From here on nothing more goes wrong. */
  healthy = false;
  /** Pages that found nothing when they were loaded. */
  readonly openedEmpty = new Set<Page>();
  readonly sessions = new Map<Page, LmsSession>();
  /** What each browser's cookie stands for: the last one, also for pages that were launched in one before it. */
  readonly cookies = new Map<Device, LmsSession>();
  readonly attempts = new Map<Page, Attempt>();
  readonly #random: Random;
  #drops: Drop[] = [];
  readonly #served = new Set<Page>();
  /** Pages that got the login page for it, and since when: from then on they know that their session is over. */
  readonly #sentAway = new Map<Page, number>();

  constructor(
    clock: Clock,
    standard: Standard,
    scorm: ScormEngine,
    lrs: LrsEngine,
    speed: number,
    random: Random,
  ) {
    this.clock = clock;
    this.standard = standard;
    this.scorm = scorm;
    this.lrs = new Lrs(lrs, this);
    this.speed = speed;
    this.#random = random;
  }

  latency(): number {
    return this.speed * (0.5 + this.#random.next());
  }

  queue({ url }: HttpRequest): number {
    return String(url).startsWith(LRS_ADDRESS) ? this.lrs.queue() : 0;
  }

  stillArrives(): boolean {
    return this.#random.chance(0.5);
  }

  coin(): boolean {
    return this.#random.chance(0.5);
  }

  get emptiesStorage(): boolean {
    return this.standard.startsWith("scorm") && this.scorm.emptiesStorage;
  }

  /** Whether a request of this page's session gets to the attempt. */
  reaches(page: Page): "yes" | "down" | "broken" | "logged out" {
    if (!page.device.online || this.reach === "down") return "down";
    if (this.reach === "broken") return "broken";
    return this.sessions.get(page)?.valid ? "yes" : "logged out";
  }

  answer(request: HttpRequest): HttpReply | "hangs" | null {
    if (this.reach === "down") return null;
    const { url, page } = request;
    const address = `${url.origin}${url.pathname}`;
    if (address.startsWith(OWN_FILE)) {
      const reply = this.#ownFile(page);
      if (reply.body === OWN_FILE_TEXT) this.#served.add(page);
      else if (reply.redirected && !this.#sentAway.has(page)) this.#sentAway.set(page, this.clock.elapsed);
      return reply;
    }
    if (this.reach === "broken") return { status: 502, body: "<h1>Bad Gateway</h1>" };
    return this.lrs.answer(request);
  }

  /** A save of `of`, sent at `sentAt`, was dropped while the page was told that all is well. */
  dropped(attempt: Attempt, page: Page, of: Part, sentAt: number): void {
    if (this.#fileShows(page)) this.#drops.push({ attempt, page, of, at: this.clock.elapsed, sentAt });
    else doubt(attempt, page, of, sentAt);
  }

  /** A save of everything that the page knows of it has arrived. */
  kept(attempt: Attempt, page: Page, of: Part): void {
    const since = attempt.unkept[of].get(page);
    if (of === "state" && since !== undefined) attempt.late.push({ since, at: this.clock.elapsed });
    attempt.unkept[of].delete(page);
    this.#drops = this.#drops.filter((drop) => drop.page !== page || drop.of !== of);
  }

  /** Something that can be seen may be over: what was dropped only just before could not be seen. */
  recovers(change: () => void): void {
    change();
    for (const { attempt, page, of, at, sentAt } of this.#drops) {
      if (this.clock.elapsed - at < VISIBLE && !this.#fileShows(page)) doubt(attempt, page, of, sentAt);
    }
    this.#drops = this.#drops.filter(({ page }) => this.#fileShows(page));
  }

  /** A browser's session ends. */
  ends(session: LmsSession): void {
    this.recovers(() => (session.valid = false));
    this.#leavesCut((page) => this.sessions.get(page) === session);
  }

  fails(reach: "down" | "broken"): void {
    this.recovers(() => (this.reach = reach));
    this.#leavesCut(() => true);
  }

  /** One of `pages` that has just cut its record cannot put that right any more. */
  #leavesCut(pages: (page: Page) => boolean): void {
    for (const attempt of new Set(this.attempts.values())) {
      const { cutBy } = attempt;
      if (cutBy && pages(cutBy.page) && this.clock.elapsed - cutBy.at < PUT_RIGHT) attempt.cutByServer = true;
    }
  }

  /** Another page has written over what `page` wrote, and could not know of it; what stood there at `seen` it knew. */
  overwritten(attempt: Attempt, page: Page, seen: number): void {
    // What came late was not there to be seen, though it had been called saved.
    const late = attempt.late.filter(({ at }) => at > seen).map(({ since }) => since);
    doubt(attempt, page, "state", Math.min(seen, ...late));
  }

  /** Pages in which the learner has seen that what stands there is damaged, and went on. */
  readonly acknowledged = new Set<Page>();
  /** Pages that wrote over it without that. */
  overwrites: Page[] = [];

  /** Changes what is stored for good. */
  damage(attempt: Attempt, of: "head" | "checksum"): void {
    const state = attempt.values.get("cmi.suspend_data");
    const document = attempt.documents.get("record");
    const hurt = (text: string): string =>
      of === "head" ? text.replace("MB2", "mb2") : text.replace(/\.[0-9a-f]{8}\./, ".zzzzzzzz.");
    const before = state ?? document?.text;
    if (before === undefined || hurt(before) === before) return;
    const text = hurt(before);
    if (state !== undefined) attempt.values = new Map([...attempt.values, ["cmi.suspend_data", text]]);
    else
      attempt.documents = new Map([
        ...attempt.documents,
        ["record", { ...document!, text, version: -100, writer: null }],
      ]);
    attempt.damage = { text, at: this.clock.elapsed };
    attempt.damaged = true;
    this.#setBack(attempt);
  }

  /** Somebody writes the record of `attempt`: a page that was told, or has the whole of before, or a page beside it has. */
  writes(attempt: Attempt, page: Page): void {
    const { damage } = attempt;
    attempt.damage = null;
    if (!damage || this.acknowledged.has(page)) return;
    const whole = [...this.attempts].some(
      ([other, of]) =>
        of === attempt &&
        other.began < damage.at &&
        (other === page || (other.ended > damage.at && sameBrowser(other, page))),
    );
    if (!whole) this.overwrites.push(page);
  }

  /** Puts back what was there `steps` saves ago. */
  restore(attempt: Attempt, steps: number): void {
    const before = attempt.history[Math.max(0, attempt.history.length - steps)];
    if (!before) return;
    attempt.values = before.values;
    attempt.documents = before.documents;
    attempt.damage = null;
    this.#setBack(attempt);
  }

  #setBack(attempt: Attempt): void {
    const open = [...this.attempts].some(([page, of]) => of === attempt && page.state !== "gone");
    attempt.restoredAt = open ? Infinity : this.clock.elapsed;
  }

  /** True when a request for the package's own file fails or gives something else: the page can see that all is not well. */
  #fileShows(page: Page): boolean {
    // A page that never got the file does not know that a server which forbids it would give it.
    if (this.scorm.loggedOut === "true" && this.reach === "up" && !this.#served.has(page)) return false;
    if (this.clock.elapsed - (this.#sentAway.get(page) ?? Infinity) > ARRIVED) return true;
    const reply = page.device.online && this.reach !== "down" ? this.#ownFile(page) : null;
    return reply?.body !== OWN_FILE_TEXT;
  }

  #ownFile(page: Page): HttpReply {
    const good = { status: 200, body: OWN_FILE_TEXT };
    if (this.standard === "cmi5" || this.standard === "xapi" || this.scorm.ownFile === "static") return good;
    if (this.reach === "broken") return { status: 502, body: "<h1>Bad Gateway</h1>" };
    if (this.cookies.get(page.device)?.valid) return good;
    // Moodle sends to its login page (Moodle 10), Chamilo says 403 (engines).
    return this.scorm.loggedOut === "true"
      ? { status: 403, body: "Forbidden" }
      : { status: 200, body: "<form>login</form>", redirected: true };
  }
}

/** `since`: what was called saved earlier is not touched (milliseconds of the run). */
export function doubt(attempt: Attempt, page: Page, of: Part, since: number): void {
  attempt.unkept[of].set(page, Math.min(attempt.unkept[of].get(page) ?? Infinity, since));
  attempt.doubted = true;
}

export function sameBrowser(a: Page, b: Page): boolean {
  return a.device === b.device;
}

/** Whether two pages of one browser can tell each other anything. */
export function canTalk(a: Page, b: Page): boolean {
  const device: Device = a.device;
  return sameBrowser(a, b) && !device.settings.channelBlocked;
}
