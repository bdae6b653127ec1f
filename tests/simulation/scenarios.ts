/** The faults that strangers saw in the first version, each as the shortest script that shows it. */

import { SCORM_ENGINES, LRS_ENGINES, type LrsEngine, type ScormEngine, type Standard } from "./engines.ts";
import type { Happening, Script, Setting, Step } from "./script.ts";

export interface Scenario {
  /** Number of the fault in the list of what was seen, and what happens. */
  readonly name: string;
  readonly script: Script;
  /** How many texts a page has to call saved at the least: a scenario in which nothing is promised shows nothing. */
  readonly promises: number;
}

interface Changes extends Partial<Omit<Setting, "scorm" | "lrs">> {
  readonly scorm?: string | ScormEngine;
  readonly lrs?: string | LrsEngine;
  readonly ending?: Script["ending"];
  readonly promises?: number;
}

function scenario(name: string, standard: Standard, changes: Changes, steps: readonly Step[]): Scenario {
  const { scorm = "ideal", lrs = "ideal", ending = "close", promises = 1, ...more } = changes;
  const engines = SCORM_ENGINES[standard === "scorm2004" ? "scorm2004" : "scorm12"];
  const setting: Setting = {
    standard,
    scorm: typeof scorm === "string" ? engines.find((one) => one.name === scorm)! : scorm,
    lrs: typeof lrs === "string" ? LRS_ENGINES.find((one) => one.name === lrs)! : lrs,
    speed: 40,
    devices: [{ storageBlocked: false, locksBlocked: false, channelBlocked: false }],
    tabs: [0, 0, 0, 0],
    attempts: [{ learner: "noor", activity: "een", before: false }],
    answers: "lms",
    ...more,
  };
  return { name: `${name}, ${standard}`, promises, script: { seed: 1, setting, steps, ending } };
}

const after = (seconds: number, happening: Happening): Step => ({ after: seconds * 1000, ...happening });
const open = (page: number, tab = 0, attempt = 0): Step => after(0, { do: "open", page, tab, attempt });
const then = (seconds: number, what: Happening): Step => after(seconds, what);

let texts = 0;

/** Another text each time, typed and left. */
function writes(page: number, seconds: number, id = "regio", text = "Tekst"): readonly Step[] {
  return [
    after(seconds, { do: "type", page, id, text: `${text} [${texts++}]`, more: false }),
    after(0, { do: "settle", page, id }),
  ];
}

const TWO_DEVICES = {
  devices: [
    { storageBlocked: false, locksBlocked: false, channelBlocked: false },
    { storageBlocked: false, locksBlocked: false, channelBlocked: false },
  ],
  tabs: [0, 1, 0, 1],
};
const attempts = (...activities: readonly string[]): Pick<Setting, "attempts"> => ({
  attempts: activities.map((activity) => ({ learner: "noor", activity, before: false })),
});
const BOTH = ["scorm12", "scorm2004"] as const;
const LRS = ["cmi5", "xapi"] as const;
const LMS = [...BOTH, ...LRS] as const;

/** Text that no codec makes much shorter. */
function noise(length: number): string {
  let state = 7;
  let text = "";
  while (text.length < length) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    text += String.fromCharCode(33 + ((state >>> 24) % 90));
  }
  return text;
}

/** Somebody writes on, three characters at a time: that fills a record to its last ones. */
function bitByBit(page: number, from: number, to: number): readonly Step[] {
  const bits = noise(to).slice(from).match(/.{3}/g)!;
  return bits.map((text) => then(7, { do: "type", page, id: "plan", text, more: true }));
}

export const SCENARIOS: readonly Scenario[] = [
  scenario(
    "10: full to the last characters, then wide at the next launch",
    "scorm12",
    { scorm: "moodle strict" },
    [
      open(0),
      ...writes(0, 2, "regio", `Tekst ${noise(3_420)}`),
      ...writes(0, 8, "plan"),
      ...bitByBit(0, 3_420, 3_540),
      then(20, { do: "close", page: 0 }),
      open(1),
      ...writes(1, 20, "partners"),
    ],
  ),
  ...BOTH.flatMap((standard) => [
    scenario("1: server unreachable, Commit says true", standard, { scorm: "moodle" }, [
      open(0),
      ...writes(0, 2),
      then(8, { do: "down" }),
      ...writes(0, 2, "plan"),
      then(30, { do: "kill", page: 0 }),
    ]),
    scenario("1: completion while the server is unreachable", standard, { scorm: "moodle", promises: 0 }, [
      open(0),
      then(2, { do: "down" }),
      then(1, { do: "finish", page: 0 }),
      then(20, { do: "finish", page: 0 }),
      then(20, { do: "kill", page: 0 }),
    ]),
    scenario(
      "2: the session ends, who is asked stays, and logs in beside it",
      standard,
      { scorm: "moodle" },
      [
        open(0),
        ...writes(0, 2),
        then(9, { do: "log out", page: 0 }),
        ...writes(0, 2, "plan"),
        then(30, { do: "turn back", page: 0 }),
        then(20, { do: "log in", page: 0 }),
        ...writes(0, 20, "partners"),
        then(30, { do: "retry", page: 0 }),
        then(30, { do: "kill", page: 0 }),
      ],
    ),
    scenario("2: a login beside a page that stays, and has not asked yet", standard, { scorm: "moodle" }, [
      open(0),
      ...writes(0, 2),
      then(9, { do: "log out", page: 0 }),
      then(0, { do: "log in", page: 0 }),
      ...writes(0, 2, "plan"),
      then(20, { do: "turn back", page: 0 }),
      then(0, { do: "retry", page: 0 }),
      ...writes(0, 20, "partners"),
      then(30, { do: "kill", page: 0 }),
    ]),
    scenario("2: a beacon of a hidden tab gets HTTP 502", standard, { scorm: "moodle" }, [
      open(0),
      ...writes(0, 2),
      then(9, { do: "type", page: 0, id: "plan", text: "Tekst [verborgen]", more: false }),
      then(0, { do: "broken" }),
      then(0, { do: "hide", page: 0 }),
      then(30, { do: "kill", page: 0 }),
    ]),
    scenario("2: the session is gone when the page leaves", standard, { scorm: "moodle" }, [
      open(0),
      ...writes(0, 2),
      then(9, { do: "type", page: 0, id: "plan", text: "Tekst [weg]", more: false }),
      then(0, { do: "log out", page: 0 }),
      then(0, { do: "reload", page: 0 }),
      then(20, { do: "show", page: 0 }),
    ]),
    scenario(
      "3: what tab 2 saved is not overwritten by tab 1, which saved before and leaves last",
      standard,
      {
        scorm: standard === "scorm12" ? "strict" : "sends all",
        ending: "close in turn",
      },
      [
        open(0, 0),
        ...writes(0, 3),
        open(1, 1),
        ...writes(1, 3, "plan"),
        then(10, { do: "close", page: 1 }),
        then(10, { do: "close", page: 0 }),
      ],
    ),
    scenario("9: the API comes after five seconds", standard, { scorm: "late" }, [open(0), ...writes(0, 12)]),
    scenario("9: an LMS that cuts at its limit and says true", standard, { scorm: "cuts when committed" }, [
      open(0),
      ...writes(0, 2),
      then(8, { do: "type", page: 0, id: "plan", text: `Tekst [lang] ${noise(7_000)}`, more: false }),
    ]),
    scenario("7: backslashes are stripped at every launch (forma.lms)", standard, { scorm: "forma" }, [
      open(0),
      ...writes(0, 2, "regio", 'C:\\nieuw en "zo"\nregel'),
      then(10, { do: "close", page: 0 }),
      open(1),
      ...writes(1, 5, "plan"),
    ]),
    scenario("7: HTML is escaped", standard, { scorm: "escapes HTML" }, [
      open(0),
      ...writes(0, 2, "regio", "Tekst <b>&amp;</b> \"zo\" en 'zo'"),
    ]),
    scenario(
      "11: read-back is that of the launch (Frappe): sent, and known at the next launch",
      standard,
      {
        scorm: "frappe",
        promises: 0,
      },
      [
        open(0),
        ...writes(0, 2),
        then(70, { do: "close", page: 0 }),
        open(1),
        then(5, { do: "show", page: 1 }),
      ],
    ),
  ]),
  scenario("11: the record stands raw in a script in '…' (Chamilo)", "scorm12", { scorm: "chamilo 1.9" }, [
    open(0),
    ...writes(0, 2, "regio", 'Dat\'s "zo" \\ met + en & en %41\nregel'),
    then(10, { do: "close", page: 0 }),
    open(1),
    ...writes(1, 5, "plan"),
  ]),
  scenario('11: the record stands raw in a script in "…" (Claroline)', "scorm12", { scorm: "claroline" }, [
    open(0),
    ...writes(0, 2, "regio", 'Dat\'s "zo" \\ </script>\nregel'),
    then(10, { do: "close", page: 0 }),
    open(1),
    ...writes(1, 5, "plan"),
  ]),
  scenario(
    "11: true with the server gone and after a logout (Chamilo)",
    "scorm12",
    { scorm: "chamilo 1.9" },
    [
      open(0),
      ...writes(0, 2),
      then(9, { do: "log out", page: 0 }),
      ...writes(0, 2, "plan"),
      then(30, { do: "kill", page: 0 }),
      open(1),
      ...writes(1, 9),
      then(9, { do: "down" }),
      ...writes(1, 2, "plan"),
      then(30, { do: "kill", page: 1 }),
    ],
  ),
  ...LMS.flatMap((standard) => [
    scenario(
      "4: two attempts of one module in one browser",
      standard,
      { ...attempts("een", "een"), promises: 3 },
      [open(0, 0, 0), ...writes(0, 2), open(1, 1, 1), ...writes(1, 9, "plan"), ...writes(0, 9, "partners")],
    ),
    scenario(
      "4: two activities of one module in one browser",
      standard,
      { ...attempts("een", "twee"), promises: 2 },
      [open(0, 0, 0), open(1, 1, 1), ...writes(0, 5), ...writes(1, 9)],
    ),
    scenario(
      "4: an unsaved text of one attempt, and another attempt in the same tab",
      standard,
      attempts("een", "een"),
      [
        open(0, 0, 0),
        ...writes(0, 2),
        then(9, { do: "down" }),
        ...writes(0, 1, "plan"),
        then(2, { do: "kill", page: 0 }),
        then(0, { do: "up" }),
        open(1, 0, 1),
        ...writes(1, 9, "partners"),
      ],
    ),
    scenario("12: the clock goes back a year between two versions of an answer", standard, {}, [
      open(0),
      ...writes(0, 2),
      then(9, { do: "set clock", device: 0, by: -365 * 86_400_000 }),
      ...writes(0, 1),
      then(9, { do: "reload", page: 0 }),
      ...writes(0, 9),
    ]),
  ]),
  ...LRS.flatMap((standard) => [
    ...["ideal", "strict", "catapult", "weak", "hidden ETag", "ignores conditions"].map((lrs) =>
      scenario(`5: two devices, one answer, LRS "${lrs}"`, standard, { ...TWO_DEVICES, lrs, promises: 1 }, [
        open(0, 0),
        ...(standard === "xapi" ? [open(1, 1), ...writes(0, 9)] : [...writes(0, 9), open(1, 1)]),
        ...writes(1, 12),
        then(20, { do: "kill", page: 0 }),
      ]),
    ),
    scenario(
      "5: the second version of an answer where ETags are weak",
      standard,
      { lrs: "weak", promises: 2 },
      [open(0), ...writes(0, 5), ...writes(0, 12)],
    ),
    scenario("5: the page closes while a write is under way", "xapi", TWO_DEVICES, [
      open(0, 0),
      open(1, 1),
      after(3, { do: "http fault", method: "PUT", effect: "hangs", times: 1 }),
      ...writes(0, 0, "plan"),
      ...writes(1, 2, "plan"),
      then(9, { do: "close", page: 0 }),
    ]),
    ...(["no list", "no document", 429, 500, 503, "null", "hangs", "answer lost"] as const).map((effect) =>
      scenario(`6: what is stored cannot be read at the start (${effect})`, standard, {}, [
        open(0),
        ...writes(0, 5),
        then(12, { do: "close", page: 0 }),
        after(3, { do: "http fault", method: "GET", effect, times: 2 }),
        open(1),
        ...writes(1, 60),
      ]),
    ),
    scenario("6: an LRS that is slow", standard, { lrs: "slow" }, [
      open(0),
      ...writes(0, 8),
      ...writes(0, 12, "plan"),
      then(20, { do: "close", page: 0 }),
      open(1),
      ...writes(1, 12, "partners"),
    ]),
  ]),
  scenario(
    "3: two tabs that cannot hear each other",
    "web",
    {
      devices: [{ storageBlocked: false, locksBlocked: false, channelBlocked: true }],
      promises: 1,
    },
    [
      open(0, 0),
      open(1, 1),
      ...writes(1, 1),
      then(9, { do: "type", page: 0, id: "plan", text: "Tekst [haast]", more: false }),
      then(0, { do: "close", page: 0 }),
    ],
  ),
];
