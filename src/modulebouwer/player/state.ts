/** The one record of a learner: how it starts, changes and merges. Nothing here ever drops an answer. */

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

/** True when both hold the same, whatever their names, revisions and labels, and whichever version of the module wrote them. */
export function sameContent(a: StateRecord, b: StateRecord): boolean {
  return samePlace(a, b) && sameAnswers(a.answers, b.answers) && sameAnswers(a.conflicts, b.conflicts);
}

/** As `sameContent`, whichever of two texts stands in the field as long as the learner has not chosen. */
export function sameTexts(a: StateRecord, b: StateRecord): boolean {
  const ids = new Set([a, b].flatMap(({ answers }) => keys(answers)));
  return samePlace(a, b) && [...ids].every((id) => sameTextsOf(a, b, id));
}

export function sameTextsOf(a: StateRecord, b: StateRecord, id: string): boolean {
  const [some, others] = [textsOf(a, id), textsOf(b, id)];
  return some.length === others.length && some.every((text) => others.includes(text));
}

/** All texts that stand in an answer's field and beside it, each once. */
function textsOf({ answers, conflicts }: StateRecord, id: string): readonly string[] {
  const beside = conflicts[id]?.value.split(BETWEEN_TEXTS) ?? [];
  return [...new Set([answers[id]?.value ?? "", ...beside].filter(Boolean))];
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

function sameAnswers(a: Answers, b: Answers): boolean {
  const ids = keys(a);
  return ids.length === keys(b).length && ids.every((id) => sameAnswer(a[id], b[id]));
}

export function sameAnswer(a: Answer | undefined, b: Answer | undefined): boolean {
  return a?.value === b?.value && a?.version === b?.version;
}

/**
 * One record out of two that may both have changed since `base`, the last record both are known to come from.
 *
 * An answer that only one side changed is that side's, unless theirs is older than the base. Where both changed it the
 * later version wins (`keepMine`: mine wins, for a learner who is typing in it) and the other text goes to `conflicts`,
 * unless the winner holds it in full. Versions decide only who wins, never whether a text survives.
 */
export function merge(
  mine: StateRecord,
  theirs: StateRecord,
  base: StateRecord = NOTHING,
  keepMine: (id: string) => boolean = () => false,
): StateRecord {
  const answers: [string, Answer][] = [];
  const conflicts: [string, Answer][] = [];
  const labels: [string, Label][] = [];
  for (const id of new Set([...keys(mine.answers), ...keys(theirs.answers)])) {
    const aside = ({ value }: Answer): boolean =>
      entries({ ...mine.answers, ...theirs.answers }).some(
        ([other, text]) => other.startsWith(`${id}~`) && text.value.includes(value),
      );
    const our = asChosenFrom(mine, theirs, base, id);
    const their = asChosenFrom(theirs, mine, base, id);
    const [winner, loser] = contest(
      our.answers[id],
      their.answers[id],
      base.answers[id],
      keepMine(id),
      aside,
    );
    answers.push([id, winner]);
    // What it answered goes with it, and no other's: another page may be of another version of the module.
    const sides = winner === our.answers[id] ? [our, their] : [their, our];
    const told = sides.find((side) => side.labels[id] && side.answers[id]?.value === winner.value);
    if (told) labels.push([id, told.labels[id]!]);
    // A side that never saw the base, or has an older text or none, has not ended what stands beside the text there.
    const known = base.answers[id]?.version ?? 0;
    const lags = sides.some(
      (side) => side.revision < base.revision || (side.answers[id]?.version ?? 0) < known,
    );
    const open = [
      ...conflictsLeft(our.conflicts[id], their.conflicts[id], lags ? undefined : base.conflicts[id]),
      ...(loser ? [loser] : []),
    ];
    const other = together(open.filter((text) => !holds(winner, text)));
    if (other) conflicts.push([id, other]);
  }
  const newest = newestRecord(mine, theirs);
  const alone = [theirs, mine]
    .flatMap((side) => entries(side.labels))
    .filter(([id]) => !mine.answers[id] && !theirs.answers[id]);
  return {
    attempt: theirs.attempt || mine.attempt,
    revision: Math.max(mine.revision, theirs.revision),
    moduleVersion: newest.moduleVersion,
    location: changed(mine.location, theirs.location, base.location, newest.location),
    visited: [...new Set([...mine.visited, ...theirs.visited])],
    answers: dictionary(answers),
    conflicts: dictionary(conflicts),
    labels: dictionary([...alone, ...labels]),
    finished: earliest(mine.finished, theirs.finished),
  };
}

/** Who has the two texts of a choice the other way round has not made it: then the one who has is heard. */
function asChosenFrom(side: StateRecord, other: StateRecord, base: StateRecord, id: string): StateRecord {
  const open = base.answers[id] && base.conflicts[id];
  return open && !sameTextsOf(side, other, id) && sameTextsOf(side, base, id) ? base : side;
}

/** [the answer that stands, the text that would be lost]. At least one of `mine` and `theirs` is there. */
function contest(
  mine: Answer | undefined,
  theirs: Answer | undefined,
  base: Answer | undefined,
  keepMine: boolean,
  aside: (text: Answer) => boolean,
): [Answer, Answer?] {
  if (!mine || !theirs) return [(mine ?? theirs)!];
  if (mine.value === theirs.value) return [newer(mine, theirs) ? mine : theirs];
  if (theirs.value === base?.value) return [mine];
  // A text that is no later version than the one both come from was not made of that: a page or an LMS that lags behind.
  // Unless it holds that in full.
  const untouched = base?.value === mine.value;
  if (untouched && theirs.version + Number(holds(theirs, mine)) > base.version) return [theirs];
  // A field that was cleared gives way: there is no text in it to keep. Unless the text was put aside (set_aside.ts).
  const [cleared, text] = mine.value === "" ? [mine, theirs] : [theirs, mine];
  if (cleared.value === "") {
    if (cleared.version <= text.version) return [text];
    return [aside(text) ? cleared : { ...text, version: cleared.version }];
  }
  return keepMine || untouched || newer(mine, theirs) ? [mine, theirs] : [theirs, mine];
}

/** A conflict that one side has ended since `base` is over. */
function conflictsLeft(
  mine: Answer | undefined,
  theirs: Answer | undefined,
  base: Answer | undefined,
): Answer[] {
  const over = base && (!mine || !theirs) && (mine ?? theirs)?.value === base.value;
  return over ? [] : [mine, theirs].filter((text) => text !== undefined);
}

/** All texts in one, oldest first, none twice; undefined when there is none. */
function together(texts: readonly Answer[]): Answer | undefined {
  const distinct = texts.filter(
    (text, index) =>
      !texts.some(
        (other, at) => at !== index && holds(other, text) && (other.value !== text.value || at < index),
      ),
  );
  if (distinct.length === 0) return undefined;
  const ordered = [...distinct].sort((a, b) => (newer(a, b) ? 1 : -1));
  return {
    value: ordered.map((text) => text.value).join(BETWEEN_TEXTS),
    time: Math.max(...ordered.map((text) => text.time)),
    version: Math.max(...ordered.map((text) => text.version)),
  };
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

function changed(mine: string, theirs: string, base: string, newest: string): string {
  if (theirs === base) return mine;
  return mine === base ? theirs : newest;
}

function earliest(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b);
}
