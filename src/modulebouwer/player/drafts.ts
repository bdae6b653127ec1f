/**
 * Text that is not known to be safe, in `sessionStorage`, so that F5 or a crash costs nothing; it ends with the tab.
 *
 * A draft is two lines of the record's own form (codec.ts): what the learner has beyond what is safe, and the place of
 * that (earlier players: and its texts). Its key is a hash, which names neither learner nor module: of the attempt's name, or, as long as
 * the LMS was never seen to hold that, of all that the page knows of where it is.
 */

import { decode, encode } from "./codec.ts";
import { crc32 } from "./crc32.ts";
import type { Answer, StateRecord } from "./record.ts";
import { dictionary, entries, keys, merge, over, sameTextsOf } from "./state.ts";
import { keepText, textOf, type TextStore } from "./text_store.ts";

export interface Draft {
  readonly mine: StateRecord;
  readonly base: StateRecord;
  /** The LMS said that it took this, and only a later launch could tell. */
  readonly sent: boolean;
}

/** A name for what all of `parts` tell apart. */
export function hashed(...parts: readonly string[]): string {
  const text = encodeURIComponent(JSON.stringify(parts));
  return `modulebouwer-${crc32(text)}${crc32(`${text}.`)}`;
}

/** The texts that `record` has beyond `safe`, wherever they stand. */
export function beyond(record: StateRecord, safe: StateRecord): StateRecord {
  return ofThese(record, (id) => !sameTextsOf(record, safe, id));
}

/** The texts of `record` that `other` has as well. */
export function shared(record: StateRecord, other: StateRecord): StateRecord {
  return ofThese(record, (id) => sameTextsOf(record, other, id));
}

/** Keeps what `record` has beyond `safe`, and under `pointer` ("": nowhere) where that is; removes the draft when it is nothing. */
export function keepDraft(
  store: TextStore | null,
  key: string,
  record: StateRecord,
  safe: StateRecord,
  sent: boolean,
  pointer: string,
): void {
  const mine = beyond(record, safe);
  const base = ofThese(safe, () => false);
  const texts = keys(mine.answers).length > 0;
  const moved = record.location !== safe.location || record.visited.length !== safe.visited.length;
  const draft = texts || moved ? [encode(mine), encode(base), sent ? "sent" : ""].join("\n") : "";
  // Full or blocked: the text is still on the page, and its status tells that it is not saved.
  keepText(store, key, draft);
  if (texts && pointer) keepText(store, pointer, key);
  else if (!draft && textOf(store, pointer) === key) keepText(store, pointer, "");
}

export function draftOf(store: TextStore | null, key: string): Draft | null {
  const [mine, base, sent] = textOf(store, key)
    .split("\n")
    .map((line) => decode(line));
  if (mine?.kind !== "intact" || base?.kind !== "intact") return null;
  return { mine: mine.record, base: base.record, sent: sent?.kind !== "empty" };
}

/**
 * `stored` with the draft's texts in it. A stored answer that the draft's writer had not seen is a conflict. `typed`: the
 * learner has written the one in `stored` in this page, and it stays in its field.
 */
export function withDraft(
  { mine, base }: Omit<Draft, "sent">,
  stored: StateRecord,
  typed?: (id: string) => boolean,
): StateRecord {
  const moved = mine.location !== base.location && mine.location !== "";
  const { location } = moved ? mine : stored;
  const { attempt, finished, revision } = stored;
  return { ...merge(stored, { ...changedFrom(mine, base), attempt, finished, revision }, typed), location };
}

/** `mine`, which has seen the texts of `base`: earlier players kept apart what it was changed from. */
export function changedFrom(mine: StateRecord, base: StateRecord): StateRecord {
  const answers = entries(mine.answers).map(([id, text]): [string, Answer] => [id, over(base, id, text)]);
  return { ...mine, answers: dictionary(answers) };
}

/** `record` with the texts of those ids alone. */
function ofThese(record: StateRecord, these: (id: string) => boolean): StateRecord {
  const ids = keys(record.answers).filter(these);
  const of = (texts: Readonly<Record<string, Answer>>): Record<string, Answer> =>
    dictionary(ids.filter((id) => texts[id]).map((id) => [id, texts[id]!]));
  return {
    ...record,
    answers: of(record.answers),
    conflicts: of(record.conflicts),
    labels: dictionary([]),
  };
}
