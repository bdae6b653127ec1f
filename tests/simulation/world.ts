/** One run: the script is played in virtual browsers against the LMS, and the model looks on. */

import { Device, Page, Tab } from "./browser.ts";
import { Clock, drained, type Owner } from "./clock.ts";
import { enter, install } from "./globals.ts";
import { firstDocuments, firstRecord } from "./first_form.ts";
import { Attempt, Lms, OWN_FILE, writtenAnew, type LmsSession } from "./lms.ts";
import {
  choiceOf,
  Model,
  nameOf,
  showsText,
  valueOf,
  type Typed,
  type View,
  type Violation,
} from "./model.ts";
import { INTERACTIONS, openSession } from "./player.ts";
import { Random } from "./random.ts";
import { ScormWindow, TELLS } from "./scorm.ts";
import type { Happening, Script, Step } from "./script.ts";
import { encode } from "../../src/modulebouwer/player/codec.ts";
import { BETWEEN_TEXTS } from "../../src/modulebouwer/player/state.ts";

/** The page settles within so much of a healthy LMS: the issue's minute, and the time that proof takes. */
const SETTLES = 70_000;
/** Two versions of the module are open: what the one puts aside of what the other has saved it saves after that. */
const PUT_ASIDE = 25_000;
/** Pages that cannot hear each other take the writing in turns, until each has had the eight seconds of its proof. */
const TURNS = 30_000;
/** What a page sends as it goes has arrived then, if nothing happens meanwhile. */
const ARRIVES = 12_000;
/** Room beside suspend data in what a page sends as it goes. */
const OTHER_VALUES = 5_000;
/** Longer than any LMS here lets a first page wait. */
const OPENS = 45_000;
/** Ten times what the busiest run needs. */
const MOST = 60_000;

interface Played extends View {
  readonly scorm: ScormWindow | null;
  readonly number: number;
  hidden: boolean;
  /** The attempt had a name when it was loaded. */
  readonly foundName: boolean;
}

export interface Result {
  readonly violation: Violation | null;
  /** Launches of the player. */
  readonly sessions: number;
  /** Texts that a page has called saved, and pages that said that the LMS holds the completion. */
  readonly promised: number;
  readonly completions: number;
  /** Milliseconds of virtual time. */
  readonly elapsed: number;
}

/** Plays `script`; ends at the first violation. `watch` is told after each step what every page shows. */
export async function play(script: Script, watch?: (seen: string) => void): Promise<Result> {
  const world = new World(script, watch);
  const restore = install();
  const onRejection = (error: unknown): void => world.model.fail("exception", String(error));
  process.on("unhandledRejection", onRejection);
  try {
    await world.run();
  } finally {
    enter(null);
    restore();
    process.off("unhandledRejection", onRejection);
  }
  const violation = world.model.violations[0] ?? null;
  const { sessions, completions } = world;
  return { violation, sessions, completions, promised: world.model.promised, elapsed: world.clock.elapsed };
}

class World {
  readonly clock = new Clock();
  readonly model: Model;
  sessions = 0;
  readonly #script: Script;
  readonly #random: Random;
  readonly #lms: Lms;
  readonly #devices: Device[];
  readonly #tabs: Tab[];
  readonly #attempts: Attempt[];
  readonly #pages = new Map<Page, Played>();
  /** The LMS's session in each browser. */
  readonly #logins = new Map<Device, { readonly learner: string; readonly session: LmsSession }>();
  #said: { readonly view: Played; readonly attempt: Attempt }[] = [];
  /** Pages that were closed with a text that was being saved, while all was well. */
  readonly #closings: { readonly at: number; readonly typed: readonly Typed[] }[] = [];
  /** The module was replaced by its second version: pages that are loaded from now on have that. */
  #second = false;
  /** What a page that is gone had sent to an LMS that did not show it, or had not got saved. */
  readonly #left: {
    readonly device: Device;
    readonly attempt: Attempt;
    readonly name: string;
    readonly typed: Typed;
  }[] = [];
  /** When something happened that may keep what is under way from its place (milliseconds of the run). */
  readonly #disturbed: number[] = [];

  readonly #watch: ((seen: string) => void) | undefined;

  constructor(script: Script, watch?: (seen: string) => void) {
    this.#watch = watch;
    const { seed, setting } = script;
    this.#script = script;
    this.clock.most = MOST;
    this.model = new Model(setting.answers === "device");
    this.#random = new Random(seed ^ 0x5eed);
    this.#lms = new Lms(
      this.clock,
      setting.standard,
      setting.scorm,
      setting.lrs,
      setting.speed,
      this.#random,
    );
    this.#devices = setting.devices.map((one, at) => new Device(`device ${at}`, this.clock, this.#lms, one));
    this.#tabs = setting.tabs.map(() => new Tab());
    this.#attempts = setting.attempts.map(
      ({ learner, activity }, at) => new Attempt(`attempt-${at}`, learner, activity),
    );
    for (const [at, { before }] of setting.attempts.entries()) if (before) this.#begin(this.#attempts[at]!);
  }

  async run(): Promise<void> {
    for (const step of this.#script.steps) {
      await this.#pass(step.after);
      if (this.#broken) return;
      await this.#do(step);
      this.#look(step.do);
      if (this.#broken) return;
    }
    await this.#recover();
    this.#look("all is well for a minute");
    if (this.#broken) return;
    await this.#end();
    if (this.#broken) return;
    await this.#check();
  }

  /** Puts a record of the first version's form in the attempt, where this LMS gave it back whole. */
  #begin(attempt: Attempt): void {
    const { standard, scorm, answers } = this.#script.setting;
    if (answers === "device" || standard === "web") return;
    const texts = { regio: "Tekst [a] uit de eerste versie", plan: "Tekst [b] één 😀\nregel" };
    if (standard === "cmi5" || standard === "xapi") {
      attempt.documents = firstDocuments(texts);
    } else {
      const record = firstRecord(texts);
      const stored = scorm.store(record);
      if (stored === null || scorm.launch(stored) !== record) return;
      attempt.values = new Map([
        ["cmi.suspend_data", record],
        ["cmi.exit", "suspend"],
        ["cmi.core.exit", "suspend"],
      ]);
    }
    for (const [id, text] of Object.entries(texts)) this.model.begins(attempt, id, text);
  }

  get completions(): number {
    return this.#said.length;
  }

  get #broken(): boolean {
    return this.model.violations.length > 0;
  }

  async #pass(milliseconds: number): Promise<void> {
    await this.clock.run(milliseconds, (owner, call) => this.#within(owner as Page, call));
    for (const page of this.#lms.overwrites)
      this.model.fail(
        "overwritten",
        `${this.#pages.get(page)?.label ?? "a page"} wrote over what was damaged`,
      );
    if (this.clock.done > this.clock.most) this.model.fail("storm", "pages or requests without an end");
  }

  /** Runs something of a page, all that it sets going at once, and looks at the page. */
  async #within(owner: Owner, call: () => void): Promise<void> {
    const page = owner as Page;
    enter(page);
    try {
      call();
    } catch (error) {
      this.model.fail("exception", error instanceof Error ? (error.stack ?? "") : String(error));
    }
    await drained();
    const played = this.#pages.get(page);
    if (played && page.state !== "gone") this.model.observe(played);
  }

  async #do(step: Step): Promise<void> {
    if (DISTURBS.has(step.do)) this.#disturbed.push(this.clock.elapsed);

    if ("page" in step && step.do !== "open") {
      const played = [...this.#pages.values()].find((one) => one.number === step.page);
      if (!played) return;
      if (step.do === "back") return this.#back(played);
      if (played.page.state === "running") await this.#inPage(step, played);
      return;
    }
    await this.#elsewhere(step);
  }

  #look(when: string): void {
    if (!this.#watch) return;
    this.#watch(`${(this.clock.elapsed / 1000).toFixed(1)} s, after: ${when}`);
    for (const view of this.#pages.values()) {
      const { session } = view;
      const shown = INTERACTIONS.filter(
        (id) => valueOf(view, id) !== "" || session?.status(id).kind !== "empty",
      ).map((id) => {
        const choice = choiceOf(view, id);
        const status = session?.status(id);
        const why = status?.kind === "unsaved" ? `, ${status.why}` : "";
        return `${id} ${JSON.stringify(valueOf(view, id))}${choice && ` beside ${JSON.stringify(choice)}`} (${status?.kind ?? "?"}${why})`;
      });
      const how = session ? `${session.found}${session.open ? "" : ", closed"}` : "not open yet";
      this.#watch(
        `    ${view.label} [${view.page.state}, ${how}, ${session?.record.attempt ?? ""} ${session?.record.revision}] ${shown.join("; ")}`,
      );
    }
  }

  async #elsewhere(step: Happening): Promise<void> {
    const lms = this.#lms;
    switch (step.do) {
      case "open":
        return this.#open(step.page, step.tab, this.#attempts[step.attempt] ?? this.#attempts[0]!);
      case "down":
      case "broken":
        return lms.fails(step.do);
      case "up":
        return lms.recovers(() => (lms.reach = "up"));
      case "slow":
        lms.speed = 2_500;
        return;
      case "quick":
        lms.speed = this.#script.setting.speed;
        return;
      case "offline":
      case "online":
        return this.#connect(this.#devices[step.device]!, step.do === "online");
      case "set clock":
        this.#devices[step.device]!.clockOff += step.by;
        return;
      case "forget tab":
        this.#tabs[step.tab]!.sessionStorage.clear();
        return this.model.forgets(this.#tabs[step.tab]!);
      case "lose local storage":
        this.#devices[step.device]!.localStorage.clear();
        this.#devices[step.device]!.cached.clear();
        this.model.loses(this.#devices[step.device]!);
        return;
      case "replace module":
        this.#second = true;
        return;
      case "damage":
        return lms.damage(this.#attempts[step.attempt] ?? this.#attempts[0]!, step.of);
      case "restore":
        return lms.restore(this.#attempts[step.attempt] ?? this.#attempts[0]!, step.steps);
      case "http fault":
        lms.lrs.faults.push({ ...step });
        return;
    }
  }

  async #inPage(step: Happening & { readonly page: number }, played: Played): Promise<void> {
    const { page, session } = played;
    switch (step.do) {
      case "hide":
        played.hidden = true;
        return this.#within(page, () => page.hide());
      case "show":
        played.hidden = false;
        return this.#within(page, () => page.show());
      case "freeze":
        return this.#freeze(played);
      case "kill":
        return this.#gone(played);
      case "close":
        return this.#close(played);
      case "reload": {
        await this.#leave(played);
        return this.#open(played.number, this.#tabs.indexOf(played.tab), played.attempt);
      }
      case "log out":
        return this.#lms.ends(this.#lms.sessions.get(page)!);
      case "log in":
        this.#login(page.device, played.attempt.learner);
        return;
      case "turn back":
        return this.#turnBack(played);
      case "api fault":
        played.scorm?.faults.push({ ...step });
        return;
    }
    // A learner types in what can be seen.
    if (!session || played.hidden) return;
    await this.#within(page, () => this.#learner(step, played));
  }

  #learner(step: Happening & { readonly page: number }, played: Played): void {
    const session = played.session!;
    switch (step.do) {
      case "open anyway":
        return session.openAnyway();
      case "take loose":
        if (step.take) this.model.takes(played);
        else this.model.leaves(played);
        if (session.loose) session.takeLoose(step.take);
        return;
      case "type": {
        // A closed field takes no key, and one for true or false no text.
        if (!session.open || !showsText(played, step.id)) return;
        const text = step.more ? valueOf(played, step.id) + step.text : step.text;
        if (text === valueOf(played, step.id)) return;
        this.model.types(played, step.id, text);
        session.answer(step.id, text);
        this.model.checkKey(played, step.id, text);
        return;
      }
      case "settle":
        return session.settle(step.id);
      case "visit":
        return session.visit(step.section);
      case "choose":
        return this.#choose(step.which, played);
      case "retry":
        return session.retry();
      case "acknowledge":
        if (["damaged", "truncated"].includes(session.found)) this.#lms.acknowledged.add(played.page);
        return session.acknowledge();
      case "finish":
        void session.finish(null).then((outcome) => {
          if (outcome.kind === "ok") this.#said.push({ view: played, attempt: played.attempt });
        });
        return;
    }
  }

  #choose(which: "mine" | "other" | "both", played: Played): void {
    const id = INTERACTIONS.find((one) => choiceOf(played, one) !== "");
    if (id === undefined) return;
    const [mine, other] = [valueOf(played, id), choiceOf(played, id)];
    const text = { mine, other, both: `${mine}${BETWEEN_TEXTS}${other}` }[which];
    this.model.chooses(played, id, text);
    played.session!.resolve(id, text);
  }

  async #open(number: number, tabNumber: number, attempt: Attempt): Promise<void> {
    const tab = this.#tabs[tabNumber]!;
    const device = this.#devices[this.#script.setting.tabs[tabNumber]!]!;
    const there = [...this.#pages.values()].find((one) => one.tab === tab);
    if (there) await this.#leave(there);
    // The LMS's own page comes first: without it there is no launch.
    if (!device.online || this.#lms.reach !== "up") return;
    await this.#load(number, tab, device, attempt, `page ${number}`);
  }

  async #load(number: number, tab: Tab, device: Device, attempt: Attempt, label: string): Promise<Played> {
    const { standard, answers } = this.#script.setting;
    const lms = this.#lms;
    const scorm =
      standard === "scorm12" || standard === "scorm2004" ? new ScormWindow(lms, attempt, standard) : null;
    const frame: Record<string, unknown> = scorm?.window ?? {};
    frame["parent"] ??= frame;
    const address = new URL("index.html", OWN_FILE);
    if (standard === "cmi5" || standard === "xapi") address.search = String(lms.lrs.launch(attempt));
    const page = new Page(device, tab, frame, address, this.#random);
    scorm?.load(page);
    lms.lrs.opened(attempt, page);
    lms.attempts.set(page, attempt);
    lms.sessions.set(page, this.#login(device, attempt.learner));
    const played: Played = {
      label,
      number,
      page,
      tab,
      attempt,
      scorm,
      session: null,
      hidden: false,
      foundName: nameOf(attempt) !== "",
      opened: this.clock.elapsed,
      second: this.#second,
      nameless: () => scorm !== null && this.#showsNoName(played) && page.channels.length < 2,
      heard: () => this.#reaches(played) || !device.settings.channelBlocked,
      known: () => scorm === null || !(attempt.restored || attempt.unkept.state.size > 0),
      likewise:
        scorm && isEmpty(attempt)
          ? this.#attempts.filter((other) => other.learner === attempt.learner && this.#unnamed(other))
          : [],
    };
    this.#pages.set(page, played);
    this.sessions += 1;
    await this.#within(page, () => {
      void openSession(standard, answers, played.second).then((session) => (played.session = session));
    });
    return played;
  }

  /** It found nothing; or what cannot be read, and this LMS shows no other before its next launch. */
  #showsNoName({ page, session }: Played): boolean {
    const damaged = session?.found === "damaged" || session?.found === "truncated";
    return this.#lms.openedEmpty.has(page) || (damaged && this.#unseen);
  }

  /** No page knows yet that it has a name: one that does meets others in a second place. */
  #unnamed(attempt: Attempt): boolean {
    const waits = (played: Played): boolean => played.attempt === attempt && played.nameless();
    const [first] = attempt.named.values();
    const recent = first !== undefined && this.clock.elapsed - first.at < TELLS;
    return isEmpty(attempt) || recent || [...this.#pages.values()].some(waits);
  }

  /** Whoever opens a module is logged in; somebody else who logs in ends what was open. */
  #login(device: Device, learner: string): LmsSession {
    const known = this.#logins.get(device);
    if (known?.learner === learner && known.session.valid) return known.session;
    if (known) this.#lms.ends(known.session);
    return this.#logInAnew(device, learner);
  }

  #logInAnew(device: Device, learner: string): LmsSession {
    const session = { valid: true };
    this.#logins.set(device, { learner, session });
    if (this.#lms.emptiesStorage) this.#emptyStorage(device);
    this.#lms.recovers(() => this.#lms.cookies.set(device, session));
    return session;
  }

  /**
   * What the LMS empties as somebody logs in is in the browser's caches as well, where it has any. A page that waits for
   * the LMS's script finds it empty, and writes over what it never saw.
   */
  #emptyStorage(device: Device): void {
    const waits = [...this.#pages.values()].some(({ page, session }) => page.device === device && !session);
    if (device.localStorage.size > 0 && (!device.hasCaches || waits)) this.model.loses(device);
    device.localStorage.clear();
  }

  async #connect(device: Device, online: boolean): Promise<void> {
    this.#lms.recovers(() => (device.online = online));
    for (const page of [...device.pages]) {
      if (page.state === "running")
        await this.#within(page, () => page.windowEvents.dispatch(online ? "online" : "offline"));
    }
  }

  async #freeze(played: Played): Promise<void> {
    const { page } = played;
    const keeps = !page.device.locks.concern(page);
    if (!keeps) return this.#leave(played);
    await this.#within(page, () => page.leave(true));
    page.state = "frozen";
  }

  async #back(played: Played): Promise<void> {
    const { page } = played;
    if (page.state !== "frozen") return;
    page.state = "running";
    this.clock.thaw(page);
    await this.#within(page, () => page.comesBack());
  }

  async #leave(played: Played): Promise<void> {
    if (played.page.state === "running")
      await this.#within(played.page, () => {
        played.page.leave(false);
        played.scorm?.goes();
      });
    this.#gone(played);
  }

  /** The LMS sends the page away, as to its login, or the learner would go; who is asked first stays. */
  async #turnBack(played: Played): Promise<void> {
    const { page, scorm } = played;
    let asked = false;
    await this.#within(page, () => {
      asked = page.wouldLeave();
      scorm?.wouldGo();
    });
    if (!asked) await this.#leave(played);
  }

  /** The learner closes it: what was typed is there at the next launch, or the page asks first. */
  async #close(played: Played): Promise<void> {
    const { page } = played;
    const open = this.model.unsaved(played);
    const due = this.#takes(played) ? open.filter(({ interaction }) => isOnItsWay(played, interaction)) : [];
    let asked = false;
    await this.#within(page, () => {
      asked = page.leave(false);
      played.scorm?.goes();
    });
    const at = this.clock.elapsed;
    if (due.length > 0) this.#closings.push({ at, typed: due });
    const inBrowser = played.session?.connection === null || this.#script.setting.answers === "device";
    if (!asked && !inBrowser)
      for (const typed of open) {
        // Sent, and known at the next launch: in the LMS by then, or offered in this browser.
        if (played.session?.status(typed.interaction).kind === "sent") this.#keeps(played, typed);
        else this.model.promise(typed, at + ARRIVES, "was let go of without a word");
      }
    this.#gone(played);
  }

  /** Where the LMS has the attempt's name, the browser finds what it kept of it. */
  #keeps({ page: { device }, attempt, session }: Played, typed: Typed): void {
    const name = nameOf(attempt);
    if (name === session?.record.attempt) this.#left.push({ device, attempt, name, typed });
  }

  /** A save of it has failed in a page that knows the attempt's name, and no other page puts a draft in its place. */
  #failed(played: Played, { interaction }: Typed): boolean {
    const { session, page, attempt } = played;
    if (!session?.connection || this.#script.setting.answers === "device") return false;
    // Who is told the name later meets others in a second place.
    const named = played.foundName || page.channels.length > 1;
    const beside = [...this.#pages.values()].some((one) => one !== played && one.attempt === attempt);
    if (!named || beside) return false;
    const status = session.status(interaction);
    return status.kind === "unsaved" && (status.why === "failed" || status.why === "lost");
  }

  /** Whether this LMS gets all that the page may send as it goes, as things are. */
  #takes({ session, scorm, page, attempt }: Played): boolean {
    const { setting } = this.#script;
    const lms = this.#lms;
    if (!session?.connection || setting.answers === "device" || lms.reaches(page) !== "yes") return false;
    if (!lms.lrs.speaksFor(attempt, page) || !lms.lrs.well) return false;
    const size = encode(session.record).length + OTHER_VALUES;
    if (!scorm) return size < 60_000;
    return scorm.takesAsItGoes && size < lms.scorm.limit;
  }

  /** What a page has sent as it went was not disturbed on its way. */
  #settleClosings(): void {
    for (const { at, typed } of this.#closings) {
      if (this.#disturbed.some((when) => when >= at && when < at + ARRIVES)) continue;
      for (const one of typed)
        this.model.promise(
          one,
          at + ARRIVES,
          "was being saved in a page that was closed, while all was well",
        );
    }
  }

  #gone(played: Played): void {
    for (const typed of this.model.unsaved(played))
      if (this.#failed(played, typed)) this.#keeps(played, typed);
    played.page.end();
    this.#pages.delete(played.page);
    if (played.page.device.settings.storageBlocked) this.model.forgets(played.tab);
  }

  async #recover(): Promise<void> {
    this.#lms.healthy = true;
    this.#lms.recovers(() => (this.#lms.reach = "up"));
    this.#lms.speed = Math.min(this.#script.setting.speed, 200);
    for (const device of this.#devices) if (!device.online) await this.#connect(device, true);
    for (const played of [...this.#pages.values()]) {
      await this.#back(played);
      if (played.hidden) await this.#within(played.page, () => played.page.show());
      played.hidden = false;
    }
    await this.#pass(SETTLES + (this.#second ? PUT_ASIDE : 0) + (this.#inTurns || this.#severed ? TURNS : 0));
    for (const played of this.#pages.values()) this.#settled(played);
  }

  #reaches({ page, attempt }: Played): boolean {
    return this.#lms.sessions.get(page)!.valid && this.#lms.lrs.speaksFor(attempt, page);
  }

  /** Nothing is unknown any more, and what is not saved has a reason that the LMS cannot take away. */
  #settled(played: Played): void {
    const { session, page, attempt, label } = played;
    if (!this.#reaches(played)) return;
    if (!session) return this.model.fail("unsettled", `${label} is not open yet`);
    if (session.found === "unreadable" && played.scorm?.unopened) return;
    // What stays in the browser has nowhere to stay where the browser keeps nothing.
    const inBrowser = session.connection === null || this.#script.setting.answers === "device";
    if (inBrowser && page.device.settings.storageBlocked) return;
    for (const id of INTERACTIONS) {
      const status = session.status(id);
      if (status.kind === "fetching") this.model.fail("unsettled", `${label}: ${id} is still being fetched`);
      if (status.kind === "sent" && !this.#unseen)
        this.model.fail("unsettled", `${label}: nobody knows whether ${id} is saved`);
      // Full, and nobody sees what it holds: pages that hold back different answers take turns, and each says so.
      const inTurn = this.#unseen && this.#holdsBack(attempt);
      if (status.kind === "saving" && !inTurn)
        this.model.fail("unsettled", `${label}: ${id} is still being saved`);
      if (status.kind !== "unsaved" || status.why === "read-only") continue;
      if (status.why === "full") this.#leavesRoom(played);
      if (status.why === "full" && (this.#fills(played) || played.scorm?.seemedToRefuse)) continue;
      // It waits for the learner's choice.
      if (status.why === "found" && session.found !== "empty" && session.found !== "intact") continue;
      if (played.scorm?.closed) continue;
      // What stands there stays, and no commit puts anything in its place: that is said, rightly.
      if (status.why === "failed" && played.scorm?.commitsNoWide) continue;
      // It tells only at the next launch, and something that was sent before is not there: that is said, rightly.
      const gone = attempt.doubted || attempt.restored || !this.model.remembers(page.device);
      if (this.#unseen && gone) continue;
      // So it looks where a text of another attempt, of which the same tab had sent it, is not in this one.
      if (this.#unseen && this.model.hasStrays(played)) continue;
      this.model.fail("unsettled", `${label}: ${id} is still not saved (${status.why})`);
    }
  }

  /** Some page of the attempt says that there is no room. */
  #holdsBack(attempt: Attempt): boolean {
    const full = (played: Played, id: string): boolean => {
      const status = played.session?.status(id);
      return status?.kind === "unsaved" && status.why === "full" && this.#fills(played);
    };
    const pages = [...this.#pages.values()].filter((one) => one.attempt === attempt);
    return pages.some((one) => INTERACTIONS.some((id) => full(one, id)));
  }

  /** The record is of a length at which this LMS may refuse it, packed or not. */
  #fills({ session, scorm: lms }: Played): boolean {
    const { standard, scorm } = this.#script.setting;
    const most = standard.startsWith("scorm") ? Math.min(scorm.limit, 60_000) : 60_000;
    const wide = lms?.takesWide && lms.foundWide ? 2 : 1;
    return encode(session!.record).length > (wide * most) / 2;
  }

  /** Where there is no room, what stands there shows a later launch whether wide characters are kept. */
  #leavesRoom({ scorm, attempt, label }: Played): void {
    const alone = [...this.#pages.values()].filter((one) => one.attempt === attempt).length === 1;
    if (alone && scorm?.takesWide && !scorm.showsWide)
      this.model.fail("unsettled", `${label}: nothing wide stands there, and there is no room`);
  }

  /** Pages of one browser that cannot hear each other, in an LMS of which each save takes its whole time. */
  get #inTurns(): boolean {
    return this.#unseen && this.#devices.some(({ settings }) => settings.channelBlocked);
  }

  /** One page's session is over, and another page of the attempt hands the writing to it before it tries again itself. */
  get #severed(): boolean {
    const pages = [...this.#pages.values()];
    return pages.some(
      (gone) => !this.#reaches(gone) && pages.some((one) => one !== gone && one.attempt === gone.attempt),
    );
  }

  /** This LMS gives nothing back of what was written since the launch. */
  get #unseen(): boolean {
    const { standard, scorm } = this.#script.setting;
    return standard.startsWith("scorm") && scorm.readBack === "as launched";
  }

  async #end(): Promise<void> {
    const { ending } = this.#script;
    for (const played of [...this.#pages.values()]) {
      if (ending === "kill") this.#gone(played);
      else await this.#leave(played);
      if (ending === "close in turn") await this.#pass(3_000);
    }
    await this.#pass(10_000);
  }

  async #check(): Promise<void> {
    this.#settleClosings();
    const settings = { storageBlocked: false, locksBlocked: false, channelBlocked: false };
    const excused = (typed: Typed): boolean =>
      this.#attempts.some((one) => one.cut || one.excuses(typed.promisedAt));
    const astray = new Set([...this.model.promisedAstray].filter((typed) => !excused(typed)));
    for (const [at, attempt] of this.#attempts.entries()) {
      const other = new Device("another device", this.clock, this.#lms, settings);
      const device = this.#script.setting.standard === "web" ? this.#devices[0]! : other;
      const played = await this.#load(-1, new Tab(), device, attempt, `the next launch of attempt ${at}`);
      await this.#pass(OPENS);
      if (!played.session) this.model.fail("unsettled", `${played.label} does not open`);
      if (played.session) {
        this.model.checkPromises(played);
        if (!this.#unseen) this.model.checkChoices(played);
      }
      for (const typed of astray) if (this.model.shows(played, typed)) astray.delete(typed);
      if (!attempt.restored && attempt.unkept.status.size === 0) this.#checkCompletion(attempt);
      this.#gone(played);
      if (this.#broken) return;
    }
    for (const { text, interaction } of astray)
      this.model.fail(
        "lost",
        `${interaction}: ${JSON.stringify(text)} was called saved, and no attempt shows it`,
      );
    for (const device of this.#devices) await this.#checkBrowser(device);
  }

  /** What was called saved in this browser is seen when some attempt is opened in it. */
  async #checkBrowser(device: Device): Promise<void> {
    // Answers that stay on the device hang on the attempt's name, which the LMS keeps.
    if (this.#script.setting.answers === "device" && this.#attempts.some((one) => !keeps(one))) return;
    const unseen = this.model.keptIn(device);
    if (this.model.remembers(device))
      for (const { device: of, attempt, name, typed } of this.#left)
        if (of === device && !hasLostName(attempt, name) && !lostByLms(attempt, typed)) unseen.add(typed);
    for (const attempt of this.#attempts) {
      if (unseen.size === 0) return;
      const played = await this.#load(-1, new Tab(), device, attempt, `the next launch on ${device.name}`);
      await this.#pass(OPENS);
      if (played.session)
        for (const typed of unseen) if (this.model.shows(played, typed)) unseen.delete(typed);
      this.#gone(played);
    }
    // Those launches may have begun with a login that empties it.
    if (!this.model.remembers(device)) return;
    for (const { text } of unseen)
      this.model.fail(
        "lost in browser",
        `${JSON.stringify(text)} was called saved in ${device.name}, and no launch there shows it`,
      );
  }

  #checkCompletion(attempt: Attempt): void {
    const said = this.#said.find((one) => one.attempt === attempt);
    if (this.#script.setting.standard === "web" || !said || said.view.session?.connection === null) return;
    if (!attempt.completed)
      this.model.fail("completion", `${said.view.label} said that the LMS holds the completion`);
  }
}

/** Steps that change what an LMS does, or which session it takes for the attempt's. */
const DISTURBS: ReadonlySet<Step["do"]> = new Set([
  "down",
  "broken",
  "up",
  "offline",
  "online",
  "slow",
  "quick",
  "log out",
  "open",
  "reload",
  "restore",
  "damage",
  "api fault",
  "http fault",
] as const);

function isOnItsWay({ session }: Played, interaction: string): boolean {
  return session!.open && session!.status(interaction).kind === "saving";
}

/** Whether the LMS has what it confirmed, as far as a page can ask of it. */
function keeps(attempt: Attempt): boolean {
  return !attempt.restored && attempt.unkept.state.size === 0;
}

/** What the browser keeps hangs on a name that nobody can read any more: damaged, put back from before it had it, emptied as its page went, overwritten. */
function hasLostName(attempt: Attempt, name: string): boolean {
  const { damage, damaged, restored, unkept, wiped } = attempt;
  const gone = wiped !== null && wiped.page.ended < writtenAnew(wiped);
  const another = (damaged || restored) && nameOf(attempt) !== name;
  return damage !== null || another || unkept.state.size > 0 || gone;
}

/**
 * A launch has shown it since, or what was typed over it was saved, so the browser keeps it no more; and then the LMS
 * did not keep that.
 */
function lostByLms(attempt: Attempt, typed: Typed, looked = new Set<Typed>()): boolean {
  if (looked.has(typed)) return false;
  looked.add(typed);
  if (typed.promised && attempt.excuses(typed.promisedAt)) return true;
  return typed.after.some((next) => lostByLms(attempt, next, looked));
}

function isEmpty(attempt: Attempt): boolean {
  return !attempt.values.has("cmi.suspend_data");
}
