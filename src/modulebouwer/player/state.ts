/** The one record of a learner: how it starts, changes and merges. Nothing here ever drops an answer. */

import { crc32 } from "./crc32.ts";
import type { Answer, Label, StateRecord } from "./record.ts";

type Answers = Of<Answer>;

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
    seen: {},
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

type Of<T> = Readonly<Record<string, T>>;

export function withAnswer<T>(answers: Of<T>, id: string, answer: T): Of<T> {
  return withMore(answers, [[id, answer]]);
}

export function withMore<T>(all: Of<T>, more: Iterable<readonly [string, T]>): Of<T> {
  return dictionary([...entries(all), ...more]);
}

export function without<T>(answers: Of<T>, id: string): Of<T> {
  return dictionary(entries(answers).filter(([other]) => other !== id));
}

/** Whether the learner has written anything. */
export function hasText({ answers }: StateRecord): boolean {
  return Object.values(answers).some(({ value }) => value !== "");
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

function sameUnder(a: StateRecord, b: StateRecord, id: string, told: (text: Answer) => string): boolean {
  const [some, others] = [a, b].map((record) => new Set(textsUnder(record, id).map(told).filter(Boolean)));
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

/** Times a page has changed a text, by the name of the page: all texts of it up to there were seen. */
export type Counts = Readonly<Record<string, number>>;

type Counted = readonly [writer: string, count: number];

/** Of each writer the greater. */
export function counted(counts: Counts, more: Iterable<Counted>): Counts {
  const all = dictionary(entries(counts));
  for (const [writer, count] of more) all[writer] = Math.max(all[writer] ?? 0, count);
  return all;
}

/**
 * Who wrote a text. One that no page is known for (of an earlier form, of a part of a record, or moved) has a name of
 * its own, which is the same wherever it is asked.
 */
function writerOf(id: string, { by, value }: Answer): string {
  return by ?? crc32(encodeURIComponent(JSON.stringify([id, value])));
}

/** Whether it counts a text that has a name of its own, not what a page has written. */
export function ofText([writer]: Counted): boolean {
  return /^[0-9a-f]{8}$/.test(writer);
}

/** Whether whoever made the record has seen this text: where it is not there, it was let go. */
export function covers({ seen }: StateRecord, id: string, text: Answer): boolean {
  return [text, loose(text)].some((one) => (seen[writerOf(id, one)] ?? 0) >= text.version);
}

/** Whether `theirs` tells something that whoever made `mine` has not seen. */
export function brings(theirs: StateRecord, mine: StateRecord): boolean {
  return (
    (theirs.revision > mine.revision && theirs.location !== mine.location) ||
    theirs.visited.some((section) => !mine.visited.includes(section)) ||
    earliest(mine.finished, theirs.finished) !== mine.finished ||
    entries(theirs.seen).some(([writer, count]) => count > (mine.seen[writer] ?? 0)) ||
    idsOf(theirs).some((id) => textsUnder(theirs, id).some((text) => isNew(mine, id, text)))
  );
}

function isNew(mine: StateRecord, id: string, text: Answer): boolean {
  return !covers(mine, id, text) && textsUnder(mine, id).every(({ value }) => value !== text.value);
}

/** The text alone: for a place that does not tell what else its writer has written. */
export function loose({ value, time, version }: Answer): Answer {
  return { value, time, version };
}

/** Of a record of which a part is gone: it tells what is there, and nothing of what is not. */
export function loosened(record: StateRecord): StateRecord {
  return { ...record, ...rewritten(record, loose), seen: {} };
}

/** How a text stands in a record that tells `seen`. */
export function ofSeen({ seen }: Pick<StateRecord, "seen">): (text: Answer) => Answer {
  return (text) => (text.version > (seen[text.by ?? ""] ?? 0) ? loose(text) : text);
}

/** All texts, each as `write` gives it. */
export function rewritten(
  { answers, conflicts }: Pick<StateRecord, "answers" | "conflicts">,
  write: (text: Answer, id: string) => Answer,
): Pick<StateRecord, "answers" | "conflicts"> {
  const of = (texts: Answers, each: (text: Answer, id: string) => Answer): Answers =>
    dictionary(entries(texts).map(([id, text]) => [id, each(text, id)]));
  return {
    answers: of(answers, write),
    conflicts: of(conflicts, (text, id) => together(parts(text).map((one) => write(one, id)))!),
  };
}

/** What has to be counted where texts are let go: what a page wrote is counted with that page. */
export function letGo(id: string, texts: readonly Answer[]): Counted[] {
  return texts.filter(({ by, value }) => !by && value).map((text) => [writerOf(id, text), text.version]);
}

/**
 * One record out of two. A text lives unless the other one has seen it and has it no longer. The newest stands in its
 * field (`typed`: the one that this page's learner wrote, if it lives), the others beside it, unless a newer one holds
 * them in full; a cleared field gives way to what its page had not. The order of merging makes no difference to what lives.
 */
export function merge(
  mine: StateRecord,
  theirs: StateRecord,
  typed: (id: string) => boolean = () => false,
): StateRecord {
  const [answers, conflicts, labels] = [dictionary<Answer>([]), dictionary<Answer>([]), dictionary<Label>([])];
  let seen = counted(mine.seen, entries(theirs.seen));
  for (const id of idsOf(mine, theirs)) {
    const texts = textsLeft(id, mine, theirs, typed(id) ? mine.answers[id]?.value : undefined);
    const [field, ...beside] = texts as [Answer, ...Answer[]];
    answers[id] = field;
    const other = together(beside);
    if (other) conflicts[id] = other;
    // What it answered goes with it, and no other's: another page may be of another version of the module.
    const told = [mine, theirs].find(
      (side) => side.labels[id] && textsUnder(side, id).some(({ value }) => value === field.value),
    );
    if (told) labels[id] = told.labels[id]!;
    const left = (text: Answer): boolean =>
      texts.some(({ by, value, version }) => value === text.value && !(by && version > text.version));
    const gone = [mine, theirs].flatMap((side) => textsUnder(side, id)).filter((text) => !left(text));
    seen = counted(seen, letGo(id, gone));
  }
  const alone = [theirs, mine].flatMap((side) => entries(side.labels)).filter(([id]) => !answers[id]);
  return {
    ...placeOf(mine, theirs),
    answers,
    conflicts,
    labels: withMore(dictionary(alone), entries(labels)),
    seen,
  };
}

/**
 * `whole` with the texts of `part`, which has some ids only. It let go what it has seen of those; of others it tells
 * nothing, so what it has seen of pages is not taken over.
 */
export function withPart(
  whole: StateRecord,
  part: StateRecord,
  typed?: (id: string) => boolean,
): StateRecord {
  const ids = idsOf(part);
  const merged = merge(only(whole, ids), part, typed);
  const { answers, conflicts } = rewritten(merged, ofSeen(whole));
  return {
    ...merged,
    attempt: whole.attempt || part.attempt,
    answers: withMore(whole.answers, entries(answers)),
    conflicts: withMore(ids.reduce(without<Answer>, whole.conflicts), entries(conflicts)),
    labels: withMore(ids.reduce(without<Label>, whole.labels), entries(merged.labels)),
    seen: counted(whole.seen, entries(merged.seen).filter(ofText)),
  };
}

/** `record` with these answers alone. */
export function only(record: StateRecord, ids: readonly string[]): StateRecord {
  const of = (texts: Answers): Answers => dictionary(entries(texts).filter(([id]) => ids.includes(id)));
  return { ...record, answers: of(record.answers), conflicts: of(record.conflicts) };
}

/** The text of the field and those beside it. */
function textsLeft(id: string, mine: StateRecord, theirs: StateRecord, typed?: string): Answer[] {
  const [ours, others] = [textsUnder(mine, id), textsUnder(theirs, id)];
  const lives = (there: readonly Answer[], record: StateRecord) => (text: Answer) =>
    there.some(({ value }) => value === text.value) || !covers(record, id, text);
  const living = [...ours.filter(lives(others, theirs)), ...others.filter(lives(ours, mine))];
  // Each has let go the other's: then nobody has chosen.
  const all = (living.length > 0 ? living : [...ours, ...others]).sort((a, b) => (newer(a, b) ? -1 : 1));
  const distinct = all.filter(
    (text, index) =>
      !all
        .slice(0, index)
        .some((other) => other.value === text.value || (holds(other, text) && text.value !== typed)),
  );
  const written = distinct.filter(({ value }) => value !== "");
  // Who cleared it has seen what stands beside it.
  const has = (side: readonly Answer[], text: string): boolean => side.some(({ value }) => value === text);
  const cleared = [ours, others].some(
    (side) => has(side, "") && written.every(({ value }) => has(side, value)),
  );
  const texts = cleared ? distinct : written;
  const field = texts.find(({ value }) => value === typed) ?? texts[0]!;
  return [field, ...texts.filter((text) => text !== field)];
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
  return [...(field ? [field] : []), ...(beside ? parts(beside) : [])];
}

function holds(whole: Answer, part: Answer): boolean {
  return part.value.trim() === "" || whole.value.includes(part.value);
}

/** By version; then by time and by text, so that the order of asking makes no difference. */
function newer(a: Answer, b: Answer): boolean {
  if (a.version !== b.version) return a.version > b.version;
  if (a.time !== b.time) return a.time > b.time;
  return a.value === b.value ? (a.by ?? "") > (b.by ?? "") : a.value > b.value;
}

type Place = Omit<StateRecord, "answers" | "conflicts" | "labels" | "seen">;

function placeOf(mine: StateRecord, theirs: StateRecord): Place {
  const { moduleVersion, location } = newestRecord(mine, theirs);
  return {
    attempt: theirs.attempt || mine.attempt,
    revision: Math.max(mine.revision, theirs.revision),
    moduleVersion,
    location,
    visited: [...new Set([...mine.visited, ...theirs.visited])],
    finished: earliest(mine.finished, theirs.finished),
  };
}

function newestRecord(a: StateRecord, b: StateRecord): StateRecord {
  if (a.revision !== b.revision) return a.revision > b.revision ? a : b;
  return a.location >= b.location ? a : b;
}

function earliest(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b);
}
