/** The API that an LMS puts in the window around the page, in SCORM 1.2 and 2004: one page's view of its attempt. */

import type { Page } from "./browser.ts";
import { WIDE_BECOMES, type ScormEngine } from "./engines.ts";
import { canTalk, doubt, writtenAnew, type Attempt, type Lms } from "./lms.ts";

export type Call = "Initialize" | "GetValue" | "SetValue" | "Commit" | "Finish" | "GetLastError";

/** Something that goes wrong with the next calls, whatever the engine. */
export interface ScormFault {
  readonly call: Call;
  readonly effect: "false" | "throw" | "null" | "undefined" | "true and nothing";
  times: number;
}

const STATE = "cmi.suspend_data";
const WRITE_ONLY = "404";
/** A beacon takes 64 KiB. Moodle 4. */
const BEACON = 65_536;
const AUTOCOMMIT = 60_000;
const WIDE = /[\u4e00-\u8dff]/;
/** Milliseconds in which a page proves its first save, in the slowest LMS here, and tells the others of it. */
export const TELLS = 12_000;
/** So long after "completed" the record says so, at the latest: the player looks behind an LMS that may empty it. */
const RECORDED = 4_000;

interface Codes {
  readonly status: string;
  readonly mode: string;
  readonly exit: string;
  readonly place: string;
  readonly id: string;
  readonly name: string;
  readonly notOpen: string;
  readonly tooLong: string;
  readonly commitFailed: string;
  readonly notSet: string;
  readonly functionPrefix: string;
}

/** SCORM 1.2 RTE 3.3.6, SCORM 2004 4th Edition RTE 3.1.7. */
const CODES: Readonly<Record<"scorm12" | "scorm2004", Codes>> = {
  scorm12: {
    status: "cmi.core.lesson_status",
    mode: "cmi.core.lesson_mode",
    exit: "cmi.core.exit",
    place: "cmi.core.lesson_location",
    id: "cmi.core.student_id",
    name: "cmi.core.student_name",
    notOpen: "301",
    tooLong: "405",
    commitFailed: "101",
    notSet: "0",
    functionPrefix: "LMS",
  },
  scorm2004: {
    status: "cmi.completion_status",
    mode: "cmi.mode",
    exit: "cmi.exit",
    place: "cmi.location",
    id: "cmi.learner_id",
    name: "cmi.learner_name",
    notOpen: "132",
    tooLong: "406",
    commitFailed: "391",
    notSet: "403",
    functionPrefix: "",
  },
};

export class ScormWindow {
  /** What the player finds as `parent`. */
  readonly window: Record<string, unknown> = {};
  readonly faults: ScormFault[] = [];
  readonly #lms: Lms;
  readonly #engine: ScormEngine;
  readonly #attempt: Attempt;
  readonly #codes: Codes;
  readonly #launched: ReadonlyMap<string, string>;
  readonly #mode: "normal" | "review";
  #page!: Page;
  #loadedAt = 0;
  /** A status was told and not set, and nobody can see that. */
  #statusIgnored = false;
  /** As the API holds them. */
  #values: Map<string, string>;
  /** A SetValue gave nothing, and GetLastError the code of the call before it: that reads as a refusal. */
  seemedToRefuse = false;
  #sent: Map<string, string>;
  #acknowledged: Map<string, string>;
  #phase: "before" | "open" | "closed" = "before";
  #error = "0";
  #autocommit: (() => void) | null = null;
  /** What was last sent was cut. */
  #cuts = false;
  /** It was launched between two commits of a page, of which the first cut its record. */
  readonly #launchedCut: boolean;
  /** This page has said that the learner has finished. */
  #completed = false;
  /** It was launched while another page was telling a second time that the learner has finished. */
  readonly #launchedRetold: boolean;
  /** Highest revision that its page wanted to set, and that this script has not taken. */
  #untaken = 0;
  /** What this script has committed without being asked. */
  readonly #unasked = new WeakSet<ReadonlyMap<string, string>>();
  /** It has refused a record of this page for its length. */
  #refusedLength = false;
  /** A call of this page went wrong for another reason. */
  #troubled = false;
  /** It takes its page for one that goes. */
  #onlyBeacons = false;
  #pending = new Map<string, string>();
  #timer: (() => void) | null = null;
  #arrival = 0;
  #answered = 0;
  /** What becomes of wide characters in this launch. */
  readonly #wide: ScormEngine["wide"]["becomes"];

  /** Reads the attempt as it stands now. */
  constructor(lms: Lms, attempt: Attempt, version: "scorm12" | "scorm2004") {
    this.#lms = lms;
    this.#engine = lms.scorm;
    this.#attempt = attempt;
    this.#codes = CODES[version];
    this.window["parent"] = this.window;
    this.window["frameElement"] = { dispatchEvent: (event: Event) => this.#shown(event) };
    const found = new Map(attempt.values);
    if (this.#engine.needsSuspend && found.get(this.#codes.exit) !== "suspend") found.clear();
    this.#mode = this.#engine.reviews && attempt.completed ? "review" : "normal";
    const { becomes, from, every } = this.#engine.wide;
    const launch = attempt.launches++;
    this.#wide = launch >= from && launch % every === 0 ? becomes : (text) => text;
    const stored = found.get(STATE);
    const raw = stored === undefined ? undefined : this.#widely(stored);
    const state = raw === undefined ? undefined : this.#engine.launch(raw);
    if (state !== undefined && state !== null) found.set(STATE, state);
    this.#launched = found;
    this.#launchedRetold = attempt.retelling;
    this.#launchedCut = attempt.cutTexts.has(stored ?? "");
    this.#values = new Map(found);
    this.#sent = new Map(found);
    this.#acknowledged = new Map(found);
    if (state !== null) this.#offer(lms);
  }

  /** The page in which the player runs. */
  load(page: Page): void {
    this.#page = page;
    if (this.#launched.get(STATE) === undefined) this.#lms.openedEmpty.add(page);
    // Both live on, each with a name of its own for the attempt, and neither can know of the other.
    const { wiped } = this.#attempt;
    const emptied = wiped !== null && this.#lms.clock.elapsed < writtenAnew(wiped);
    if (emptied && !this.#attempt.values.has(STATE)) this.#attempt.restoredAt = Infinity;
    this.#loadedAt = this.#lms.clock.elapsed;
    if (this.#engine.commitsByItself) this.#commitByItself();
  }

  #commitByItself(): void {
    this.#lms.clock.later(AUTOCOMMIT, this.#page, () => {
      this.#commit(false);
      this.#commitByItself();
    });
  }

  /** An event comes to the frame of its page. */
  #shown({ type }: Event): void {
    if (type === "pageshow" && this.#engine.staysLeaving === "until shown") this.#onlyBeacons = false;
  }

  /** Its page would go, and may stay. */
  wouldGo(): void {
    this.#onlyBeacons ||= this.#engine.beacon && this.#engine.staysLeaving !== "never";
  }

  /** The page goes, and what it wanted to do then is done. */
  goes(): void {
    if (this.#engine.commitsByItself) this.#commit(false);
  }

  /** The session is over: nothing can be saved before the next launch. */
  get closed(): boolean {
    return this.#phase === "closed";
  }

  /** Its Initialize failed: it tells this page nothing, whose fields stay closed, and which says so. */
  get unopened(): boolean {
    return this.#phase === "before";
  }

  /** What a page sends as it goes arrives, as far as this LMS's script has a say in it. */
  get takesAsItGoes(): boolean {
    const { beacon, transport } = this.#engine;
    const well = this.faults.every(({ times }) => times === 0);
    return beacon && transport === "sync" && this.#phase === "open" && well;
  }

  /** What stands there is a record of which a part is wide, and it commits none any more. */
  get commitsNoWide(): boolean {
    return this.#rejects(this.#attempt.values) && this.#rejects(this.#values);
  }

  /** A strict one that keeps wide characters, and that this page has every reason to try for them. */
  get takesWide(): boolean {
    const { limit, wide, readBack } = this.#engine;
    const strict = this.#codes === CODES.scorm12 && limit === 4_096 && !this.#attempt.damaged;
    const keeps = wide.becomes === WIDE_BECOMES["kept"] && readBack === "own";
    return strict && keeps && this.#refusedLength && !this.#troubled && this.#phase === "open";
  }

  /** What this page found at its launch shows that. */
  get foundWide(): boolean {
    return WIDE.test(this.#launched.get(STATE) ?? "");
  }

  /** What the next page finds shows it. */
  get showsWide(): boolean {
    return WIDE.test(this.#attempt.values.get(STATE) ?? "");
  }

  #offer(lms: Lms): void {
    const api = this.#functions();
    const name = this.#codes.functionPrefix ? "API" : "API_1484_11";
    if (this.#engine.apiAfter === 0 || lms.healthy) this.window[name] = api;
    else lms.clock.later(this.#engine.apiAfter, null, () => (this.window[name] = api));
  }

  #functions(): Record<string, unknown> {
    const prefix = this.#codes.functionPrefix;
    const api: Record<string, unknown> = {
      [`${prefix}Initialize`]: () => this.#answer("Initialize", () => this.#initialize()),
      [`${prefix}GetValue`]: (element: string) => this.#answer("GetValue", () => this.#get(String(element))),
      [`${prefix}SetValue`]: (element: string, value: string) =>
        this.#answer(
          "SetValue",
          () => this.#told(this.#set(String(element), String(value))),
          String(element),
          String(value),
        ),
      [`${prefix}Commit`]: () => this.#answer("Commit", () => this.#committed(this.#told(this.#commit()))),
      [`${prefix}GetLastError`]: () => this.#answer("GetLastError", () => this.#error),
      [`${prefix}GetErrorString`]: () => "",
      [`${prefix}GetDiagnostic`]: () => "",
    };
    const finish = prefix ? "LMSFinish" : "Terminate";
    if (this.#engine.finish !== "absent")
      api[finish] = () => this.#answer("Finish", () => this.#told(this.#finish()));
    return api;
  }

  #answer(call: Call, real: () => string, element = "", value = ""): unknown {
    const fault = this.#lms.healthy
      ? undefined
      : this.faults.find((one) => one.call === call && one.times > 0);
    if (!fault) return real();
    fault.times -= 1;
    this.#troubled = true;
    if (element === STATE && call === "SetValue") this.#takesNot(value);
    if (fault.effect === "throw") throw new Error(`${call} failed in the LMS`);
    if (fault.effect === "null" || fault.effect === "undefined") {
      if (element === STATE && this.#error !== "0") this.seemedToRefuse = true;
      return fault.effect === "null" ? null : undefined;
    }
    if (call === "GetLastError") return "101";
    this.#error = fault.effect === "false" ? "101" : "0";
    if (fault.effect === "false") return call === "GetValue" ? "" : "false";
    // One lie is enough for one script.
    if (call === "Commit" && this.#engine.tooLong === "cut when committed") return real();
    // A Commit that says "true" and does nothing, with the server there, is a lie that nobody can see.
    if (call === "Commit" && this.#unsent().size > 0 && this.#engine.readBack === "own") {
      doubt(this.#attempt, this.#page, "state", this.#lms.clock.elapsed);
      doubt(this.#attempt, this.#page, "status", this.#lms.clock.elapsed);
    }
    // So is a SetValue of the status, where no GetValue gives one.
    if (element === this.#codes.status && !this.#engine.givesStatus) this.#statusIgnored = true;
    return call === "GetValue" ? "" : "true";
  }

  #told(error: string): string {
    this.#error = error;
    return String(error === "0");
  }

  #committed(answer: string): string {
    this.#troubled ||= answer === "false";
    return answer;
  }

  #initialize(): string {
    if (this.#phase === "open") return this.#told("101");
    this.#phase = "open";
    return this.#told("0");
  }

  #get(element: string): string {
    this.#error = this.#phase === "open" ? "0" : this.#codes.notOpen;
    if (this.#phase !== "open") return "";
    const { mode, id, name, status } = this.#codes;
    const fixed: Record<string, string> = {
      [mode]: this.#mode,
      [id]: this.#attempt.learner,
      [name]: this.#attempt.learner,
    };
    const counted = /^(cmi\.(?:interactions|objectives))\._count$/.exec(element);
    if (counted) return String(this.#count(counted[1]!));
    if (element === status && !this.#engine.givesStatus) return "";
    if (this.#codes.functionPrefix && element.startsWith("cmi.interactions")) {
      this.#error = WRITE_ONLY;
      return "";
    }
    const held = {
      own: this.#values,
      acknowledged: this.#acknowledged,
      "as launched": this.#launched,
    }[this.#engine.readBack];
    const value = fixed[element] ?? held.get(element);
    if (value === undefined) this.#error = this.#codes.notSet;
    return value ?? (element === status ? (this.#codes.functionPrefix ? "not attempted" : "unknown") : "");
  }

  #count(list: string): number {
    let count = 0;
    while (this.#values.has(`${list}.${count}.id`)) count += 1;
    return count;
  }

  #set(element: string, given: string): string {
    if (this.#phase !== "open") return this.#codes.notOpen;
    let value = given;
    if (element === STATE && this.#wide === "refused" && WIDE.test(given)) {
      this.#takesNot(given);
      return this.#codes.tooLong;
    }
    if (element === STATE && given.length > this.#engine.limit) {
      if (this.#engine.tooLong === "refused") {
        this.#refusedLength = true;
        return this.#codes.tooLong;
      }
      if (this.#engine.tooLong === "cut when set") value = given.slice(0, this.#engine.limit);
    }
    this.#values.set(element, value);
    if (this.#engine.transport === "each value") this.#sendSoon(element, value);
    if (this.#engine.autocommits && !this.#autocommit) {
      this.#autocommit = this.#lms.clock.later(AUTOCOMMIT, this.#page, () => this.#commit(false));
    }
    return "0";
  }

  #takesNot(state: string): void {
    this.#untaken = Math.max(this.#untaken, revisionOf(state));
    const { wiped } = this.#attempt;
    if (wiped?.page === this.#page && !this.#attempt.values.has(STATE))
      this.#attempt.wiped = { ...wiped, unable: true };
  }

  #commit(asked = true): string {
    if (this.#phase !== "open") return this.#codes.notOpen;
    this.#autocommit?.();
    this.#autocommit = null;
    if (this.#engine.transport === "each value") return "0";
    const values = this.#unsent();
    if (!asked) this.#unasked.add(values);
    this.#mindStatusKept(values);
    if (this.#engine.tooLong === "cut when committed") this.#cut(values);
    if (this.#engine.sends === "changed once") this.#settle(this.#sent, values);
    if (values.size === 0) return "0";
    if (this.#engine.transport === "async") return this.#post(values);
    if (this.#page.leaving || this.#page.visibility === "hidden" || this.#onlyBeacons)
      return this.#beacon(values);
    return this.#now(values);
  }

  /** What is as it was launched it never sends, also where another page's has come meanwhile: nobody can see that. */
  #mindStatusKept(values: ReadonlyMap<string, string>): void {
    const { status } = this.#codes;
    if (this.#engine.sends !== "not as launched" || values.has(status)) return;
    if (this.#values.get(status) !== "completed" || this.#attempt.completed) return;
    doubt(this.#attempt, this.#page, "status", this.#lms.clock.elapsed);
  }

  #finish(): string {
    if (this.#phase !== "open") return this.#codes.notOpen;
    if (this.#engine.finish === "closes first") this.#phase = "closed";
    const open = this.#phase;
    this.#phase = "open";
    const error = this.#commit();
    this.#phase = error === "0" ? "closed" : open;
    return error;
  }

  #unsent(): Map<string, string> {
    if (this.#engine.sends === "all") return new Map(this.#values);
    const known = this.#engine.sends === "not as launched" ? this.#launched : this.#sent;
    return new Map([...this.#values].filter(([element, value]) => known.get(element) !== value));
  }

  #cut(values: Map<string, string>): void {
    const state = values.get(STATE);
    if (state === undefined) return;
    this.#cuts = state.length > this.#engine.limit;
    if (!this.#cuts) return;
    this.#attempt.cutTexts.add(state.slice(0, this.#engine.limit));
    values.set(STATE, state.slice(0, this.#engine.limit));
    this.#values.set(STATE, state.slice(0, this.#engine.limit));
  }

  /** A synchronous request of a visible page. */
  #now(values: Map<string, string>): string {
    const half = this.#lms.latency() / 2;
    this.#lms.clock.block(half);
    const reached = this.#lms.reaches(this.#page);
    if (reached === "yes" && this.#rejects(values)) return this.#codes.commitFailed;
    if (reached === "yes") this.#store(values);
    this.#lms.clock.block(half);
    if (reached === "yes") {
      this.#settle(this.#sent, values);
      this.#settle(this.#acknowledged, values);
      return "0";
    }
    const { unreachable, broken, loggedOut } = this.#engine;
    const said = { down: unreachable, broken, "logged out": loggedOut }[reached];
    if (said === "false") return this.#codes.commitFailed;
    this.#settle(this.#sent, values);
    this.#lose(values);
    return "0";
  }

  #beacon(values: Map<string, string>): string {
    if (!this.#engine.beacon) {
      // A synchronous request throws while the page goes (standards 0.8); while it is only hidden it works.
      if (!this.#page.leaving) return this.#now(values);
      if (this.#engine.unreachable === "false") return this.#codes.commitFailed;
      this.#lose(values);
      return "0";
    }
    if ([...values].reduce((sum, [element, value]) => sum + element.length + value.length, 0) > BEACON)
      return this.#codes.commitFailed;
    this.#settle(this.#sent, values);
    this.#later(values, this.#lms.latency() / 2, false, this.#couldBeShown);
    return "0";
  }

  /** A page that is seen could have it save by other means. */
  get #couldBeShown(): boolean {
    const { leaving, visibility } = this.#page;
    return (
      this.#onlyBeacons && this.#engine.staysLeaving === "until shown" && !leaving && visibility !== "hidden"
    );
  }

  /** Nobody waits for the answer. */
  #post(values: Map<string, string>): string {
    this.#settle(this.#sent, values);
    if (!this.#page.leaving || this.#lms.coin()) this.#later(values, this.#lms.latency() / 2, true);
    return "0";
  }

  #sendSoon(element: string, value: string): void {
    this.#pending.set(element, value);
    this.#timer ??= this.#lms.clock.later(300, this.#page, () => {
      const values = this.#pending;
      this.#pending = new Map();
      this.#timer = null;
      this.#later(values, this.#lms.latency() / 2, true);
    });
  }

  /** `ownFault`: the page could do better, so that nothing excuses it where this is lost. */
  #later(values: Map<string, string>, wait: number, acknowledges: boolean, ownFault = false): void {
    const sent = this.#lms.clock.elapsed;
    // In the order in which they were sent.
    this.#arrival = Math.max(this.#arrival, sent + wait);
    this.#lms.clock.later(this.#arrival - sent, null, () => {
      if (this.#lms.reaches(this.#page) !== "yes" || this.#rejects(values))
        return ownFault ? undefined : this.#lose(values, sent);
      this.#store(values, sent);
      const acknowledge = (): void => this.#settle(this.#acknowledged, values);
      if (!acknowledges) return acknowledge();
      // Its script sends one at a time: an older one's answer is not the last to come.
      const now = this.#lms.clock.elapsed;
      this.#answered = Math.max(this.#answered, now + wait);
      this.#lms.clock.later(this.#answered - now, null, acknowledge);
    });
  }

  #settle(known: Map<string, string>, values: Map<string, string>): void {
    for (const [element, value] of values) known.set(element, value);
  }

  #lose(values: Map<string, string>, sentAt = this.#lms.clock.elapsed): void {
    if (values.has(STATE)) this.#lms.dropped(this.#attempt, this.#page, "state", sentAt);
    if (!values.has(this.#codes.status)) return;
    // A script that sends by itself, some time after it was told, acknowledges no status, nor does one that waits for no
    // answer and gives no status: the next launch tells.
    const { transport, givesStatus } = this.#engine;
    if (transport === "each value" || (transport === "async" && !givesStatus))
      doubt(this.#attempt, this.#page, "status", sentAt);
    else this.#lms.dropped(this.#attempt, this.#page, "status", sentAt);
  }

  #store(values: Map<string, string>, sentAt = this.#lms.clock.elapsed): void {
    const attempt = this.#attempt;
    attempt.remember();
    const stored = new Map(attempt.values);
    for (const [element, value] of values) {
      const before = stored.get(element);
      // Moodle 4: PHP's `!=` takes "1.10" for "1.1".
      if (before !== undefined && looselyEqual(before, value)) continue;
      stored.set(element, element === STATE ? this.#kept(value) : value);
    }
    const completes = ["completed", "passed"].includes(values.get(this.#codes.status) ?? "");
    // One whose script sends the status along with every record would keep none at all: it empties it once.
    const wipes = completes && (this.#engine.transport === "each value" || !attempt.completed);
    if (values.has(STATE)) this.#mind(attempt, sentAt, values);
    if (values.has(STATE)) this.#mindCut(attempt, values.get(STATE)!);
    if (revisionIn(values) > revisionIn(attempt.values)) attempt.risenAt = this.#lms.clock.elapsed;
    if (values.has(STATE) && values.get(STATE) !== attempt.values.get(STATE))
      attempt.cutBy = this.#cuts && !this.#page.leaving ? { page: this.#page, at: sentAt } : null;
    if (values.has(STATE) && values.get(STATE) !== attempt.damage?.text)
      this.#lms.writes(attempt, this.#page);
    if (values.has(this.#codes.status)) this.#mindStatus(attempt, completes);
    if (this.#engine.wipesAtCompletion && wipes) {
      stored.delete(STATE);
      stored.delete(this.#codes.place);
      attempt.restoredAt = Math.max(attempt.restoredAt, this.#lms.clock.elapsed);
      attempt.wiped = { page: this.#page, at: this.#lms.clock.elapsed, unable: false };
    }
    if (attempt.wiped?.unable && stored.has(STATE)) attempt.wiped = { ...attempt.wiped, unable: false };
    attempt.values = stored;
    const name = nameIn(stored);
    if (name) attempt.names.add(name);
  }

  /** A page puts right at once what its commit has cut; one that is launched in between knows only what was cut. */
  #mindCut(attempt: Attempt, state: string): void {
    const back = this.#launchedCut && state === this.#launched.get(STATE);
    if (back && state !== attempt.values.get(STATE)) attempt.cutByServer = true;
  }

  #kept(state: string): string {
    const text = this.#engine.store(this.#widely(state)) ?? "";
    if (this.#engine.tooLong !== "cut by the server" || text.length <= this.#engine.limit) return text;
    this.#attempt.cutByServer = true;
    return text.slice(0, this.#engine.limit);
  }

  /** The server fails on characters that it does not know. */
  #rejects(values: ReadonlyMap<string, string>): boolean {
    return this.#wide === "not committed" && WIDE.test(values.get(STATE) ?? "");
  }

  /** A record of which a part is wide is changed without a word: the next launch has to say so. */
  #widely(state: string): string {
    if (typeof this.#wide === "string") return state;
    const text = this.#wide(state) ?? "";
    if (text !== state && /^MB2[ZK]/.test(state)) this.#attempt.cutByServer = true;
    return text;
  }

  /** Opened before the attempt had a name, and it has taken over that of another one, which was just as empty. */
  #takenForOther(attempt: Attempt): boolean {
    if (!this.#lms.openedEmpty.has(this.#page)) return false;
    const name = nameIn(this.#values);
    return [...this.#lms.attempts.values()].some(
      (other) => other !== attempt && nameIn(other.values) === name,
    );
  }

  /** Opened before the attempt had a name, and who gave it one was gone before it could tell. */
  #unlinked({ named }: Attempt, other: Page): boolean {
    const early = (page: Page, giver: Page): boolean => this.#lms.openedEmpty.has(page) && page !== giver;
    return [...named.values()].some(
      ({ page, at }) => page.ended - at <= TELLS && early(this.#page, page) !== early(other, page),
    );
  }

  /**
   * By itself, and with an older record than one of which this page has not heard yet, or with one that is damaged or
   * cut: its page gives it nothing before the learner has seen that.
   */
  #untold({ values, risenAt, cutTexts }: Attempt): boolean {
    if (!this.#engine.commitsByItself && !this.#engine.autocommits) return false;
    if (isDamaged(this.#values) || cutTexts.has(this.#values.get(STATE) ?? "")) return true;
    return this.#lms.clock.elapsed - risenAt <= TELLS && revisionIn(this.#values) < revisionIn(values);
  }

  #mindStatus(attempt: Attempt, completes: boolean): void {
    if (completes) this.#statusIgnored = false;
    if (this.#statusIgnored) doubt(attempt, this.#page, "status", this.#lms.clock.elapsed);
    else this.#lms.kept(attempt, this.#page, "status");
    const { finisher } = attempt;
    // It gives no status, and the record that says "finished" comes behind that.
    const before = !this.#engine.givesStatus && this.#loadedAt - attempt.completedAt < RECORDED;
    if (completes) attempt.completedAt = this.#lms.clock.elapsed;
    attempt.retelling = !completes && this.#completed;
    this.#completed ||= completes;
    if (completes) attempt.finisher = this.#page;
    else if (unseenBy(finisher, this.#page) || ((this.#launchedRetold || before) && finisher !== this.#page))
      doubt(attempt, finisher!, "status", this.#lms.clock.elapsed);
  }

  /** Whose work is now in the store, and whether somebody else's was overwritten who could not be known. */
  #mind(attempt: Attempt, sentAt: number, values: ReadonlyMap<string, string>): void {
    for (const [before, { sent, at }] of attempt.arrivals) {
      if (before === this.#page || at <= this.#loadedAt) continue;
      // Who was gone before this page was loaded tells it nothing but through the tab's storage.
      const silent =
        // Sent no later, and comes behind: the other one is put right when its page saves again.
        sent >= sentAt ||
        // Sent before it could be told that the other one had come.
        sentAt < at + this.#lms.speed * 2 ||
        this.#takenForOther(attempt) ||
        this.#unlinked(attempt, before) ||
        this.#untold(attempt) ||
        // By itself, and its page has wanted to give it what is newer.
        (this.#unasked.has(values) && revisionIn(values) < this.#untaken) ||
        (before.device.settings.storageBlocked && sent <= this.#loadedAt);
      if (silent || !canTalk(before, this.#page)) this.#lms.overwritten(attempt, before, this.#loadedAt);
    }
    // What a page sends as it goes it never sees again: a lie that it was told before stays one.
    if (!this.#page.leaving) this.#lms.kept(attempt, this.#page, "state");
    const name = nameIn(values) ?? "";
    if (!attempt.named.has(name)) attempt.named.set(name, { page: this.#page, at: this.#lms.clock.elapsed });
    attempt.arrivals.set(this.#page, { sent: sentAt, at: this.#lms.clock.elapsed });
  }
}

/** The name that the record carries. */
function nameIn(values: ReadonlyMap<string, string>): string | undefined {
  return values.get(STATE)?.split(".")[1];
}

/** For good (`damage` in lms.ts). */
function isDamaged(values: ReadonlyMap<string, string>): boolean {
  const state = values.get(STATE) ?? "";
  return state.startsWith("mb2") || state.includes(".zzzzzzzz.");
}

function revisionIn(values: ReadonlyMap<string, string>): number {
  return revisionOf(values.get(STATE));
}

function revisionOf(state: string | undefined): number {
  return Number(state?.split(".")[2] ?? 0);
}

/** The status that a page sends along again takes back what another one has said: it could know if they can talk. */
function unseenBy(finisher: Page | null, page: Page): boolean {
  return finisher !== null && finisher !== page && !canTalk(finisher, page);
}

function looselyEqual(a: string, b: string): boolean {
  return a === b || (/^[\d.]+(e\d+)?$/.test(a) && /^[\d.]+(e\d+)?$/.test(b) && Number(a) === Number(b));
}
