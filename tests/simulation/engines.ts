/**
 * The LMSs that the simulation plays, each behaviour with the source of what it does.
 *
 * "Moodle 3", "Moodle 4", "Moodle 10": sections of the measurements in Moodle 4.5 and 5.1; "engines": measurements in
 * forma.lms, Open edX, Chamilo, Claroline and Frappe LMS; "issue": asked for by who reported faults of the first
 * version. docs/simulation.md names them in full.
 */

import type { Random } from "./random.ts";

export type Standard = "scorm12" | "scorm2004" | "cmi5" | "xapi" | "web";

/** Text on its way to the store, or from the store to the page. Null: the page's script with the API does not parse. */
export type Change = (text: string) => string | null;

export interface ScormEngine {
  readonly name: string;
  /** Most characters of suspend data. Moodle 3. */
  readonly limit: number;
  /**
   * What is longer: refused with an error, or cut with "true" when it is set or when it is committed (issue 9), or by
   * the server alone, which its script does not know (a stranger's LMS; MySQL without strict mode cuts a column so).
   */
  readonly tooLong: "refused" | "cut when set" | "cut when committed" | "cut by the server";
  /** What a Commit sends. Moodle 4: 2004 all that is not as launched, 1.2 changes, each only once. */
  readonly sends: "all" | "changed" | "changed once" | "not as launched";
  /** "each value": a SetValue is sent 300 ms later and Commit does nothing (engines: Frappe). */
  readonly transport: "sync" | "async" | "each value";
  /** What Commit says when nobody is there. Moodle 10: "true", by a beacon that is dropped. */
  readonly unreachable: "true" | "false";
  /** What Commit says to HTTP 502. Moodle 10: "false". Chamilo: "true" (engines). */
  readonly broken: "true" | "false";
  /** What Commit says when the session is over. Moodle 10: "false" in a visible page. Chamilo: "true" (engines). */
  readonly loggedOut: "true" | "false";
  /** A hidden or leaving page sends a beacon and says "true". Moodle 4 and 10. Else nothing gets out of a leaving page. */
  readonly beacon: boolean;
  /**
   * From the first beforeunload on it saves by beacons alone, also in a page that stays. Moodle 5.1 does until the frame
   * of the page gets a "pageshow" (mod/scorm/request.js); another one may do so for good.
   */
  readonly staysLeaving: "never" | "until shown" | "for good";
  /** What GetValue gives: what was set, what the server acknowledged (Open edX), what it was at launch (Frappe). */
  readonly readBack: "own" | "acknowledged" | "as launched";
  readonly store: Change;
  readonly launch: Change;
  /** Characters of U+4E00 to U+8DFF in suspend data. */
  readonly wide: Wide;
  /** Suspend data is gone after completion. Engines: Frappe, 2004. */
  readonly wipesAtCompletion: boolean;
  /** "closes first": a Finish that fails has ended the session (Moodle 4). "absent": wagtail. */
  readonly finish: "ordinary" | "closes first" | "absent";
  /** GetValue gives a status. Open edX gives none. */
  readonly givesStatus: boolean;
  /** Next launch after completion is a review. Moodle 4, Chamilo. */
  readonly reviews: boolean;
  /** SCORM 2004 gives nothing back unless exit was "suspend". Moodle 4. */
  readonly needsSuspend: boolean;
  /** Who serves the package's own files: PHP with the session (Moodle 10, Chamilo), or a plain server (Claroline). */
  readonly ownFile: "session" | "static";
  /** Milliseconds from the page's load until there is an API. Issue 9. */
  readonly apiAfter: number;
  /** Commits by itself a minute after the first SetValue since the last Commit. Moodle 4. */
  readonly autocommits: boolean;
  /**
   * Commits all that it holds each minute and when its page goes, asked or not. Moodle 4 does the first with its
   * autocommit; issue 3: whoever closes commits an old record over a newer one, also where only the time was set.
   */
  readonly commitsByItself: boolean;
  /** Empties `localStorage` at each login. Moodle, lib/amd/src/storage_validation.js; seen in 5.1. */
  readonly emptiesStorage: boolean;
}

/**
 * What becomes of characters that a database or a script has no place for: changed as they are stored and as they are
 * given back, refused as they are set, or never committed. Chamilo, Claroline and Moodle keep them (engines, Moodle 10).
 */
export interface Wide {
  readonly becomes: Change | "refused" | "not committed";
  /** Of the attempt's launches the first in which it does (an update, a backup put back), and of those every how-many-eth (another node). */
  readonly from: number;
  readonly every: number;
}

const same: Change = (text) => text;
const KEPT: Wide = { becomes: same, from: 0, every: 1 };

const ORDINARY: ScormEngine = {
  name: "ideal",
  limit: 64_000,
  tooLong: "refused",
  sends: "changed",
  transport: "sync",
  unreachable: "false",
  broken: "false",
  loggedOut: "false",
  beacon: true,
  staysLeaving: "never",
  readBack: "own",
  store: same,
  launch: same,
  wide: KEPT,
  wipesAtCompletion: false,
  finish: "ordinary",
  givesStatus: true,
  reviews: false,
  needsSuspend: false,
  ownFile: "session",
  apiAfter: 0,
  autocommits: false,
  commitsByItself: false,
  emptiesStorage: false,
};

const engine = (name: string, changes: Partial<ScormEngine>): ScormEngine => ({
  ...ORDINARY,
  ...changes,
  name,
});

// Ways in which text is changed.

/** Engines: forma.lms, PHP's stripslashes at every load. */
export const stripsBackslashes: Change = (text) =>
  text.replace(/\\(.?)/gs, (_, next: string) => (next === "0" ? "\0" : next));
/** Issue 13.9. */
export const escapesHtml: Change = (text) => text.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);
/** Engines: Chamilo 1.9, `suspend=` unencoded in a form post. */
export const postsUnencoded: Change = (text) =>
  text
    .replace(/&.*$/s, "")
    .replaceAll("+", " ")
    .replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
/** Engines: Claroline, a newline in a form post becomes CRLF. */
export const endsLinesAnew: Change = (text) => text.replace(/\r?\n/g, "\r\n");
/** Issue 13.9: a column or a filter that normalises. */
export const composes: Change = (text) => text.normalize("NFC");
export const trims: Change = (text) => text.trim();

/** Issue 13.7 and 13.9: a character set without them, a filter, a column that counts bytes. */
const one = (become: (code: number) => string): Change => {
  return (text) => text.replace(/[\u4e00-\u8dff]/g, (letter) => become(letter.charCodeAt(0)));
};
export const WIDE_BECOMES: Readonly<Record<string, Wide["becomes"]>> = {
  kept: same,
  "a question mark": one(() => "?"),
  nothing: one(() => ""),
  "an entity": one((code) => `&#${code};`),
  "a JSON escape": one((code) => `\\u${code.toString(16)}`),
  "a JSON escape, stripped": one((code) => `u${code.toString(16)}`),
  "encoded twice": (text) => Buffer.from(text, "utf8").toString("latin1"),
  "known in half": one((code) => (code % 2 ? "?" : String.fromCharCode(code))),
  "cut off at the first": (text) => text.replace(/[\u4e00-\u8dff][^]*/, ""),
  "cut at 4,096 bytes": (text) => {
    const bytes = Buffer.from(text, "utf8");
    return bytes.length <= 4_096
      ? text
      : bytes
          .subarray(0, 4_096)
          .toString("utf8")
          .replace(/\ufffd+$/, "");
  },
  refused: "refused",
  "not committed": "not committed",
};

/** Engines: Chamilo and Claroline put the record raw between quotes in a script. */
export function rawInScript(quote: '"' | "'"): Change {
  return (text) => {
    const unescaped = text.replace(/\\(.)/g, "");
    if (unescaped.includes(quote) || /[\n\r]|<\/script>/i.test(text) || /\\$/.test(unescaped)) return null;
    return text.replace(/\\(.)/g, (_, next: string) => ({ n: "\n", t: "\t", r: "\r" })[next] ?? next);
  };
}

const MOODLE: Partial<ScormEngine> = {
  unreachable: "true",
  finish: "closes first",
  reviews: true,
  staysLeaving: "until shown",
  emptiesStorage: true,
};
const OPENEDX: Partial<ScormEngine> = {
  sends: "all",
  transport: "async",
  unreachable: "true",
  broken: "true",
  loggedOut: "true",
  readBack: "acknowledged",
  givesStatus: false,
  limit: Infinity,
};
const FRAPPE: Partial<ScormEngine> = {
  transport: "each value",
  unreachable: "true",
  broken: "true",
  loggedOut: "true",
  beacon: false,
  readBack: "as launched",
  limit: Infinity,
};

/** Name → engine, of the standards that it runs. */
export const SCORM_ENGINES: Readonly<Record<"scorm12" | "scorm2004", readonly ScormEngine[]>> = {
  scorm12: [
    engine("ideal", {}),
    engine("strict", { limit: 4096, sends: "all" }),
    engine("moodle", { ...MOODLE, sends: "changed once" }),
    engine("moodle strict", { ...MOODLE, sends: "changed once", limit: 4096, autocommits: true }),
    engine("openedx", OPENEDX),
    engine("chamilo 1.9", {
      unreachable: "true",
      broken: "true",
      loggedOut: "true",
      beacon: false,
      reviews: true,
      limit: Infinity,
      store: postsUnencoded,
      launch: rawInScript("'"),
    }),
    engine("claroline", {
      unreachable: "true",
      broken: "true",
      loggedOut: "true",
      beacon: false,
      limit: 4096,
      store: endsLinesAnew,
      launch: rawInScript('"'),
      ownFile: "static",
    }),
    engine("frappe", FRAPPE),
    engine("forma", { limit: 4096, launch: stripsBackslashes }),
    engine("wagtail", { finish: "absent", limit: Infinity, sends: "all" }),
    engine("cuts when set", { tooLong: "cut when set", limit: 4096 }),
    engine("cuts when committed", { tooLong: "cut when committed", limit: 4096 }),
    engine("cuts on its server", { tooLong: "cut by the server", limit: 4096, sends: "all" }),
    engine("escapes HTML", { store: escapesHtml }),
    engine("late", { apiAfter: 5_000 }),
  ],
  scorm2004: [
    engine("ideal", {}),
    engine("moodle", { ...MOODLE, sends: "not as launched", needsSuspend: true }),
    engine("openedx", OPENEDX),
    engine("frappe", { ...FRAPPE, wipesAtCompletion: true }),
    engine("forma", { limit: 4000, launch: stripsBackslashes }),
    engine("sends all", { sends: "all", autocommits: true }),
    engine("cuts when committed", { tooLong: "cut when committed", limit: 4000 }),
    engine("escapes HTML", { store: escapesHtml }),
    engine("late", { apiAfter: 5_000 }),
  ],
};

/** Anything that may be, whether or not an LMS is known that is so. */
export function wildEngine(random: Random): ScormEngine {
  const known = random.pick([...SCORM_ENGINES.scorm12, ...SCORM_ENGINES.scorm2004]);
  const either = <T>(values: readonly T[], usual: T): T =>
    random.chance(0.35) ? random.pick(values) : usual;
  const yes = ["true", "false"] as const;
  return {
    ...known,
    name: `wild ${known.name}`,
    sends: either(["all", "changed", "changed once", "not as launched"], known.sends),
    unreachable: either(yes, known.unreachable),
    broken: either(yes, known.broken),
    loggedOut: either(yes, known.loggedOut),
    beacon: either([true, false], known.beacon),
    store: either([same, escapesHtml, postsUnencoded, endsLinesAnew, composes, trims], known.store),
    launch: either([same, stripsBackslashes, rawInScript("'"), rawInScript('"')], known.launch),
    finish: either(["ordinary", "closes first", "absent"] as const, known.finish),
    reviews: either([true, false], known.reviews),
    autocommits: either([true, false], known.autocommits),
    wipesAtCompletion: random.chance(0.05),
  };
}

/** A learning record store, as it treats State documents. */
export interface LrsEngine {
  readonly name: string;
  /** Issue 5: none, weak (`W/"…"`, which never matches an If-Match), or there and not exposed to another origin. */
  readonly etag: "strong" | "weak" | "none" | "hidden";
  /** Issue 5: an LRS that ignores If-Match and If-None-Match. */
  readonly conditions: "kept" | "ignored";
  /** Standards 4, xAPI 2.0: a PUT without a condition over a document that is there gets 409. */
  readonly wantsCondition: boolean;
  /** Requests a second, more get 429 with Retry-After. Issue 6. */
  readonly rate: number;
  /** One request at a time, each so many milliseconds (engines: 450). 0: at once. */
  readonly serial: number;
  /** Hands JSON out with its keys in another order. */
  readonly reorders: boolean;
}

const STORE: LrsEngine = {
  name: "ideal",
  etag: "strong",
  conditions: "kept",
  wantsCondition: false,
  rate: Infinity,
  serial: 0,
  reorders: false,
};
const store = (name: string, changes: Partial<LrsEngine>): LrsEngine => ({ ...STORE, ...changes, name });

export const LRS_ENGINES: readonly LrsEngine[] = [
  STORE,
  store("strict", { wantsCondition: true }),
  store("catapult", { etag: "none", conditions: "ignored" }),
  store("weak", { etag: "weak" }),
  store("hidden ETag", { etag: "hidden" }),
  store("ignores conditions", { conditions: "ignored" }),
  store("slow", { serial: 450 }),
  store("rate limited", { rate: 30 }),
  store("rewrites", { reorders: true }),
];
