/**
 * What is known of every text that was typed: where, in the place of which other, and what a page has said of it.
 *
 * A text is safe when it can be seen, in its field or beside it as a choice, or when one can be seen that was typed by
 * somebody who had it before their eyes. Every text is another, so that a text that is seen tells where it is from.
 */

import type { Session } from "../../src/modulebouwer/player/session.ts";
import type { StateRecord } from "../../src/modulebouwer/player/record.ts";
import { BETWEEN_TEXTS } from "../../src/modulebouwer/player/state.ts";
import type { Device, Page, Tab } from "./browser.ts";
import { Attempt, canTalk, writtenAnew } from "./lms.ts";
import { CHANGED, INTERACTIONS } from "./player.ts";

export interface Typed {
  readonly text: string;
  readonly interaction: string;
  /** Typed in the place of this one, by somebody who saw it. */
  readonly after: Typed[];
  /** Attempts that could not be told from its own when the page was loaded in which it was typed. */
  readonly likewise: readonly Attempt[];
  /** In which it was typed while its page did not know the attempt's name yet: the draft of it has none either. */
  readonly namelessIn: Tab | null;
  /** A page has called it saved. */
  promised: boolean;
  /** Milliseconds of the run. */
  promisedAt: number;
  /** A page has said since that it is not. */
  withdrawn: boolean;
  /** When a launch has told last that the record was cut or changed in which it was (milliseconds of the run). */
  toldAt: number;
  /** It was shown as the other text of a field that was called saved. */
  beside: boolean;
  /** What was said of it. */
  said: string;
}

const NEW = {
  likewise: [],
  namelessIn: null,
  promised: false,
  promisedAt: Infinity,
  withdrawn: false,
  toldAt: -Infinity,
  beside: false,
  said: "was called saved",
};

/** So long a page takes to see once more that what it saved is there. */
const SAVED_TWICE = 60_000;

/** A learner reads two texts before they choose, and pages have heard of each other's by then. */
const READS = 2_000;

/** A choice between texts that a learner has made. */
interface Choice {
  readonly attempt: Attempt;
  readonly tab: Tab;
  readonly page: Page;
  readonly interaction: string;
  readonly texts: readonly Typed[];
  /** Milliseconds of the run. */
  readonly at: number;
  readonly said: string;
}

/** An invariant that does not hold. */
export interface Violation {
  readonly kind:
    | "lost"
    | "lost in browser"
    | "thrown away"
    | "asked again"
    | "shown as empty"
    | "foreign"
    | "key blocked"
    | "unsettled"
    | "completion"
    | "storm"
    | "overwritten"
    | "exception";
  readonly what: string;
}

/** One page as the learner sees it. */
export interface View {
  readonly label: string;
  readonly page: Page;
  readonly tab: Tab;
  readonly attempt: Attempt;
  session: Session | null;
  /** When it was loaded, in milliseconds of the run. */
  readonly opened: number;
  /** Of the module's second version. */
  readonly second: boolean;
  /** Its LMS, or another page, hears of what is done in it. */
  heard(): boolean;
  /** Whether the page can know which attempt this is: SCORM tells it by what stands there, and nothing else. */
  known(): boolean;
  /** SCORM: it found no name for the attempt, and has not seen yet that the LMS holds the one it gave. */
  nameless(): boolean;
  /** The other attempts at the same module that were just as empty when the page was loaded. */
  readonly likewise: readonly Attempt[];
}

/** What belongs together: the texts of an attempt, those that a browser keeps without an LMS, or keeps of an attempt. */
type Book = Attempt | Device | OnDevice;

class OnDevice {
  readonly device: Device;
  readonly attempt: Attempt;
  constructor(device: Device, attempt: Attempt) {
    this.device = device;
    this.attempt = attempt;
  }
}

export class Model {
  readonly violations: Violation[] = [];
  readonly #choices: Choice[] = [];
  /** Every one, saved or not. */
  readonly #made: (Pick<Choice, "attempt" | "interaction" | "at"> & { readonly page: Page })[] = [];
  /** The last one of a page, which has not said since that it is saved. */
  readonly #chosen = new Map<View, Choice>();
  /** Since when a page offers a choice, in milliseconds of the run; by its interaction. */
  readonly #offered = new Map<View, Map<string, { readonly choice: string; readonly since: number }>>();
  readonly #typed = new Map<Book, Map<string, Typed[]>>();
  /** Last text of each field that no page has called saved, by the tab in which it was typed. */
  readonly #unsaved = new Map<Tab, Map<Book, Map<string, Typed>>>();
  readonly #strayed = new Map<Book, Set<Typed>>();
  readonly #opened = new Set<View>();
  readonly #lost = new Set<Device>();
  readonly #onDevice = new Map<Attempt, Map<Device, OnDevice>>();
  readonly #answersOnDevice: boolean;
  readonly #known = new Map<Book, Map<string, readonly Typed[] | null>>();

  /** `answersOnDevice`: the LMS never gets them (`answers: device`). */
  constructor(answersOnDevice: boolean) {
    this.#answersOnDevice = answersOnDevice;
  }

  /** How many texts a page has called saved. */
  get promised(): number {
    const all = [...this.#typed.values()].flatMap((of) => [...of.values()].flat());
    return all.filter((typed) => typed.promised).length;
  }

  /** A text that was called saved before the run began. */
  begins(attempt: Attempt, interaction: string, text: string): void {
    const typed = { ...NEW, text, interaction, after: [], promised: true, promisedAt: 0 };
    this.#all(attempt, interaction).push(typed);
  }

  /** The learner typed `text` over what the field shows now. */
  types(view: View, interaction: string, text: string): void {
    const before = this.#inField(view, interaction);
    const { likewise } = view;
    const namelessIn = view.nameless() ? view.tab : null;
    const typed: Typed = { ...NEW, text, interaction, after: [], likewise, namelessIn };
    for (const other of before) {
      other.after.push(typed);
      // Another attempt's, that no page could tell from this one's: who writes on from it has seen it.
      if (this.#strays(this.#bookOf(view)).has(other)) this.#letGo(other);
    }
    const all = this.#all(this.#bookOf(view), interaction);
    all.push(typed);
    this.#known.delete(this.#bookOf(view));
    this.#open(view).set(interaction, typed);
  }

  /** The learner chose `text` out of two, and lets the other go. */
  chooses(view: View, interaction: string, text: string): void {
    const choice = this.#shown(view, interaction, choiceOf(view, interaction)) ?? [];
    const seen = [...this.#inField(view, interaction), ...choice];
    const all = this.#all(this.#bookOf(view), interaction);
    const chosen =
      text === "" ? all.filter((one) => one.text === "") : (this.#shown(view, interaction, text) ?? []);
    const { attempt, tab, label } = view;
    const at = view.page.device.clock.elapsed;
    const said = `${label} chose ${short(text)} in ${interaction}`;
    this.#made.push({ attempt, interaction, at, page: view.page });
    const { since } = this.#offered.get(view)!.get(interaction)!;
    const saved = view.session!.status(interaction).kind === "saved";
    if (saved && view.heard() && at - since >= READS)
      this.#chosen.set(view, { attempt, tab, page: view.page, interaction, texts: seen, at, said });
    for (const other of seen) if (!chosen.includes(other)) other.after.push(...chosen);
  }

  /** The learner lets go of what an earlier attempt did not get saved. */
  leaves(view: View): void {
    for (const [interaction, { text }] of this.#open(view))
      if (looseOf(view, interaction).split(BETWEEN_TEXTS).includes(text))
        this.#open(view).delete(interaction);
  }

  /** The learner takes over what an earlier attempt of theirs did not get saved. */
  takes(view: View): void {
    const { learner } = view.attempt;
    for (const interaction of INTERACTIONS) {
      const theirs = [...this.#typed]
        .filter(([book]) => (book instanceof Attempt ? book : attemptOf(book))?.learner === learner)
        .flatMap(([, of]) => of.get(interaction) ?? []);
      const loose = looseOf(view, interaction).split(BETWEEN_TEXTS);
      const own = this.#all(this.#bookOf(view), interaction);
      for (const { text } of theirs.filter((typed) => typed.text !== "" && loose.includes(typed.text)))
        if (!own.some((typed) => typed.text === text)) own.push({ ...NEW, text, interaction, after: [] });
    }
    this.#known.delete(this.#bookOf(view));
  }

  /** Looks at the page. */
  observe(view: View): void {
    const { session } = view;
    if (!session) return;
    if (!this.#opened.has(view)) this.#opens(view, session);
    for (const id of INTERACTIONS) this.#observe(view, session, id);
    for (const [id] of [
      ...Object.entries(session.record.answers),
      ...Object.entries(session.record.conflicts),
    ])
      if (!(INTERACTIONS as readonly string[]).includes(id.replace(/~.*/, "")))
        this.#fail("foreign", `${view.label}: an answer ${id}`);
  }

  /** The browser has lost what the tab kept: what was not saved is gone with it. */
  forgets(tab: Tab): void {
    this.#unsaved.delete(tab);
  }

  /** It is saved, or was written on from, though not in the attempt in which it was typed. */
  #letGo(typed: Typed): void {
    for (const ofTab of this.#unsaved.values())
      for (const open of ofTab.values())
        if (open.get(typed.interaction) === typed) open.delete(typed.interaction);
  }

  /** The browser has lost what it kept for good. */
  loses(device: Device): void {
    this.#lost.add(device);
  }

  /** The last text of each field that no page has called saved, of those that `view` shows. */
  unsaved(view: View): readonly Typed[] {
    return [...this.#open(view).values()].filter(
      ({ text, interaction }) => text !== "" && valueOf(view, interaction) === text,
    );
  }

  /** From `at` on `typed` counts as promised, though no page has called it saved. */
  promise(typed: Typed, at: number, said: string): void {
    if (typed.promised && !typed.withdrawn) return;
    Object.assign(typed, { promised: true, promisedAt: at, withdrawn: false, said });
  }

  /** Everything of the attempt that was called saved can be seen here; what a server has cut alone is told. */
  checkPromises(view: View): void {
    if (view.attempt.cut && isTold(view)) return;
    for (const [id, all] of this.#typed.get(view.attempt) ?? []) {
      for (const typed of all) {
        if (!isPromised(typed) || this.#elsewhere(typed) || this.shows(view, typed)) continue;
        if (view.attempt.excuses(typed.promisedAt) || this.#emptied(view, typed)) continue;
        const shown = short(valueOf(view, id));
        this.#fail("lost", `${id}: ${short(typed.text)} ${typed.said}, and ${view.label} shows ${shown}`);
      }
    }
  }

  /** A "completed" has emptied the record, and the page that writes it anew had no time for that, or is gone. */
  #emptied({ attempt: { wiped }, opened }: View, { promisedAt }: Typed): boolean {
    if (wiped === null || promisedAt > writtenAnew(wiped)) return false;
    return Math.min(opened, wiped.page.ended) < writtenAnew(wiped);
  }

  /** Of the texts between which the learner has chosen none is offered again, unless with another one. */
  checkChoices(view: View): void {
    for (const choice of this.#choices) {
      const { attempt, interaction, texts, at, said } = choice;
      if (attempt !== view.attempt || attempt.excuses(at) || this.#drafted(choice)) continue;
      if (this.#contested(choice)) continue;
      const beside = this.#shown(view, interaction, choiceOf(view, interaction)) ?? [];
      const all = [...this.#inField(view, interaction), ...beside];
      if (beside.length > 0 && all.every((typed) => texts.includes(typed)))
        this.#fail("asked again", `${said}, and ${view.label} asks it again`);
    }
  }

  /** Another page chose between them too, which had not heard of this choice: the learner is asked which of the two. */
  #contested({ attempt, interaction, at, page }: Choice): boolean {
    return this.#made.some((one) => {
      if (one.attempt !== attempt || one.interaction !== interaction || one.page === page) return false;
      return Math.abs(one.at - at) < READS || (one.at > at && !canTalk(one.page, page));
    });
  }

  /** The browser keeps something, and has not lost it. */
  remembers(device: Device): boolean {
    return !this.#lost.has(device) && !device.settings.storageBlocked;
  }

  /** What was called saved in this browser, and not lost with its storage. */
  keptIn(device: Device): Set<Typed> {
    if (!this.remembers(device)) return new Set();
    const books = [device, ...[...this.#onDevice.values()].flatMap((of) => of.get(device) ?? [])];
    const all = books.flatMap((book) => [...(this.#typed.get(book)?.values() ?? [])].flat());
    return new Set(all.filter(isPromised));
  }

  /** What was called saved, and was seen in another attempt than its own: one of them holds it. */
  get promisedAstray(): Set<Typed> {
    const ofAttempts = [...this.#strayed].filter(([book]) => book instanceof Attempt);
    return new Set(ofAttempts.flatMap(([, all]) => [...all].filter(isPromised)));
  }

  /** Whether the text, or what somebody put in its place, can be seen. */
  shows(view: View, typed: Typed): boolean {
    const value = valueOf(view, typed.interaction);
    const choice =
      choiceOf(view, typed.interaction) + looseOf(view, typed.interaction) + asideOf(view, typed.interaction);
    // Where somebody who saw it made the field empty there is nothing to see, and what comes back is not amiss.
    const visible = ({ text }: Typed): boolean => value.includes(text) || choice.includes(text);
    const seen = new Set<Typed>();
    const look = (one: Typed): boolean => {
      if (seen.has(one)) return false;
      seen.add(one);
      return visible(one) || one.after.some(look);
    };
    return look(typed);
  }

  /** Whether the attempt has shown a text of another one, which no page could tell from its own. */
  hasStrays(view: View): boolean {
    return this.#strays(this.#bookOf(view)).size > 0;
  }

  checkKey(view: View, interaction: string, text: string): void {
    const shown = valueOf(view, interaction);
    if (shown !== text)
      this.#fail("key blocked", `${view.label}: typed ${short(text)}, shown ${short(shown)}`);
  }

  fail(kind: Violation["kind"], what: string): void {
    this.#fail(kind, what);
  }

  /** What cannot be read is not shown as empty: who says to have read all shows all that was safe before. */
  #opens(view: View, session: Session): void {
    this.#opened.add(view);
    if (view.attempt.cut && isTold(view)) this.#toldOfCut(view);
    const claims = session.open && (session.found === "empty" || session.found === "intact");
    if (!claims || session.connection === null) return;
    for (const [id, all] of this.#typed.get(view.attempt) ?? []) {
      for (const typed of all) {
        const safe = isPromised(typed) && !this.#elsewhere(typed) && !view.attempt.excuses(typed.promisedAt);
        const under = isUnderWay(view, typed);
        const known = safe && typed.promisedAt < view.opened && !under && !this.#emptied(view, typed);
        if (known && !this.shows(view, typed))
          this.#fail("shown as empty", `${view.label} opens without ${short(typed.text)} in ${id}`);
      }
    }
  }

  /** The page says that what stood there was cut, or changed: only what a page says that has seen it is a promise again. */
  #toldOfCut(view: View): void {
    const all = [...(this.#typed.get(view.attempt)?.values() ?? [])].flat();
    for (const typed of all.filter(isPromised))
      Object.assign(typed, { withdrawn: true, toldAt: view.opened });
  }

  #observe(view: View, session: Session, id: string): void {
    const value = valueOf(view, id);
    const shown = this.#shown(view, id, value);
    const choice = this.#shown(view, id, choiceOf(view, id));
    this.#offers(view, id, choiceOf(view, id));
    if (!shown || !choice) {
      this.#fail("foreign", `${view.label}: ${id} shows ${short(shown ? choiceOf(view, id) : value)}`);
      return;
    }
    const status = session.status(id);
    const open = this.#open(view).get(id);
    if (status.kind === "saved") {
      const chosen = this.#chosen.get(view);
      if (chosen?.interaction === id && choice.length === 0) {
        this.#choices.push(chosen);
        this.#chosen.delete(view);
      }
      for (const typed of choice) typed.beside = true;
      for (const typed of shown) {
        if (typed.text === "" || view.opened < typed.toldAt) continue;
        // Whose attempt it is cannot be known: one of them holds it.
        if (this.#strays(this.#bookOf(view)).has(typed)) this.#letGo(typed);
        typed.withdrawn = false;
        typed.said = NEW.said;
        if (!typed.promised) typed.promisedAt = view.page.device.clock.elapsed;
        typed.promised = true;
      }
    }
    // What is said in one page takes nothing back that another one says at that moment.
    if (status.kind === "unsaved" && !this.#isSavedBeside(view, id))
      for (const typed of shown) typed.withdrawn = true;
    if (!open || !session.open) return;
    const asked = new Set<Typed>();
    // Two pages may have chosen between two texts, each the other way.
    const saved = (one: Typed): boolean =>
      !asked.has(one) && (asked.add(one), shown.includes(one) || one.after.some(saved));
    if (status.kind === "empty" ? open.text === "" : status.kind === "saved" && saved(open))
      this.#open(view).delete(id);
    // In its field no longer, and saved where a page of the module's next version shows it.
    else if (isSavedAside(session, open)) this.#open(view).delete(id);
    // A field that was cleared gives way to what somebody else wrote in it.
    // What another page's LMS holds is out of sight where a page says that it cannot read it.
    // A draft without a name was taken to the attempt that this tab opened next.
    else if (
      open.text !== "" &&
      !(open.namelessIn === view.tab && this.#elsewhere(open)) &&
      !this.shows(view, open) &&
      view.known() &&
      !(this.#answersOnDevice && this.#lost.has(view.page.device)) &&
      !(open.beside && session.found !== "empty" && session.found !== "intact")
    )
      this.#fail(
        "thrown away",
        `${view.label}: ${id} no longer shows ${short(open.text)}, which was not saved`,
      );
  }

  /** A tab whose page went before it had seen a text saved twice brings it back: nobody tells it what was chosen since. */
  #drafted({ attempt, texts, at, tab }: Choice): boolean {
    const pages = [...this.#opened].filter((view) => view.attempt === attempt && view.tab !== tab);
    const keeps = (view: View): boolean =>
      texts.some(
        (typed) =>
          view.page.ended < Math.min(at, typed.promisedAt + SAVED_TWICE) &&
          (valueOf(view, typed.interaction) + choiceOf(view, typed.interaction)).includes(typed.text),
      );
    return pages
      .filter(keeps)
      .some((gone) => pages.some((view) => view.tab === gone.tab && view.opened >= at));
  }

  #offers(view: View, interaction: string, choice: string): void {
    const offered = this.#offered.get(view) ?? new Map<string, { choice: string; since: number }>();
    this.#offered.set(view, offered);
    if (offered.get(interaction)?.choice !== choice)
      offered.set(interaction, { choice, since: view.page.device.clock.elapsed });
  }

  #isSavedBeside(view: View, id: string): boolean {
    return [...this.#opened].some(
      (other) =>
        other !== view &&
        other.attempt === view.attempt &&
        other.page.state === "running" &&
        other.session?.status(id).kind === "saved" &&
        valueOf(other, id) === valueOf(view, id),
    );
  }

  /** The texts in the field; of an empty one, those that made it so. */
  #inField(view: View, interaction: string): readonly Typed[] {
    const value = valueOf(view, interaction);
    const cleared = value === "" && Object.hasOwn(view.session!.record.answers, interaction);
    if (!cleared) return this.#shown(view, interaction, value) ?? [];
    return this.#all(this.#bookOf(view), interaction).filter((one) => one.text === "");
  }

  /** The texts that a value is made of; null when some of it was never typed in this attempt. */
  #shown(view: View, interaction: string, value: string): readonly Typed[] | null {
    if (value === "") return [];
    const book = this.#bookOf(view);
    const known = this.#known.get(book) ?? new Map<string, readonly Typed[] | null>();
    this.#known.set(book, known);
    const key = `${interaction} ${value}`;
    const cached = known.get(key);
    if (cached !== undefined) return cached;
    // What was written without an LMS may be offered to whoever comes with one, in the same browser.
    const all = [
      ...this.#all(book, interaction),
      ...this.#all(view.page.device, interaction),
      ...this.#undecided(view, interaction),
      ...[...this.#strays(book)].filter((typed) => typed.interaction === interaction),
    ];
    const found = composed(value, all);
    // From here on it may turn up in this attempt, which promised nothing of it.
    const own = this.#all(book, interaction);
    for (const typed of found ?? []) if (!own.includes(typed)) this.#strays(book).add(typed);
    known.set(key, found);
    return found;
  }

  /** Texts of other books that were seen in this one, where no page could know better. */
  #strays(book: Book): Set<Typed> {
    const all = this.#strayed.get(book) ?? new Set();
    this.#strayed.set(book, all);
    return all;
  }

  /** It was seen in another attempt, where no page could know better: pages that took the two for one said what they did. */
  #elsewhere(typed: Typed): boolean {
    return [...this.#strayed.values()].some((all) => all.has(typed));
  }

  /** Texts of other attempts of which no page can know that they are another's. */
  #undecided(view: View, interaction: string): Typed[] {
    return [...this.#typed].flatMap(([book, of]) => {
      const other = book instanceof Attempt ? book : attemptOf(book);
      if (!other || other === view.attempt) return [];
      return (of.get(interaction) ?? []).filter(
        (typed) =>
          typed.namelessIn === view.tab ||
          view.likewise.includes(other) ||
          typed.likewise.includes(view.attempt) ||
          sameName(view.attempt, other),
      );
    });
  }

  #all(book: Book, interaction: string): Typed[] {
    const of = this.#typed.get(book) ?? new Map<string, Typed[]>();
    this.#typed.set(book, of);
    const all = of.get(interaction) ?? [];
    of.set(interaction, all);
    return all;
  }

  #open(view: View): Map<string, Typed> {
    const book = this.#bookOf(view);
    const ofTab = this.#unsaved.get(view.tab) ?? new Map<Book, Map<string, Typed>>();
    this.#unsaved.set(view.tab, ofTab);
    const open = ofTab.get(book) ?? new Map<string, Typed>();
    ofTab.set(book, open);
    return open;
  }

  #bookOf({ session, attempt, page: { device } }: View): Book {
    if (session?.connection === null) return device;
    if (!this.#answersOnDevice) return attempt;
    const of = this.#onDevice.get(attempt) ?? new Map<Device, OnDevice>();
    this.#onDevice.set(attempt, of);
    const book = of.get(device) ?? new OnDevice(device, attempt);
    of.set(device, book);
    return book;
  }

  #fail(kind: Violation["kind"], what: string): void {
    this.violations.push({ kind, what });
  }
}

/** The page says that what it found was cut, or changed. */
function isTold({ session }: View): boolean {
  return session?.found === "truncated" || session?.found === "damaged";
}

function isPromised({ promised, withdrawn }: Typed): boolean {
  return promised && !withdrawn;
}

function isSavedAside(session: Session, { interaction, text }: Typed): boolean {
  return Object.entries(session.record.answers).some(
    ([id, { value }]) =>
      id.startsWith(`${interaction}~`) &&
      value.split(BETWEEN_TEXTS).includes(text) &&
      session.status(id).kind === "saved",
  );
}

/** Pages that could not tell the two apart have given them one name, by which no later page can while it lives. */
function sameName(one: Attempt, other: Attempt): boolean {
  return [...one.names].some((name) => other.names.has(name));
}

/** That its SCORM record carries. */
export function nameOf({ values }: Attempt): string {
  return /^MB2\w*\.([^.]*)\./.exec(values.get("cmi.suspend_data") ?? "")?.[1] ?? "";
}

function attemptOf(book: Book): Attempt | null {
  return book instanceof OnDevice ? book.attempt : null;
}

/** Which of `all` a value is put together from; null when it is not. */
function composed(value: string, all: readonly Typed[]): readonly Typed[] | null {
  const whole = all.filter(({ text }) => text === value);
  if (whole.length > 0) return whole;
  for (let at = value.indexOf(BETWEEN_TEXTS); at >= 0; at = value.indexOf(BETWEEN_TEXTS, at + 1)) {
    const first = all.filter(({ text }) => text === value.slice(0, at));
    const rest = first.length > 0 ? composed(value.slice(at + BETWEEN_TEXTS.length), all) : null;
    if (rest) return [...first, ...rest];
  }
  return null;
}

/** The text in the field: where a kind has changed, none that the field cannot show. */
export function valueOf(view: View, interaction: string): string {
  const answers = view.session?.record.answers ?? {};
  return showsText(view, interaction) && Object.hasOwn(answers, interaction)
    ? answers[interaction]!.value
    : "";
}

/** Whether the interaction's field is one for text, in the version of the module that the page has. */
export function showsText({ second }: View, interaction: string): boolean {
  return !(second && interaction === CHANGED);
}

/** What answered the interaction when it was of another kind: under "Eerdere antwoorden". */
function asideOf({ session }: View, interaction: string): string {
  return textsIn(session?.record ?? null, (id) => id.startsWith(`${interaction}~`));
}

/** What was written in this browser without an LMS, and is offered. */
function looseOf({ session }: View, interaction: string): string {
  return textsIn(session?.loose ?? null, (id) => id === interaction || id.startsWith(`${interaction}~`));
}

function textsIn(record: StateRecord | null, of: (id: string) => boolean): string {
  return [record?.answers ?? {}, record?.conflicts ?? {}]
    .flatMap((texts) => Object.entries(texts))
    .filter(([id]) => of(id))
    .map(([, { value }]) => value)
    .join(BETWEEN_TEXTS);
}

export function choiceOf(view: View, interaction: string): string {
  const conflicts = view.session?.record.conflicts ?? {};
  return showsText(view, interaction) && Object.hasOwn(conflicts, interaction)
    ? conflicts[interaction]!.value
    : "";
}

/** It was called saved, dropped without a sign, and sent again by its page, which arrived after this launch. */
function isUnderWay({ attempt, opened }: View, { promisedAt }: Typed): boolean {
  return attempt.late.some(({ since, at }) => since <= promisedAt && opened < at);
}

function short(text: string): string {
  return JSON.stringify(text.length > 50 ? `${text.slice(0, 50)}…` : text);
}
