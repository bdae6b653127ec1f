/**
 * Unconfirmed text in `sessionStorage`, so that F5 or a crash costs nothing. Gone as soon as it is confirmed.
 *
 * The key is a hash of learner and package, so that it names neither; `sessionStorage` ends with the tab.
 */

import { crc32 } from "./crc32.ts";
import type { TextStore } from "./environment.ts";
import type { Answer, StateRecord } from "./record.ts";
import { dictionary, emptyRecord, merge } from "./state.ts";

interface Draft {
  readonly location: string;
  readonly visited: readonly string[];
  /** [id, value, time, time of the stored answer that it changes (0: there was none)] */
  readonly answers: readonly (readonly [string, string, number, number])[];
}

export function draftKey(learnerId: string, identifier: string): string {
  const text = encodeURIComponent(JSON.stringify([learnerId, identifier]));
  return `modulebouwer-${crc32(text)}${crc32(`${text}.`)}`;
}

/** Keeps what `record` has beyond `known`, what the LMS holds; removes the draft when that is nothing. */
export function keepDraft(
  store: TextStore | null,
  key: string,
  record: StateRecord,
  known: StateRecord,
): void {
  const answers = Object.entries(record.answers)
    .filter(([id, answer]) => answer.value !== known.answers[id]?.value)
    .map(([id, { value, time }]) => [id, value, time, known.answers[id]?.time ?? 0] as const);
  const draft: Draft = { location: record.location, visited: record.visited, answers };
  const moved = record.location !== known.location || record.visited.length !== known.visited.length;
  try {
    if (answers.length > 0 || moved) store?.setItem(key, JSON.stringify(draft));
    else store?.removeItem(key);
  } catch {
    // Full or blocked: the text is still on the page, and its status tells that it is not saved.
  }
}

/** `stored` with the draft's texts in it. A stored answer that changed since the draft began is a conflict. */
export function withDraft(store: TextStore | null, key: string, stored: StateRecord): StateRecord {
  const draft = readDraft(store, key);
  if (!draft) return stored;
  const unchanged = draft.answers.filter(
    ([id, , , base]) => stored.answers[id] && stored.answers[id].time === base,
  );
  const base: StateRecord = {
    ...stored,
    answers: dictionary(unchanged.map(([id]): [string, Answer] => [id, stored.answers[id]!])),
  };
  const mine: StateRecord = {
    ...emptyRecord(stored.moduleVersion),
    revision: stored.revision,
    location: draft.location,
    visited: draft.visited,
    answers: dictionary(draft.answers.map(([id, value, time]): [string, Answer] => [id, { value, time }])),
    conflicts: stored.conflicts,
    finished: stored.finished,
  };
  return merge(mine, stored, base);
}

function readDraft(store: TextStore | null, key: string): Draft | null {
  try {
    return JSON.parse(store?.getItem(key) ?? "null") as Draft | null;
  } catch {
    return null;
  }
}
