/**
 * What the first players kept: `bookmark` for the place, and `answer/<interaction>` for each answer. Only read, once.
 */

import type { Answer } from "../../player/record.ts";
import { dictionary, emptyRecord } from "../../player/state.ts";
import type { Stored } from "../../player/tracker.ts";

const BOOKMARK = "bookmark";
const ANSWER = "answer/";
const FORMAT = 1;

export function isOfFirstPlayers(id: string): boolean {
  return id === BOOKMARK || id.startsWith(ANSWER);
}

/** `documents`: ids and their texts, at least one. */
export function recordOfFirstPlayers(documents: readonly (readonly [string, string])[]): Stored {
  const answers: [string, Answer][] = [];
  const conflicts: [string, Answer][] = [];
  const unreadable: string[] = [];
  let place = emptyRecord("");
  let newer = false;
  for (const [id, text] of documents) {
    const value = parsed(text);
    const answer = answerOf(value);
    const conflict = answerOf(value?.["conflict"]);
    const name = id.slice(ANSWER.length);
    if (id === BOOKMARK && isPlace(value)) place = { ...place, ...onlyPlace(value) };
    else if (id !== BOOKMARK && (answer || conflict)) {
      if (answer) answers.push([name, answer]);
      if (conflict) conflicts.push([name, conflict]);
    } else {
      unreadable.push(`${id}: ${text}`);
      newer ||= Number(value?.["format"]) > FORMAT;
    }
  }
  const record = { ...place, answers: dictionary(answers), conflicts: dictionary(conflicts) };
  if (unreadable.length === 0) return { kind: "intact", record };
  return { kind: newer ? "newer" : "damaged", record, raw: unreadable.join("\n") };
}

interface Place {
  readonly revision: number;
  readonly moduleVersion: string;
  readonly location: string;
  readonly visited: readonly string[];
  readonly finished: number | null;
}

function onlyPlace({ revision, moduleVersion, location, visited, finished }: Place): Place {
  return { revision, moduleVersion, location, visited, finished };
}

function isPlace(value: unknown): value is Place {
  const { format, revision, moduleVersion, location, visited, finished } = (value ?? {}) as Record<
    string,
    unknown
  >;
  return (
    format === FORMAT &&
    typeof revision === "number" &&
    typeof moduleVersion === "string" &&
    typeof location === "string" &&
    Array.isArray(visited) &&
    visited.every((section) => typeof section === "string") &&
    (finished === null || typeof finished === "number")
  );
}

function answerOf(value: unknown): Answer | null {
  const { value: text, time } = (value ?? {}) as Record<string, unknown>;
  return typeof text === "string" && typeof time === "number" ? { value: text, time, version: 1 } : null;
}

/** Null for what is no JSON object. */
function parsed(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value = JSON.parse(text) as unknown;
    return typeof value === "object" ? (value as Readonly<Record<string, unknown>> | null) : null;
  } catch {
    return null;
  }
}
