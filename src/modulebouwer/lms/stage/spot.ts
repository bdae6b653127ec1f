/** A place in a text by the words around it: the same in what a learner reads and in the Markdown that it came from. */

/** `page`: the id of the package's page. `words`: those around the place, in small letters; `at`: which it is in. */
export interface Spot {
  readonly page: string;
  readonly words: readonly string[];
  readonly at: number;
}

/** A word in small letters, and where it begins. */
export interface Word {
  readonly text: string;
  readonly from: number;
}

/** How many words on either side make a place known among the same words elsewhere. */
const AROUND = 12;
/** How many words one side has that the other has not: an address, a field's key, a citation in full. */
const BETWEEN = 6;
/** How many, right beside another, are no chance. */
const ENOUGH = 2;

export function wordsIn(text: string): Word[] {
  const found = text.replaceAll("\u00ad", " ").matchAll(/[\p{L}\p{N}]+/gu);
  return [...found].map((one) => ({ text: one[0].toLowerCase(), from: one.index }));
}

/** What of a source is shown nowhere: an id, the edge of a component, the name of a field. */
const UNSHOWN = /^\s*(- )?id:.*$|^\s*:::.*$|^\s*(- )?[\w-]+:(?=\s|$)/gm;

/** The words of a module's source that a learner may read. */
export function sourceWords(text: string): Word[] {
  return wordsIn(text.replace(UNSHOWN, (one) => " ".repeat(one.length)));
}

export function spotAt(page: string, words: readonly string[], at: number): Spot {
  const first = Math.max(0, at - AROUND);
  return { page, words: words.slice(first, at + AROUND + 1), at: at - first };
}

/** Which of `among` the spot is: the word itself, or the nearest to it that stands on both sides. -1 for none. */
export function found({ words, at }: Spot, among: readonly string[]): number {
  let best = { weight: 0, place: -1 };
  for (let index = 0; index < words.length; index += 1) {
    for (let one = among.indexOf(words[index]!); one >= 0; one = among.indexOf(words[index]!, one + 1)) {
      const same = new Map([
        [index, one],
        ...along(words, index, among, one, 1),
        ...along(words, index, among, one, -1),
      ]);
      const beside = [...same].filter(([each, where]) => same.get(each + 1) === where + 1).length;
      if (beside < Math.min(ENOUGH, words.length - 1)) continue;
      const near = [...same.keys()].sort((a, b) => far(a, at) - far(b, at));
      const weight = near.reduce((sum, each) => sum + 1 / (1 + far(each, at)), 0);
      if (weight > best.weight) best = { weight, place: same.get(near[0]!)! };
    }
  }
  return best.place;
}

function far(one: number, other: number): number {
  return Math.abs(one - other);
}

/** Those of `words` beside `index`, forwards or backwards, that stand beside `place` too, in the same order: which. */
function along(
  words: readonly string[],
  index: number,
  among: readonly string[],
  place: number,
  step: 1 | -1,
): [number, number][] {
  const same: [number, number][] = [];
  for (let one = index + step; one >= 0 && one < words.length; one += step) {
    for (let other = place + step; far(other, place) <= BETWEEN; other += step) {
      if (among[other] !== words[one]) continue;
      same.push([one, other]);
      place = other;
      break;
    }
  }
  return same;
}
