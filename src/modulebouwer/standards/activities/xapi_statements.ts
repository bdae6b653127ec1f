/**
 * Every statement that a cmi5 or plain xAPI package sends, made in this file and nowhere else.
 *
 * Sources: xAPI 1.0.3 Data 2.4; cmi5 1.0, 9. docs/xapi-profile.md is made from these functions (xapi_profile.ts).
 */

import type { Course, CourseInteraction, CourseResponse } from "../../player/course.ts";
import type { Response } from "../../player/tracker.ts";

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };
export type Statement = JsonObject;

/** What all statements of one launch share. */
export interface Circumstances {
  readonly course: Course;
  /** As the LMS gave it, to the letter (cmi5 9.2). */
  readonly actor: JsonObject;
  /** The activity as the LMS calls it. */
  readonly activity: string;
  readonly registration: string | null;
  /** What the LMS wants in every context (cmi5 10.2.1), or what it told at a plain launch. */
  readonly context: JsonObject;
  /** Marks of statements that a standard defines, and of those that its completion rule looks at (cmi5 9.6.2). */
  readonly categories: { readonly defined: readonly string[]; readonly moveOn: readonly string[] };
  /** Least scaled score to pass, from the launch; null when the LMS asks none. */
  readonly masteryScore: number | null;
}

export const VERBS = {
  initialized: verb("initialized", "begon aan"),
  experienced: verb("experienced", "las"),
  answered: verb("answered", "beantwoordde"),
  completed: verb("completed", "rondde af"),
  passed: verb("passed", "behaalde"),
  failed: verb("failed", "behaalde niet"),
  terminated: verb("terminated", "verliet"),
} as const;

export const ACTIVITY_TYPES = {
  course: "http://adlnet.gov/expapi/activities/course",
  section: "http://adlnet.gov/expapi/activities/lesson",
  interaction: "http://adlnet.gov/expapi/activities/cmi.interaction",
} as const;

export const EXTENSIONS = {
  /** Of the result: whole percentage of the sections that were opened (cmi5 9.5.5.1). */
  progress: "https://w3id.org/xapi/cmi5/result/extensions/progress",
  /** Of the context: the least scaled score that the LMS asked (cmi5 9.6.3.2). */
  masteryScore: "https://w3id.org/xapi/cmi5/context/extensions/masteryscore",
} as const;

/** First of a session. */
export function initialized(of: Circumstances): Statement {
  return defined(of, VERBS.initialized, undefined);
}

/** A section was opened for the first time; `progress` is a whole percentage. */
export function experienced(of: Circumstances, section: string, progress: number): Statement {
  const title = of.course.sections.find(({ id }) => id === section)?.title ?? section;
  const object = activity(iri(of, "section", section), {
    type: ACTIVITY_TYPES.section,
    name: { [of.course.language]: title },
  });
  return allowed(of, VERBS.experienced, object, { extensions: { [EXTENSIONS.progress]: progress } });
}

/** A question was answered. `response` only where the designer chose `answers: report`: a statement stays for ever. */
export function answered(
  of: Circumstances,
  interaction: CourseInteraction,
  response: Response | null,
): Statement {
  const object = activity(iri(of, "interaction", interaction.id), {
    type: ACTIVITY_TYPES.interaction,
    interactionType: interaction.type,
    name: { [of.course.language]: interaction.prompt },
    ...components(of.course.language, interaction),
    ...(interaction.right && { correctResponsesPattern: patterns(interaction) }),
  });
  if (response === null) return allowed(of, VERBS.answered, object, undefined);
  const { parts, result } = response;
  return allowed(of, VERBS.answered, object, {
    response: responseOfType(parts),
    ...(result !== "neutral" && { success: result === "correct" }),
  });
}

/** What can be answered, under the names that xAPI gives it by type (xAPI Data 2.4.4.1, interaction components). */
function components(language: string, { type, options, targets }: CourseInteraction): JsonObject {
  const list = (of: readonly CourseResponse[]): Json =>
    of.map(({ id, text }) => ({ id, description: { [language]: text } }));
  if (type === "matching") return { source: list(options ?? []), target: list(targets ?? []) };
  if (type === "likert") return { scale: list(options ?? []) };
  return options ? { choices: list(options) } : {};
}

/** For fill-in each accepted text is a pattern of its own; else all right parts make one. */
function patterns({ type, right = [] }: CourseInteraction): readonly string[] {
  return type === "fill-in" ? right : [responseOfType(right)];
}

/** Parts between `[,]`, the two sides of a match around `[.]` (xAPI Data, appendix C). */
function responseOfType(parts: readonly string[]): string {
  return parts.map((part) => part.replace(/^([a-z0-9-]+)=(?=[a-z0-9-]+$)/, "$1[.]")).join("[,]");
}

/** The learner's own "Afronden". */
export function completed(of: Circumstances, time: string): Statement {
  return defined(of, VERBS.completed, { completion: true, duration: time }, "move on");
}

/** `score` from 0 to 100. The LMS's mastery score goes before the module's own pass mark. */
export function scored(of: Circumstances, score: number, time: string): Statement {
  const scaled = Math.round(score) / 100;
  const success = scaled >= (of.masteryScore ?? of.course.passMark / 100);
  const result = {
    success,
    score: { scaled, raw: Math.round(score), min: 0, max: 100 },
    duration: time,
  };
  return defined(of, success ? VERBS.passed : VERBS.failed, result, "move on");
}

/** Last of a session. */
export function terminated(of: Circumstances, time: string): Statement {
  return defined(of, VERBS.terminated, { duration: time });
}

/** About the whole module, in the standard's own words. */
function defined(
  of: Circumstances,
  which: JsonObject,
  result: JsonObject | undefined,
  rule?: "move on",
): Statement {
  const categories = [...of.categories.defined, ...(rule ? of.categories.moveOn : [])];
  const mastery: JsonObject =
    rule && result?.["score"] && of.masteryScore !== null
      ? { [EXTENSIONS.masteryScore]: of.masteryScore }
      : {};
  const object = activity(of.activity, {
    type: ACTIVITY_TYPES.course,
    name: { [of.course.language]: of.course.title },
  });
  return statement(of, which, object, result, contextActivities("category", categories), mastery);
}

/** About a part of the module; cmi5 lets a unit send these between its own (cmi5 7.1.3). */
function allowed(
  of: Circumstances,
  which: JsonObject,
  object: JsonObject,
  result: JsonObject | undefined,
): Statement {
  return statement(of, which, object, result, contextActivities("parent", [of.activity]), {});
}

function statement(
  of: Circumstances,
  which: JsonObject,
  object: JsonObject,
  result: JsonObject | undefined,
  activities: JsonObject,
  extensions: JsonObject,
): Statement {
  return {
    id: uuid(),
    timestamp: new Date().toISOString(),
    actor: of.actor,
    verb: which,
    object,
    ...(result && { result }),
    context: context(of, activities, extensions),
  };
}

/** The LMS's own come first and stay as they are (cmi5 10.2.1.0-6). */
function context(of: Circumstances, activities: JsonObject, extensions: JsonObject): JsonObject {
  const given = of.context;
  const merged: Record<string, Json> = { ...(given["contextActivities"] as JsonObject | undefined) };
  for (const [key, own] of Object.entries(activities)) {
    merged[key] = [...list(merged[key]), ...list(own)];
  }
  const allExtensions: JsonObject = { ...(given["extensions"] as JsonObject | undefined), ...extensions };
  return {
    ...given,
    ...(of.registration !== null && { registration: of.registration }),
    ...(Object.keys(merged).length > 0 && { contextActivities: merged }),
    ...(Object.keys(allExtensions).length > 0 && { extensions: allExtensions }),
  };
}

function contextActivities(key: "category" | "parent", ids: readonly string[]): JsonObject {
  return ids.length > 0 ? { [key]: ids.map((id) => ({ objectType: "Activity", id })) } : {};
}

/** xAPI 1.0 takes one activity as well as a list of them. */
function list(value: Json | undefined): readonly Json[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? (value as readonly Json[]) : [value];
}

function activity(id: string, definition: JsonObject): JsonObject {
  return { objectType: "Activity", id, definition };
}

/** Under the module's own IRI, so that a section has one name in every LMS; else under the LMS's name of it. */
function iri(of: Circumstances, kind: string, id: string): string {
  return `${of.course.iri || of.activity}/${kind}/${id}`;
}

function verb(name: string, dutch: string): JsonObject {
  return { id: `http://adlnet.gov/expapi/verbs/${name}`, display: { nl: dutch, en: name } };
}

/** RFC 4122, version 4. `crypto.randomUUID` is only there on https. */
export function uuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const digits = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
