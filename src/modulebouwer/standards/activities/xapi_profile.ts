/**
 * docs/xapi-profile.md, made by the functions that make the statements: run by node, it prints the page, and with
 * `--json` the example statements alone (tests/unit/standards/test_statements.py).
 */

import type { Course, CourseInteraction } from "../../player/course.ts";
import type { Response } from "../../player/tracker.ts";
import {
  ACTIVITY_TYPES,
  answered,
  completed,
  experienced,
  EXTENSIONS,
  initialized,
  scored,
  terminated,
  VERBS,
  type Circumstances,
  type JsonObject,
  type Statement,
} from "./xapi_statements.ts";

interface Example {
  readonly verb: keyof typeof VERBS;
  /** When the statement is sent. */
  readonly when: string;
  make(of: Circumstances): Statement;
}

const COURSE = {
  identifier: "samenwerken-regio",
  iri: "https://example.org/modules/samenwerken-regio",
  title: "Samenwerken in de regio",
  language: "nl",
  passMark: 70,
  sections: [{ id: "startpunt", title: "Startpunt", minutes: 12 }],
  interactions: [
    {
      id: "buitenwereld",
      component: "reflection",
      section: "startpunt",
      prompt: "Hoe haalt u de buitenwereld de school in?",
      type: "long-fill-in",
      maxLength: 1200,
      required: true,
    },
    {
      id: "opvangplicht",
      component: "choice",
      section: "startpunt",
      prompt: "Wie regelt dat er opvang is?",
      type: "choice",
      maxLength: 30,
      required: false,
      options: [
        { id: "bestuur", text: "Het schoolbestuur" },
        { id: "gemeente", text: "De gemeente" },
      ],
      right: ["bestuur"],
    },
    {
      id: "startschaal.partners-kennen",
      component: "scale",
      section: "startpunt",
      prompt: "Ik ken de partners rond mijn school.",
      type: "likert",
      maxLength: 1,
      required: true,
      options: [
        { id: "1", text: "Nog niet" },
        { id: "2", text: "Deels" },
        { id: "3", text: "Ja" },
      ],
    },
    {
      id: "richting",
      component: "categorise",
      section: "startpunt",
      prompt: "Omhoog of opzij?",
      type: "matching",
      maxLength: 40,
      required: false,
      options: [
        { id: "inspectie", text: "De inspectie" },
        { id: "ouders", text: "Ouders" },
      ],
      targets: [
        { id: "omhoog", text: "Omhoog" },
        { id: "opzij", text: "Opzij" },
      ],
      right: ["inspectie=omhoog", "ouders=opzij"],
    },
    {
      id: "volgorde",
      component: "order",
      section: "startpunt",
      prompt: "Wat eerst?",
      type: "sequencing",
      maxLength: 20,
      required: false,
      options: [
        { id: "kaart", text: "De kaart" },
        { id: "plan", text: "Het plan" },
      ],
      right: ["kaart", "plan"],
    },
    {
      id: "plicht-bestuur",
      component: "true-false",
      section: "startpunt",
      prompt: "Het bestuur regelt de opvang.",
      type: "true-false",
      maxLength: 8,
      required: false,
      right: ["true"],
    },
    {
      id: "uren",
      component: "short-answer",
      section: "startpunt",
      prompt: "Hoeveel uur?",
      type: "fill-in",
      maxLength: 250,
      required: false,
      right: ["960", "960 uur"],
    },
  ],
} as unknown as Course;

const CMI5: Circumstances = {
  course: COURSE,
  actor: {
    objectType: "Agent",
    name: "A. Bakker",
    account: { homePage: "https://lms.example.org", name: "a.bakker" },
  },
  activity: "https://lms.example.org/activity/42",
  registration: "5d2bb2f6-6e21-4b4c-9a6b-5f3a2a7d1c11",
  context: {
    contextActivities: {
      grouping: [{ objectType: "Activity", id: "https://example.org/modules/samenwerken-regio" }],
    },
    extensions: { "https://w3id.org/xapi/cmi5/context/extensions/sessionid": "session-1" },
  },
  categories: {
    defined: ["https://w3id.org/xapi/cmi5/context/categories/cmi5"],
    moveOn: ["https://w3id.org/xapi/cmi5/context/categories/moveon"],
  },
  masteryScore: 0.7,
};

const XAPI: Circumstances = {
  ...CMI5,
  activity: COURSE.iri,
  context: {},
  categories: { defined: [], moveOn: [] },
  masteryScore: null,
};

const [REFLECTION, QUESTION, ...OTHERS] = COURSE.interactions as [
  CourseInteraction,
  CourseInteraction,
  ...CourseInteraction[],
];

const EXAMPLES: readonly Example[] = [
  { verb: "initialized", when: "The module has opened; the first of a session.", make: initialized },
  {
    verb: "experienced",
    when: "The learner has opened a section for the first time.",
    make: (of) => experienced(of, "startpunt", 14),
  },
  {
    verb: "answered",
    when:
      "The learner has answered a question, and the answer is safe. The text is only in it where the designer chose " +
      "`answers: report`: a statement stays for ever and others may read it.",
    make: (of) => answered(of, REFLECTION, null),
  },
  {
    verb: "answered",
    when: "A question that has a right answer, under `answers: report`.",
    make: (of) => answered(of, QUESTION, { parts: ["bestuur"], result: "correct" }),
  },
  {
    verb: "completed",
    when: "The learner has pressed “Afronden”. Never by itself.",
    make: (of) => completed(of, "PT42M10S"),
  },
  {
    verb: "passed",
    when: "With completed, where the module has a score and it reaches the mastery score of the LMS, if that asks one.",
    make: (of) => scored(of, 85, "PT42M10S"),
  },
  {
    verb: "failed",
    when: "With completed, where the score stays below the mastery score of the LMS.",
    make: (of) => scored({ ...of, masteryScore: 0.7 }, 55, "PT42M10S"),
  },
  {
    verb: "terminated",
    when: "The learner leaves; the last of a session.",
    make: (of) => terminated(of, "PT42M31S"),
  },
];

/** As a reader wants to see it and every run gives it: the moment and the id are made up. */
function shown(statement: Statement): JsonObject {
  return { ...statement, id: "2c9f5a0e-3b1d-4d6a-8f57-0d6a1c9b7e42", timestamp: "2026-01-12T10:00:00.000Z" };
}

function page(): string {
  const json = (value: JsonObject): string => `\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\``;
  const rows = (of: Readonly<Record<string, string>>): string =>
    Object.entries(of)
      .map(([name, id]) => `| ${name} | \`${id}\` |`)
      .join("\n");
  const verbs = Object.fromEntries(Object.entries(VERBS).map(([name, verb]) => [name, String(verb["id"])]));
  const sections = EXAMPLES.map(
    ({ verb, when, make }) => `### ${verb}\n\n${when}\n\n${json(shown(make(CMI5)))}`,
  );
  return `# xAPI profile

What the cmi5 and plain xAPI packages of modulebouwer tell a learning record store. This page is made from the code
that sends the statements: \`node src/modulebouwer/standards/activities/xapi_profile.ts\` prints it, and a test checks that it is fresh.

## Verbs

| verb | id |
| --- | --- |
${rows(verbs)}

## Activity types

| activity | type |
| --- | --- |
${rows(ACTIVITY_TYPES)}

The module is named as the LMS names it at launch. Sections and questions have one name in every LMS, under the
\`base_iri\` of module.yaml: \`<base_iri>/<module>/section/<id>\` and \`<base_iri>/<module>/interaction/<id>\`.

## Extensions

| extension | id |
| --- | --- |
${rows(EXTENSIONS)}

## State documents

The learner's work is in one State document of the learner, the module and the registration, never in statements:
\`record\`, whose member \`record\` is one line with the answers, the place, the sections opened and the moment of finishing.
It is read before every write and written on the condition that it is still what was read (\`If-Match\`). Where the store's
conditions cannot be trusted, another page may write over it between a look and a write: each answer in it says which page
wrote it and which texts were let go for it, so that a page finds that its own was not, and puts the two together. A page
that goes while a write is under way leaves what it has to say in \`last-words/<name>\`, which the next
launch takes in and removes.
Documents of earlier players (\`bookmark\`, \`answer/<id>\`) are read once and stay where they are.

## Statements of cmi5

Statements that cmi5 defines carry its category; the others are “cmi5 allowed”. What the LMS gives as context template
comes first in every context.

${sections.join("\n\n")}

## Statements of plain xAPI

The same, without categories and without the session's id; grouping and platform are those of the launch. For example:

${json(shown(initialized(XAPI)))}
`;
}

/** Both standards, the text of an answer where the designer chose so, and every type of interaction. */
function statements(): readonly Statement[] {
  const all = [CMI5, XAPI].flatMap((of) => EXAMPLES.map(({ make }) => make(of)));
  const text: Response = { parts: ["Één regel.\nNog één."], result: "neutral" };
  const right = OTHERS.map((one) => answered(CMI5, one, { parts: one.right ?? ["2"], result: "correct" }));
  return [...all, answered(CMI5, REFLECTION, text), answered(XAPI, REFLECTION, text), ...right];
}

console.log(process.argv.includes("--json") ? JSON.stringify(statements()) : page().trimEnd());
