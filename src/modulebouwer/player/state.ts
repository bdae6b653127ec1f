/**
 * The one record of a learner: how it starts, changes and merges. Nothing here ever drops an answer that nobody let go.
 *
 * Each field tells which page wrote its text, as which version, and which texts were let go for it: an observed-remove set
 * without tombstones (Bieniusa et al., An optimized conflict-free replicated set, 2012), one for each field, so that a part
 * of a record is merged like a whole one.
 */

import { crc32 } from "./crc32.ts";
import type { Answer, Label, StateRecord } from "./record.ts";

/** Texts that were let go of which a field tells. */
const MOST_SEEN = 8;

/** Stands between texts that share the one place for "the other text". */
export const BETWEEN_TEXTS = "\n\n---\n\n";

export function emptyRecord(moduleVersion: string): StateRecord {
  return {
    attempt: "",
    revision: 0,
    moduleVersion,
    location: "",
    visited: [],
    answers: dictionary<Answer>([]),
    conflicts: dictionary<Answer>([]),
    labels: dictionary<Label>([]),
    finished: null,
  };
}

/** What any two records have in common, if nothing else. */
export const NOTHING = emptyRecord("");

/** Those of an object; named once, for it is asked everywhere and the player has to be small. */
export const { entries, keys } = Object;

/** An object without a prototype, so that an interaction may be called "constructor". */
export function dictionary<T>(entries: Iterable<readonly [string, T]>): Record<string, T> {
  return Object.assign(Object.create(null), Object.fromEntries(entries)) as Record<string, T>;
}

export type Of<T> = Readonly<Record<string, T>>;

export function withAnswer<T>(answers: Of<T>, id: string, answer: T): Of<T> {
  return withMore(answers, [[id, answer]]);
}

export function withMore<T>(all: Of<T>, more: Iterable<readonly [string, T]>): Of<T> {
  return dictionary([...entries(all), ...more]);
}

export function without<T>(answers: Of<T>, id: string): Of<T> {
  return dictionary(entries(answers).filter(([other]) => other !== id));
}

/** Those that are not empty. */
export function withText(texts: Of<Answer> | readonly Answer[]): Answer[] {
  return Object.values(texts).filter(({ value }) => value);
}

/** Whether the learner has written anything. */
export function hasText({ answers }: StateRecord): boolean {
  return withText(answers).length > 0;
}

/** True when both hold the same texts, of the same versions, whichever of them stands in the field, and are at the same place. */
export function sameContent(a: StateRecord, b: StateRecord): boolean {
  return samePlace(a, b) && sameEverywhere(a, b, ({ value, version }) => `${version} ${value}`);
}

/** As `sameContent`, of whatever versions. */
export function sameTexts(a: StateRecord, b: StateRecord): boolean {
  return samePlace(a, b) && sameEverywhere(a, b, ({ value }) => value);
}

export function sameTextsOf(a: StateRecord, b: StateRecord, id: string): boolean {
  return sameUnder(a, b, id, ({ value }) => value);
}

function sameEverywhere(a: StateRecord, b: StateRecord, told: (text: Answer) => string): boolean {
  return idsOf(a, b).every((id) => sameUnder(a, b, id, told));
}

/** A cleared field tells nothing where another text stands. */
function sameUnder(a: StateRecord, b: StateRecord, id: string, told: (text: Answer) => string): boolean {
  const [some, others] = [a, b].map((record) => {
    const texts = textsUnder(record, id);
    const written = withText(texts);
    return new Set((written.length > 0 ? written : texts).map(told).filter(Boolean));
  });
  return some!.size === others!.size && [...some!].every((text) => others!.has(text));
}

/** Of everything that was answered. */
function idsOf(...records: readonly StateRecord[]): string[] {
  return [...new Set(records.flatMap(({ answers, conflicts }) => [...keys(answers), ...keys(conflicts)]))];
}

/** Whether all texts in `value` stand under `id`: in the field, beside it, or aside (set_aside.ts). */
export function holdsUnder({ answers, conflicts }: StateRecord, id: string, value: string): boolean {
  const texts = [...entries(answers), ...entries(conflicts)]
    .filter(([other]) => other === id || other.startsWith(`${id}~`))
    .flatMap(([, text]) => text.value.split(BETWEEN_TEXTS));
  return value.split(BETWEEN_TEXTS).every((text) => texts.includes(text));
}

function samePlace(a: StateRecord, b: StateRecord): boolean {
  return (
    a.location === b.location &&
    a.finished === b.finished &&
    a.visited.length === b.visited.length &&
    a.visited.every((section, index) => section === b.visited[index])
  );
}

type Seen = Of<number>;

/** Who wrote a text: a page, or nobody who is known (an earlier player), so that it stands for itself. */
function writerOf({ by, value }: Answer): string {
  return by ?? crc32(value);
}

/**
 * Of each writer the newest version under `id` that whoever made the record has seen: it is there or was let go.
 * `before`: 1 for those that another text of the same version cannot be among. A page that nobody has heard of yet writes on
 * under one version, and what it has left in the browser may have been read meanwhile.
 */
export function seenUnder(record: StateRecord, id: string, before = 0): Record<string, number> {
  const texts = textsUnder(record, id).map((text) => [writerOf(text), text.version - before] as const);
  return greatest([...entries(record.answers[id]?.seen ?? {}), ...texts]);
}

function greatest(counts: Iterable<readonly [writer: string, count: number]>): Record<string, number> {
  const all = dictionary<number>([]);
  for (const [writer, count] of counts) all[writer] = Math.max(all[writer] ?? 0, count);
  return all;
}

/** Whether whoever has seen this saw this text: where it is not there, it was let go. */
export function isSeen(seen: Seen, text: Answer): boolean {
  return (seen[writerOf(text)] ?? 0) >= text.version;
}

/** `text` in the field of `id`, in the place of all that `record` has there but what is `beside` it. */
export function over(record: StateRecord, id: string, text: Answer, beside: readonly Answer[] = []): Answer {
  return withSeen([text, ...beside], seenUnder(record, id));
}

/** The first of `texts`, with what of all that was seen is not among them. */
function withSeen(texts: readonly Answer[], seen: Seen): Answer {
  const [field] = texts as [Answer];
  const gone = entries(greatest([...entries(seen), ...entries(field.seen ?? {})]))
    .filter(([writer, count]) => !texts.some((text) => writerOf(text) === writer && text.version >= count))
    .sort(([, a], [, b]) => a - b)
    .slice(-MOST_SEEN);
  return { ...alone(field), ...(gone.length > 0 && { seen: dictionary(gone) }) };
}

function alone({ value, time, version, by }: Answer): Answer {
  return { value, time, version, ...(by && { by }) };
}

/**
 * One record out of two, or out of one and some answers of another. A text lives unless the other one has seen it and has
 * it no longer. The newest stands in its field (`typed`: the one that this page's learner wrote, if it lives; or one that nobody has another for), the others
 * beside it, unless a newer one holds them in full; a cleared field gives way to what its page had not. The order of
 * merging makes no difference to what lives.
 */
export function merge(
  mine: StateRecord,
  theirs: StateRecord,
  typed: (id: string) => boolean = () => false,
): StateRecord {
  const [answers, conflicts, labels] = [
    dictionary<Answer>([]),
    dictionary<Answer>([]),
    dictionary<Label>([]),
  ];
  for (const id of idsOf(mine, theirs)) {
    const texts = textsLeft(id, mine, theirs, typed(id) ? mine.answers[id]?.value : undefined);
    const [field, ...beside] = texts as [Answer, ...Answer[]];
    const seen = [mine, theirs].flatMap((side) => entries(seenUnder(side, id)));
    answers[id] = withSeen(texts, greatest(seen));
    const other = together(beside);
    if (other) conflicts[id] = other;
    // What it answered goes with it, and no other's: another page may be of another version of the module.
    const told = [mine, theirs].find(
      (side) => side.labels[id] && textsUnder(side, id).some(({ value }) => value === field.value),
    );
    if (told) labels[id] = told.labels[id]!;
  }
  return {
    ...newestRecord(mine, theirs),
    attempt: theirs.attempt || mine.attempt,
    visited: [...new Set([...mine.visited, ...theirs.visited])],
    answers,
    conflicts,
    labels,
    finished: earliest(mine.finished, theirs.finished),
  };
}

/** The text of the field and those beside it. */
function textsLeft(id: string, mine: StateRecord, theirs: StateRecord, typed?: string): Answer[] {
  const [ours, others] = [textsUnder(mine, id), textsUnder(theirs, id)];
  const has = (side: readonly Answer[], text: string): boolean => side.some(({ value }) => value === text);
  const lives = (there: readonly Answer[], record: StateRecord) => {
    const seen = seenUnder(record, id, 1);
    return (text: Answer) => has(there, text.value) || !isSeen(seen, text);
  };
  const living = [...ours.filter(lives(others, theirs)), ...others.filter(lives(ours, mine))];
  // Each has let go the other's: then nobody has chosen.
  const all = (living.length > 0 ? living : [...ours, ...others]).sort((a, b) => (newer(a, b) ? -1 : 1));
  const distinct = all.filter(
    (text, index) =>
      !all
        .slice(0, index)
        .some((other) => other.value === text.value || (holds(other, text) && text.value !== typed)),
  );
  const written = withText(distinct);
  // Who cleared it has seen what stands beside it.
  const cleared = [ours, others].some(
    (side) => has(side, "") && written.every(({ value }) => has(side, value)),
  );
  const texts = cleared ? distinct : written;
  const [one, another = one] = [mine, theirs].flatMap(({ answers }) => answers[id]?.value ?? []);
  const stays = typed ?? (one === another ? one : undefined);
  const field = texts.find(({ value }) => value === stays) ?? texts[0]!;
  return [field, ...texts.filter((text) => text !== field && text.value)];
}

/** All texts in one, oldest first; undefined when there is none. */
export function together(texts: readonly Answer[]): Answer | undefined {
  const [only] = texts;
  if (!only || (texts.length === 1 && (only.by || piecesOf(only).length === 1))) return only;
  const ordered = [...texts].sort((a, b) => (newer(a, b) ? 1 : -1));
  return {
    value: ordered.map(({ value }) => value).join(BETWEEN_TEXTS),
    time: Math.max(...ordered.map(({ time }) => time)),
    version: Math.max(...ordered.map(({ version }) => version)),
    by: ordered.map((one) => [one.by, one.version, piecesOf(one).length].join(":")).join(" "),
  };
}

/** The texts in one: who has chosen both of two has written what stands between texts. */
export function parts(text: Answer): Answer[] {
  const pieces = piecesOf(text);
  if (pieces.length === 1 || (text.by && !text.by.includes(":"))) return [text];
  const dots = text.by ? text.by.split(" ") : pieces.map(() => "");
  return dots.map((dot) => {
    const [by, version = text.version, many = 1] = dot.split(":");
    const value = pieces.splice(0, Number(many)).join(BETWEEN_TEXTS);
    return { value, time: text.time, version: Number(version), ...(by && { by }) };
  });
}

function piecesOf({ value }: Answer): string[] {
  return value.split(BETWEEN_TEXTS);
}

/** What stands in the field, and beside it. */
export function textsUnder({ answers, conflicts }: StateRecord, id: string): Answer[] {
  const [field, beside] = [answers[id], conflicts[id]];
  return [...(field ? [alone(field)] : []), ...(beside ? parts(beside) : [])];
}

function holds(whole: Answer, part: Answer): boolean {
  return part.value.trim() === "" || whole.value.includes(part.value);
}

/** By version; then by time and by text, so that the order of asking makes no difference. */
function newer(a: Answer, b: Answer): boolean {
  if (a.version !== b.version) return a.version > b.version;
  return a.time === b.time ? a.value > b.value : a.time > b.time;
}

function newestRecord(a: StateRecord, b: StateRecord): StateRecord {
  if (a.revision !== b.revision) return a.revision > b.revision ? a : b;
  return a.location >= b.location ? a : b;
}

function earliest(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b);
}
