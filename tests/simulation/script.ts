/** What happens in a run, as data: made from a seed, replayed, made shorter, printed. */

import type { DeviceSettings } from "./browser.ts";
import {
  LRS_ENGINES,
  SCORM_ENGINES,
  WIDE_BECOMES,
  wildEngine,
  type LrsEngine,
  type ScormEngine,
  type Standard,
} from "./engines.ts";
import type { LrsFault } from "./lrs.ts";
import { INTERACTIONS, SECTIONS } from "./player.ts";
import { Random } from "./random.ts";
import type { ScormFault } from "./scorm.ts";

/** Pages, tabs, devices and attempts by their number. */
export type Happening =
  | { readonly do: "open"; readonly page: number; readonly tab: number; readonly attempt: number }
  | {
      readonly do: "type";
      readonly page: number;
      readonly id: string;
      readonly text: string;
      readonly more: boolean;
    }
  | { readonly do: "settle"; readonly page: number; readonly id: string }
  | { readonly do: "visit"; readonly page: number; readonly section: string }
  | { readonly do: "choose"; readonly page: number; readonly which: "mine" | "other" | "both" }
  | { readonly do: "retry" | "acknowledge" | "open anyway" | "finish"; readonly page: number }
  | { readonly do: "take loose"; readonly page: number; readonly take: boolean }
  | { readonly do: "hide" | "show" | "freeze" | "back" | "kill" | "close" | "reload"; readonly page: number }
  | { readonly do: "forget tab"; readonly tab: number }
  | { readonly do: "lose local storage" | "offline" | "online"; readonly device: number }
  | { readonly do: "set clock"; readonly device: number; readonly by: number }
  | { readonly do: "down" | "broken" | "up" }
  /** "log in": in the same browser, in a tab of its own; "turn back": the page would go, and who is asked first stays. */
  | { readonly do: "log out" | "log in" | "turn back"; readonly page: number }
  | { readonly do: "restore"; readonly attempt: number; readonly steps: number }
  | { readonly do: "slow" | "quick" | "replace module" }
  /** What stands there is changed for good: its first letters, or its checksum. */
  | { readonly do: "damage"; readonly attempt: number; readonly of: "head" | "checksum" }
  | ({ readonly do: "api fault"; readonly page: number } & ScormFault)
  | ({ readonly do: "http fault" } & LrsFault);

/** `after`: milliseconds since the step before. */
export type Step = Happening & { readonly after: number };

export interface Setting {
  readonly standard: Standard;
  readonly scorm: ScormEngine;
  readonly lrs: LrsEngine;
  /** Milliseconds a request. */
  readonly speed: number;
  readonly devices: readonly DeviceSettings[];
  /** Device of each tab. */
  readonly tabs: readonly number[];
  readonly attempts: readonly AttemptSetting[];
  /** As `answers` in module.yaml. */
  readonly answers: "lms" | "device" | "report";
}

export interface AttemptSetting {
  readonly learner: string;
  readonly activity: string;
  /** The attempt begins with a record of the first version's form, which was called saved. */
  readonly before: boolean;
}

export interface Script {
  readonly seed: number;
  readonly setting: Setting;
  readonly steps: readonly Step[];
  /** How the pages that are left go, once all is well again. */
  readonly ending: "close" | "kill" | "close in turn";
}

export const STANDARDS: readonly Standard[] = ["scorm12", "scorm2004", "cmi5", "xapi", "web"];

export function scriptOf(seed: number, only?: Standard): Script {
  const random = new Random(seed);
  const setting = settingOf(random, only ?? STANDARDS[seed % STANDARDS.length]!);
  const ending = random.pick(["close", "kill", "close in turn"] as const);
  const script = { seed, setting, steps: new Writer(random, setting).steps(), ending };
  return RARITIES.reduce((so_far, [chance, change], at) => {
    const own = new Random(seed ^ (0xadded + at * 0x10001));
    return own.chance(chance) ? change(so_far, own) : so_far;
  }, script as Script);
}

/** What some runs have besides, which the others' seeds do not feel. */
const RARITIES: readonly (readonly [chance: number, change: (script: Script, random: Random) => Script])[] = [
  [0.1, replaced],
  [0.05, damaged],
  [0.05, cutAtTheEnd],
  [0.04, wordy],
  [0.1, byItself],
  [0.1, loggedInAnew],
  [0.1, emptied],
];

/** An LMS that commits by itself, and two tabs of which the one that writes is gone before the other, which hears of it alone. */
function byItself(script: Script, random: Random): Script {
  const { setting, steps } = script;
  const { readBack, transport } = setting.scorm;
  if (!setting.standard.startsWith("scorm") || readBack !== "own" || transport !== "sync") return script;
  const scorm = {
    ...setting.scorm,
    name: `${setting.scorm.name}, by itself`,
    sends: "all",
    commitsByItself: true,
  } as const;
  const [hears, writes] = [NEW_PAGE + 7, NEW_PAGE + 8];
  const id = random.pick(INTERACTIONS);
  const more: Step[] = [
    { after: 1_000, do: "open", page: hears, tab: 0, attempt: 0 },
    { after: 5_000 + random.below(9_000), do: "open", page: writes, tab: 1, attempt: 0 },
    {
      after: 1_000 + random.below(9_000),
      do: "type",
      page: writes,
      id,
      text: "Tekst [en de ander gaat]",
      more: false,
    },
    { after: 0, do: "settle", page: writes, id },
    { after: 14_000 + random.below(9_000), do: "close", page: writes },
    {
      after: random.below(random.pick([2_500, 70_000])),
      do: random.pick(["close", "kill"] as const),
      page: hears,
    },
  ];
  return { ...script, setting: { ...setting, scorm }, steps: [...steps, ...more] };
}

/** The session ends, the LMS sends the page to its login or does not, and the learner logs in beside it and writes on. */
function loggedInAnew(script: Script, random: Random): Script {
  const { setting, steps } = script;
  if (!setting.standard.startsWith("scorm")) return script;
  const { name } = setting.scorm;
  const staysLeaving = random.pick(["until shown", "for good"] as const);
  const likeMoodle = { ...setting.scorm, name: `${name}, as if leaving`, beacon: true, staysLeaving };
  const scorm = setting.scorm.transport === "sync" && random.chance(0.7) ? likeMoodle : setting.scorm;
  const page = NEW_PAGE + 9;
  const writes = (): Step[] => {
    const id = random.pick(INTERACTIONS);
    const text = `Tekst [opnieuw ingelogd ${random.below(2 ** 31).toString(36)}]`;
    const typed: Step = { after: random.below(9_000), do: "type", page, id, text, more: random.chance(0.3) };
    return random.chance(0.7) ? [typed, { after: 0, do: "settle", page, id }] : [typed];
  };
  const maybe = (what: "turn back" | "hide" | "show" | "retry" | "finish", chance: number): Step[] =>
    random.chance(chance) ? [{ after: random.below(random.pick([900, 40_000])), do: what, page }] : [];
  const more: Step[] = [
    { after: 1_000, do: "open", page, tab: random.below(setting.tabs.length), attempt: 0 },
    ...(random.chance(0.7) ? writes() : []),
    ...maybe("turn back", 0.3),
    { after: random.below(9_000), do: "log out", page },
    ...(random.chance(0.5) ? [...writes(), ...maybe("turn back", 0.8)] : []),
    ...maybe("hide", 0.3),
    { after: random.below(random.pick([900, 40_000])), do: "log in", page },
    ...maybe("show", 0.8),
    ...(random.chance(0.9) ? writes() : []),
    ...maybe("turn back", 0.6),
    ...maybe("retry", 0.3),
    ...(random.chance(0.4) ? writes() : []),
    ...maybe("finish", 0.1),
  ];
  if (random.chance(0.5))
    more.push({ after: random.below(20_000), do: random.pick(["close", "kill"] as const), page });
  return { ...script, setting: { ...setting, scorm }, steps: [...steps, ...more] };
}

/**
 * An LMS that empties the browser's storage at each login: the session ends, the page goes or is sent away, and the
 * module is opened anew in another tab.
 */
function emptied(script: Script, random: Random): Script {
  const { setting, steps } = script;
  if (!setting.standard.startsWith("scorm")) return script;
  const scorm = { ...setting.scorm, name: `${setting.scorm.name}, emptying`, emptiesStorage: true };
  const answers = random.chance(0.4) ? "device" : setting.answers;
  const [first, second] = random.pick([[0, 1] as const, [1, 3] as const]);
  const [page, next] = [NEW_PAGE + 10, NEW_PAGE + 11];
  const writes = (on: number): Step[] => {
    const id = random.pick(INTERACTIONS);
    const text = `Tekst [voor het inloggen ${random.below(2 ** 31).toString(36)}]`;
    return [
      { after: random.below(9_000), do: "type", page: on, id, text, more: random.chance(0.3) },
      { after: 0, do: "settle", page: on, id },
    ];
  };
  const more: Step[] = [
    { after: 1_000, do: "open", page, tab: first, attempt: 0 },
    ...writes(page),
    { after: random.below(20_000), do: "log out", page },
    ...(random.chance(0.8) ? writes(page) : []),
    {
      after: random.below(random.pick([900, 40_000])),
      do: random.pick(["turn back", "close", "kill", "hide", "settle"] as const),
      page,
      id: INTERACTIONS[0],
    } as Step,
    { after: random.below(random.pick([900, 40_000])), do: "open", page: next, tab: second, attempt: 0 },
    ...(random.chance(0.3) ? writes(next) : []),
  ];
  return { ...script, setting: { ...setting, scorm, answers }, steps: [...steps, ...more] };
}

/** The record is damaged in the store, and somebody opens it then; they may acknowledge that, or only write on. */
function damaged(script: Script, random: Random): Script {
  const { steps, setting } = script;
  const at = 1 + random.below(steps.length);
  const page = NEW_PAGE + 1;
  const attempt = random.below(setting.attempts.length);
  const id = random.pick(INTERACTIONS);
  const more: Step[] = [
    { after: random.below(20_000), do: "damage", attempt, of: random.pick(["head", "checksum"] as const) },
    { after: random.below(2_000), do: "open", page, tab: random.below(setting.tabs.length), attempt },
    { after: random.below(9_000), do: "type", page, id, text: "Tekst [na schade]", more: true },
  ];
  if (random.chance(0.4)) more.push({ after: random.below(9_000), do: "acknowledge", page });
  return { ...script, steps: [...steps.slice(0, at), ...more, ...steps.slice(at)] };
}

/** An LMS that cuts at its limit, and a first answer that grows past that in the last seconds of a page. */
function cutAtTheEnd(script: Script, random: Random): Script {
  const { setting, steps } = script;
  // One that shows only later what it holds shows no page that it cuts.
  if (!setting.standard.startsWith("scorm") || setting.scorm.readBack !== "own") return script;
  const tooLong = random.pick(["cut when set", "cut when committed"] as const);
  const scorm = { ...setting.scorm, name: `${setting.scorm.name}, cutting`, tooLong, limit: 4_000 };
  const page = NEW_PAGE + 2;
  const [first, second] = INTERACTIONS;
  const writes = (after: number, id: string, text: string): Step[] => [
    { after, do: "type", page, id, text, more: false },
    { after: 0, do: "settle", page, id },
  ];
  let long = "Tekst [laatste] ";
  while (long.length < 6_500) long += random.below(2 ** 31).toString(36);
  const more: Step[] = [
    { after: 1_000, do: "open", page, tab: 0, attempt: 0 },
    ...writes(5_000, first, "Tekst [eerste]"),
    ...writes(12_000, second, "Tekst [tweede]"),
    { after: 15_000, do: "type", page, id: first, text: long, more: false },
    { after: random.below(1_500), do: "close", page },
  ];
  return { ...script, setting: { ...setting, scorm }, steps: [...steps, ...more] };
}

/** A learner who writes more than a strict SCORM 1.2 holds in ASCII, over some launches, and an LMS that may not take wide characters. */
function wordy(script: Script, random: Random): Script {
  const { setting, steps } = script;
  if (setting.standard !== "scorm12") return script;
  const name = random.pick(Object.keys(WIDE_BECOMES));
  const wide = { becomes: WIDE_BECOMES[name]!, from: random.below(5), every: random.pick([1, 1, 2, 3]) };
  const strict = { limit: 4_096, tooLong: "refused", wide } as const;
  const told = `${setting.scorm.name}, strict, wide characters ${name} from launch ${wide.from}, each ${wide.every}`;
  const scorm = { ...setting.scorm, ...strict, name: told };
  const more: Step[] = [];
  for (let launch = 0; launch < 4; launch++) {
    const page = NEW_PAGE + 3 + launch;
    more.push({ after: 2_000, do: "open", page, tab: random.below(setting.tabs.length), attempt: 0 });
    for (const id of INTERACTIONS) {
      if (random.chance(launch === 0 ? 0.2 : 0.6)) continue;
      let text = `Tekst [${launch}${id}] `;
      const length = random.pick([300, 1_800, 2_600]);
      while (text.length < length) text += random.below(2 ** 31).toString(36);
      more.push({
        after: 3_000 + random.below(20_000),
        do: "type",
        page,
        id,
        text,
        more: random.chance(0.2),
      });
      if (random.chance(0.7)) more.push({ after: random.below(3_000), do: "settle", page, id });
    }
    if (random.chance(0.3)) more.push({ after: random.below(9_000), do: "acknowledge", page });
    if (random.chance(0.15)) more.push({ after: 1_000, do: "finish", page });
    const end = random.pick(["close", "close", "kill", "hide", "none"] as const);
    if (end !== "none") more.push({ after: random.below(15_000), do: end, page });
  }
  return { ...script, setting: { ...setting, scorm }, steps: [...steps, ...more] };
}

/** The designer puts a new version of the module in the place of the old one; somebody opens it soon or later. */
function replaced(script: Script, random: Random): Script {
  const { steps, setting } = script;
  const at = 1 + random.below(steps.length);
  const page = NEW_PAGE;
  const opens = { do: "open", page, tab: random.below(setting.tabs.length), attempt: 0 } as const;
  const more: Step[] = [{ after: random.below(9_000), do: "replace module" }];
  if (random.chance(0.6)) more.push({ after: random.below(20_000), ...opens });
  return { ...script, steps: [...steps.slice(0, at), ...more, ...steps.slice(at)] };
}

function settingOf(random: Random, standard: Standard): Setting {
  const version = standard === "scorm2004" ? "scorm2004" : "scorm12";
  const scorm = random.chance(0.25) ? wildEngine(random) : random.pick(SCORM_ENGINES[version]);
  const devices = random.chance(0.3) ? 2 : 1;
  const before = random.chance(0.15);
  const attempts = [{ learner: "noor", activity: "een", before }];
  const more = random.next();
  if (more < 0.1) attempts.push({ learner: "noor", activity: "een", before: false });
  else if (more < 0.2) attempts.push({ learner: "noor", activity: "twee", before: false });
  else if (more < 0.25) attempts.push({ learner: "sam", activity: "een", before: false });
  return {
    standard,
    scorm,
    lrs: random.pick(LRS_ENGINES),
    speed: random.pick([5, 40, 40, 200, 1_500]),
    devices: Array.from({ length: devices }, () => ({
      storageBlocked: random.chance(0.1),
      locksBlocked: random.chance(0.2),
      channelBlocked: random.chance(0.07),
    })),
    tabs: [0, 0, devices - 1, 0],
    attempts: standard === "web" ? attempts.slice(0, 1) : attempts,
    answers: random.weighted({ lms: 8, report: 1.2, device: 0.8 }),
  };
}

/** What LMSs and formats stumble over; `#` becomes the number that makes the text another than all others. */
const FLAVOURS: readonly string[] = [
  "Tekst # zonder meer.",
  "Tekst # met 'enkele' en \"dubbele\" aanhalingstekens",
  "Tekst # met \\ en \\n en C:\\nieuw",
  "Tekst #\nop twee\r\nregels\u2028",
  "Tekst # & meer + 50 %41 <b>vet</b> &amp; </script>",
  "Tekst # één wijk cafe\u0301 😀 naïef",
  "  Tekst # met ruimte eromheen  ",
  "TEKST # ~ | ` ^ {lang=nl} [,] MB1|",
  "Tekst # \ud800 half",
];

/** A page that no other step opens. */
const NEW_PAGE = 1_000;

class Writer {
  readonly #random: Random;
  readonly #setting: Setting;
  readonly #steps: Step[] = [];
  #number = 0;
  #pages = 0;
  /** Tab → the page in it. */
  readonly #open = new Map<number, { readonly page: number; state: "on" | "hidden" | "frozen" }>();

  constructor(random: Random, setting: Setting) {
    this.#random = random;
    this.#setting = setting;
  }

  steps(): readonly Step[] {
    const random = this.#random;
    const count = 8 + random.below(28);
    const trouble = random.pick([0.05, 0.25, 0.6]);
    this.#openPage(0, 0);
    for (let step = 0; step < count; step++) {
      if (this.#open.size === 0 || random.chance(0.06)) this.#openPage(random.below(4));
      else if (random.chance(trouble)) this.#trouble();
      else this.#learner();
    }
    return this.#steps;
  }

  #add(happening: Happening): void {
    const random = this.#random;
    const after = random.weighted({ at_once: 3, soon: 5, rest: 4, minute: 1 });
    const wait = {
      at_once: 0,
      soon: random.below(900),
      rest: random.below(9_000),
      minute: random.below(90_000),
    };
    this.#steps.push({ after: wait[after], ...happening });
  }

  #openPage(tab: number, attempt = this.#random.below(this.#setting.attempts.length)): void {
    const page = this.#pages++;
    this.#open.set(tab, { page, state: "on" });
    this.#add({ do: "open", page, tab, attempt });
  }

  #somePage(): { readonly page: number; readonly tab: number } {
    const [tab, { page }] = this.#random.pick([...this.#open]);
    return { page, tab };
  }

  #learner(): void {
    const random = this.#random;
    const { page } = this.#somePage();
    const what = random.weighted({
      type: 50,
      settle: 25,
      visit: 8,
      choose: 5,
      retry: 2,
      acknowledge: 2,
      loose: 2,
      anyway: 1,
      finish: 4,
    });
    const id = random.pick(INTERACTIONS);
    if (what === "type") {
      const more = random.chance(0.3);
      this.#add({ do: "type", page, id, text: this.#text(), more });
      if (random.chance(0.4)) this.#add({ do: "settle", page, id });
    } else if (what === "settle") this.#add({ do: "settle", page, id });
    else if (what === "visit") this.#add({ do: "visit", page, section: random.pick(SECTIONS) });
    else if (what === "choose")
      this.#add({ do: "choose", page, which: random.pick(["mine", "other", "both"]) });
    else if (what === "loose") this.#add({ do: "take loose", page, take: random.chance(0.7) });
    else this.#add({ do: what === "anyway" ? "open anyway" : what, page });
  }

  #text(): string {
    const random = this.#random;
    if (random.chance(0.06)) return "";
    const text = random.pick(FLAVOURS).replace("#", `[${this.#number++}]`);
    if (random.chance(0.9)) return text;
    const length = random.pick([300, 1_200, 4_500]);
    let long = text;
    while (long.length < length) long += ` ${random.below(1e9).toString(36)} woord`;
    return long;
  }

  #trouble(): void {
    const random = this.#random;
    const { page, tab } = this.#somePage();
    const device = this.#setting.tabs[tab]!;
    const what = random.weighted({
      outage: 10,
      broken: 5,
      offline: 4,
      "log out": 4,
      words: 6,
      fault: 14,
      hide: 8,
      freeze: 4,
      kill: 6,
      close: 8,
      reload: 8,
      storage: 2,
      clock: 3,
      restore: 1.5,
      slow: 3,
    });
    if (what === "outage") this.#pair({ do: "down" }, { do: "up" });
    else if (what === "broken") this.#pair({ do: "broken" }, { do: "up" });
    else if (what === "offline") this.#pair({ do: "offline", device }, { do: "online", device });
    else if (what === "hide") this.#pair({ do: "hide", page }, { do: "show", page });
    else if (what === "freeze") this.#pair({ do: "freeze", page }, { do: "back", page });
    else if (what === "slow") this.#pair({ do: "slow" }, { do: "quick" });
    else if (what === "log out") this.#add({ do: "log out", page });
    else if (what === "clock") {
      const by = random.pick([-365 * 86_400_000, -3_600_000, 3_600_000]);
      this.#add({ do: "set clock", device, by });
    } else if (what === "storage") {
      this.#add(random.chance(0.5) ? { do: "forget tab", tab } : { do: "lose local storage", device });
    } else if (what === "restore") {
      this.#add({
        do: "restore",
        attempt: random.below(this.#setting.attempts.length),
        steps: 1 + random.below(5),
      });
    } else if (what === "fault") this.#fault(page);
    else if (what === "words") this.#lastWords();
    else {
      this.#add({ do: what, page });
      if (what === "close" || what === "kill") this.#open.delete(tab);
      if (what === "reload") this.#open.set(tab, { page, state: "on" });
      if (what === "kill" && random.chance(0.7)) this.#openPage(tab);
    }
  }

  /** The learner types in some pages, or all, and closes them at once or soon; now and then the LMS is gone by then. */
  #lastWords(): void {
    const random = this.#random;
    const all = [...this.#open];
    const pages = random.chance(0.5) ? all : [random.pick(all)];
    for (const [, { page }] of pages) {
      const text = random.chance(0.15) ? this.#noise() : this.#text();
      this.#add({ do: "type", page, id: random.pick(INTERACTIONS), text, more: random.chance(0.3) });
    }
    if (random.chance(0.2)) this.#add({ do: random.pick(["down", "broken"]) });
    for (const [at, [tab, { page }]] of (random.chance(0.5) ? pages : [...pages].reverse()).entries()) {
      const after = at === 0 ? random.below(2_500) : random.pick([0, 0, 20, 1_000]);
      this.#steps.push({ after, do: "close", page });
      this.#open.delete(tab);
    }
    if (random.chance(0.7)) this.#add({ do: "up" });
  }

  /** Text that no codec makes much shorter: about a limit of suspend data, or more than goes along with a page. */
  #noise(): string {
    const length = this.#random.pick([3_500, 6_000, 6_000, 90_000]);
    let text = `Tekst [${this.#number++}] `;
    while (text.length < length) text += this.#random.below(2 ** 31).toString(36);
    return text;
  }

  /** Something begins, the learner goes on, and mostly it is over again. */
  #pair(begins: Happening, ends: Happening): void {
    this.#add(begins);
    const between = this.#random.below(4);
    for (let step = 0; step < between; step++) this.#learner();
    if (this.#random.chance(0.85)) this.#add(ends);
  }

  #fault(page: number): void {
    const random = this.#random;
    const times = random.pick([1, 1, 2, 5, 50]);
    const { standard } = this.#setting;
    if (standard === "cmi5" || standard === "xapi") {
      const method = random.pick(["GET", "GET", "PUT", "PUT", "POST"] as const);
      const effect = random.pick([
        400,
        "no list",
        "no document",
        429,
        500,
        503,
        503,
        "null",
        "hangs",
        "answer lost",
        "nothing",
      ] as const);
      if (["null", "no list", "no document"].includes(String(effect)) && method !== "GET") return;
      if (effect === "nothing" && method === "GET") return;
      this.#add({ do: "http fault", method, effect, times });
    } else {
      const call = random.pick([
        "GetValue",
        "SetValue",
        "Commit",
        "Commit",
        "Finish",
        "GetLastError",
        "Initialize",
      ] as const);
      const effect = random.pick([
        "false",
        "false",
        "throw",
        "null",
        "undefined",
        "true and nothing",
      ] as const);
      this.#add({ do: "api fault", page, call, effect, times });
    }
  }
}

/** The script as a person reads it. */
export function printed({ seed, setting, steps, ending }: Script): string {
  const { standard, scorm, lrs, devices, tabs, attempts, speed, answers } = setting;
  const lms = standard === "web" ? "" : standard.startsWith("scorm") ? engineText(scorm) : engineText(lrs);
  const lines = [
    `seed ${seed}: ${standard}${answers === "lms" ? "" : `, answers: ${answers},`} in "${lms}", ${speed} ms a request`,
    ...attempts.map(
      ({ learner, activity, before }, at) =>
        `  attempt ${at}: ${learner}, activity ${activity}${before ? ", with a record of the first form" : ""}`,
    ),
    ...devices.map((device, at) => {
      const wrong = Object.entries(device).filter(([, is]) => is === true);
      return `  device ${at}, tabs ${tabs.flatMap((of, tab) => (of === at ? [tab] : [])).join(" ")}${wrong.map(([name]) => `, ${name}`).join("")}`;
    }),
  ];
  let at = 0;
  for (const { after, do: what, ...rest } of steps) {
    at += after;
    const given = Object.entries(rest).map(([name, value]) => `${name} ${shown(value)}`);
    lines.push(`  ${(at / 1000).toFixed(1).padStart(7)} s  ${what}  ${given.join(", ")}`);
  }
  return [
    ...lines,
    `  then all is well again for a minute, the pages go (${ending}), and each attempt is opened anew`,
  ].join("\n");
}

function shown(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 70 ? `${text.slice(0, 60)}…" (${(value as string).length} characters)` : text;
}

/** Its name, and what is not as in an ideal one. */
function engineText(engine: ScormEngine | LrsEngine): string {
  const ideal = { ...("rate" in engine ? LRS_ENGINES[0]! : SCORM_ENGINES.scorm12[0]!) } as Record<
    string,
    unknown
  >;
  const other = Object.entries(engine).filter(
    ([name, value]) => name !== "name" && name !== "wide" && ideal[name] !== value,
  );
  const told = other.map(([name, value]) =>
    typeof value === "function" ? `${name} changes text` : `${name} ${String(value)}`,
  );
  return [engine.name, ...told].join("; ");
}
