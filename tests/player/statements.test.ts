/** Every statement whole, as xAPI 1.0.3 (Data 2.4) and cmi5 1.0 (9) have it: a field more or less is another statement. */

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Course } from "../../src/modulebouwer/player/course.ts";
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
  type Statement,
} from "../../src/modulebouwer/standards/activities/xapi_statements.ts";
import { interaction } from "./virtual.ts";

const ACTOR = { objectType: "Agent", mbox: "mailto:noor@example.org" };
const REGISTRATION = "5d2bb2f6-6e21-4b4c-9a6b-5f3a2a7d1c11";
const COURSE = {
  iri: "https://example.org/modules/proef",
  title: "Proef",
  language: "nl",
  passMark: 70,
  sections: [
    { id: "begin", title: "Het begin", minutes: 5 },
    { id: "einde", title: "Het einde", minutes: 5 },
  ],
} as unknown as Course;
/** As the LMS gives it: one activity, and no list. It stays so. */
const GROUPING = { objectType: "Activity", id: "https://lms.example.org/course/3" };
const CATEGORY = "https://w3id.org/xapi/cmi5/context/categories";
const CMI5: Circumstances = {
  course: COURSE,
  actor: ACTOR,
  activity: "https://lms.example.org/activity/42",
  registration: REGISTRATION,
  context: {
    contextActivities: { grouping: GROUPING },
    extensions: { "https://w3id.org/xapi/cmi5/context/extensions/sessionid": "session-1" },
    platform: "Leeromgeving",
  },
  categories: { defined: [`${CATEGORY}/cmi5`], moveOn: [`${CATEGORY}/moveon`] },
  masteryScore: 0.8,
};
/** A plain launch that says no more than it has to. */
const XAPI: Circumstances = {
  ...CMI5,
  activity: COURSE.iri,
  registration: null,
  context: {},
  categories: { defined: [], moveOn: [] },
  masteryScore: null,
};

const MODULE = {
  objectType: "Activity",
  id: "https://lms.example.org/activity/42",
  definition: { type: "http://adlnet.gov/expapi/activities/course", name: { nl: "Proef" } },
};
const SESSION = { "https://w3id.org/xapi/cmi5/context/extensions/sessionid": "session-1" };
const activity = (id: string) => ({ objectType: "Activity", id });
const categories = (...names: string[]) => ({
  category: names.map((name) => activity(`${CATEGORY}/${name}`)),
});

/** What cmi5's own statements have around them. */
function around(...names: string[]): Json {
  return {
    platform: "Leeromgeving",
    registration: REGISTRATION,
    contextActivities: { grouping: GROUPING, ...categories(...names) },
    extensions: SESSION,
  };
}

function verb(name: string, dutch: string): Json {
  return { id: `http://adlnet.gov/expapi/verbs/${name}`, display: { nl: dutch, en: name } };
}

/** `statement` without what is new each time, which has the form that it is to have. */
function rest(statement: Statement): Json {
  const { id, timestamp, ...others } = statement as Record<string, Json>;
  assert.match(String(id), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.match(String(timestamp), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  return others;
}

test("a name is made of new chances each time", () => {
  assert.equal(new Set(Array.from({ length: 50 }, uuid)).size, 50);
});

test("cmi5: initialized", () => {
  assert.deepEqual(rest(initialized(CMI5)), {
    actor: ACTOR,
    verb: verb("initialized", "begon aan"),
    object: MODULE,
    context: around("cmi5"),
  });
});

test("cmi5: terminated", () => {
  assert.deepEqual(rest(terminated(CMI5, "PT5M")), {
    actor: ACTOR,
    verb: verb("terminated", "verliet"),
    object: MODULE,
    result: { duration: "PT5M" },
    context: around("cmi5"),
  });
});

test("cmi5: completed", () => {
  assert.deepEqual(rest(completed(CMI5, "PT5M")), {
    actor: ACTOR,
    verb: verb("completed", "rondde af"),
    object: MODULE,
    result: { completion: true, duration: "PT5M" },
    context: around("cmi5", "moveon"),
  });
});

for (const [score, passes] of [
  [80, true],
  [79.6, true],
  [79.4, false],
] as const) {
  test(`cmi5: a score of ${score} against a mastery score of 0.8`, () => {
    const raw = Math.round(score);
    assert.deepEqual(rest(scored(CMI5, score, "PT5M")), {
      actor: ACTOR,
      verb: passes ? verb("passed", "behaalde") : verb("failed", "behaalde niet"),
      object: MODULE,
      result: { success: passes, score: { scaled: raw / 100, raw, min: 0, max: 100 }, duration: "PT5M" },
      context: {
        ...(around("cmi5", "moveon") as Record<string, Json>),
        extensions: { ...SESSION, "https://w3id.org/xapi/cmi5/context/extensions/masteryscore": 0.8 },
      },
    });
  });
}

test("without a mastery score of the LMS the module's pass mark decides, and no extension tells of one", () => {
  for (const [score, name] of [
    [70, "passed"],
    [69, "failed"],
  ] as const) {
    const statement = rest(scored({ ...CMI5, masteryScore: null }, score, "PT5M")) as Record<string, any>;
    assert.equal(statement["verb"].display.en, name);
    assert.deepEqual(statement["context"].extensions, SESSION);
  }
  assert.equal(
    (scored({ ...CMI5, masteryScore: 0 }, 0, "PT5M") as Record<string, any>)["result"].success,
    true,
  );
});

test("a section that was opened, under the module's own name, with the module for its parent", () => {
  assert.deepEqual(rest(experienced(CMI5, "einde", 50)), {
    actor: ACTOR,
    verb: verb("experienced", "las"),
    object: {
      objectType: "Activity",
      id: "https://example.org/modules/proef/section/einde",
      definition: { type: "http://adlnet.gov/expapi/activities/lesson", name: { nl: "Het einde" } },
    },
    result: { extensions: { "https://w3id.org/xapi/cmi5/result/extensions/progress": 50 } },
    context: {
      platform: "Leeromgeving",
      registration: REGISTRATION,
      contextActivities: { grouping: GROUPING, parent: [activity("https://lms.example.org/activity/42")] },
      extensions: SESSION,
    },
  });
  const unknown = experienced(CMI5, "weg", 50) as Record<string, any>;
  assert.deepEqual(unknown["object"].definition.name, { nl: "weg" });
});

test("a plain launch that tells nothing has nothing around its statements", () => {
  assert.deepEqual((rest(initialized(XAPI)) as Record<string, Json>)["context"], {});
  assert.deepEqual((rest(experienced(XAPI, "begin", 100)) as Record<string, Json>)["context"], {
    contextActivities: { parent: [activity(COURSE.iri)] },
  });
});

test("a module without a name of its own has its parts under the LMS's name of it", () => {
  const of = { ...CMI5, course: { ...COURSE, iri: "" } };
  const { object } = experienced(of, "begin", 100) as Record<string, any>;
  assert.equal(object.id, "https://lms.example.org/activity/42/section/begin");
});

test("one activity of the LMS and ours of the same kind become a list, its own first", () => {
  const parent = activity("https://lms.example.org/course/3");
  for (const given of [parent, [parent]]) {
    const of = { ...CMI5, context: { contextActivities: { parent: given } } };
    const { context } = experienced(of, "begin", 100) as Record<string, any>;
    assert.deepEqual(context.contextActivities, { parent: [parent, activity(CMI5.activity)] });
  }
  const none = { ...CMI5, context: { contextActivities: { parent: null } } };
  const { context } = experienced(none, "begin", 100) as Record<string, any>;
  assert.deepEqual(context.contextActivities, { parent: [activity(CMI5.activity)] });
});

const OPTIONS = [
  { id: "ja-zeker", text: "Ja" },
  { id: "nee", text: "Nee" },
];
const LISTED = [
  { id: "ja-zeker", description: { nl: "Ja" } },
  { id: "nee", description: { nl: "Nee" } },
];

for (const [type, more, definition, parts, response] of [
  ["long-fill-in", {}, {}, ["Mijn antwoord"], "Mijn antwoord"],
  ["choice", { options: OPTIONS }, { choices: LISTED }, ["ja-zeker", "nee"], "ja-zeker[,]nee"],
  ["sequencing", { options: OPTIONS }, { choices: LISTED }, ["nee", "ja-zeker"], "nee[,]ja-zeker"],
  ["likert", { options: OPTIONS }, { scale: LISTED }, ["nee"], "nee"],
  [
    "matching",
    { options: OPTIONS, targets: [{ id: "hier", text: "Hier" }] },
    { source: LISTED, target: [{ id: "hier", description: { nl: "Hier" } }] },
    ["ja-zeker=hier", "nee=hier"],
    "ja-zeker[.]hier[,]nee[.]hier",
  ],
  ["matching", {}, { source: [], target: [] }, [], ""],
  ["likert", {}, { scale: [] }, ["1"], "1"],
] as const) {
  test(`an answer of type ${type}${"options" in more ? "" : " without options"}`, () => {
    const asked = interaction("vraag", { type, ...more });
    assert.deepEqual(rest(answered(CMI5, asked, { parts, result: "neutral" })), {
      actor: ACTOR,
      verb: verb("answered", "beantwoordde"),
      object: {
        objectType: "Activity",
        id: "https://example.org/modules/proef/interaction/vraag",
        definition: {
          type: "http://adlnet.gov/expapi/activities/cmi.interaction",
          interactionType: type,
          name: { nl: "Vraag vraag" },
          ...definition,
        },
      },
      result: { response },
      context: {
        platform: "Leeromgeving",
        registration: REGISTRATION,
        contextActivities: { grouping: GROUPING, parent: [activity("https://lms.example.org/activity/42")] },
        extensions: SESSION,
      },
    });
  });
}

test("a text that looks like a match, but is none, stays as it is", () => {
  for (const text of ["Jan=Piet", "a=b c", "a b=c", "=b", "a="]) {
    const { result } = answered(CMI5, interaction("vraag"), { parts: [text], result: "neutral" }) as Record<
      string,
      any
    >;
    assert.equal(result.response, text);
  }
});

test("right and wrong are told as success, neither as nothing; what is right stands in the definition", () => {
  const asked = interaction("vraag", { type: "choice", options: OPTIONS, right: ["ja-zeker", "nee"] });
  for (const [result, told] of [
    ["correct", { response: "nee", success: true }],
    ["incorrect", { response: "nee", success: false }],
    ["neutral", { response: "nee" }],
  ] as const) {
    const statement = answered(CMI5, asked, { parts: ["nee"], result }) as Record<string, any>;
    assert.deepEqual(statement["result"], told);
    assert.deepEqual(statement["object"].definition.correctResponsesPattern, ["ja-zeker[,]nee"]);
  }
  const filled = interaction("vraag", { type: "fill-in", right: ["960", "960 uur"] });
  const statement = answered(CMI5, filled, { parts: ["961"], result: "incorrect" }) as Record<string, any>;
  assert.deepEqual(statement["object"].definition.correctResponsesPattern, ["960", "960 uur"]);
});

test("without the designer's choice for reports no statement holds what was answered", () => {
  assert.equal("result" in answered(CMI5, interaction("vraag"), null), false);
});
