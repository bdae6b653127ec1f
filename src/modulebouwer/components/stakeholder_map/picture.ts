/**
 * The map of stakeholders as a picture: interest to the right, influence upward, four quadrants with their approach.
 *
 * Nothing overlaps, however many parties share a place: each level of influence is as high as its fullest place asks.
 * Where there is no room for names beside the points, they stand below with the points' numbers.
 */

import { isLevel } from "../shared/rows/levels.ts";
import type { Row } from "../shared/rows/value.ts";
import { AXES, quadrantOf, type Axis, type MapWords } from "./words.ts";

export interface Party {
  readonly number: number;
  readonly name: string;
  readonly interest: number;
  readonly influence: number;
}

interface Text {
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

/** A level of influence: its upper edge and height. */
interface Band {
  readonly level: number;
  readonly top: number;
  readonly height: number;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly column: number;
  /** Whether names stand beside the points. */
  readonly named: boolean;
  readonly bands: readonly Band[];
  readonly points: readonly (Text & { readonly names: readonly Text[] })[];
  readonly legend: readonly Text[];
}

export const LEFT = 44;
const BELOW = 44;
const RADIUS = 11;
const STEP = 28;
const LINE = 18;
const LOWEST_BAND = 68;
const NAMES_FROM = 560;
const SIZE = 13;
const AXIS_SIZE = 11;
const LEVELS = [1, 2, 3, 4];
/** The width of a text in the picture's letters, in pixels. */
export type Measure = (text: string) => number;

/** The rows that have a place, under the number of their row. */
export function partiesOf(rows: readonly Row[]): Party[] {
  return rows.flatMap(([name = "", , interest = "", influence = ""], index) =>
    isLevel(interest) && isLevel(influence)
      ? [{ number: index + 1, name, interest: +interest, influence: +influence }]
      : [],
  );
}

/** `keys`: what the numbers along the axes mean, below them. */
export function layout(
  parties: readonly Party[],
  width: number,
  measure: Measure,
  keys: readonly string[] = [],
): Layout {
  const column = (width - LEFT) / 4;
  const named = width >= NAMES_FROM;
  const bands: Band[] = [];
  const points: Layout["points"][number][] = [];
  let top = 0;
  for (const level of [4, 3, 2, 1]) {
    // The quadrant's name stands above its upper level, on two lines where there is little room.
    const start = top + (level % 2 ? 8 : named ? 28 : 46);
    let bottom = top + LOWEST_BAND;
    for (const interest of [1, 2, 3, 4]) {
      const here = parties.filter((party) => party.influence === level && party.interest === interest);
      const left = LEFT + (interest - 1) * column;
      const placed = named
        ? withNames(here, left, start, column, measure)
        : numbersOnly(here, left, start, column);
      points.push(...placed.points);
      bottom = Math.max(bottom, placed.bottom);
    }
    bands.push({ level, top, height: bottom - top });
    top = bottom;
  }
  const legend: Text[] = [];
  let y = top + BELOW + LINE;
  const names = named ? [] : parties.map(({ number, name }) => `${number}  ${name}`);
  for (const line of [...keys, ...names]) {
    for (const text of wrapped(line, width, measure)) {
      legend.push({ x: 0, y, text });
      y += LINE;
    }
    y += 4;
  }
  return { width, height: legend.length ? y : top + BELOW, column, named, bands, points, legend };
}

interface Placed {
  readonly points: Layout["points"];
  readonly bottom: number;
}

function withNames(
  parties: readonly Party[],
  left: number,
  top: number,
  column: number,
  measure: Measure,
): Placed {
  const x = left + 6;
  let y = top;
  const points = parties.map(({ number, name }) => {
    const first = y + 2 * RADIUS + LINE - 2;
    const names = wrapped(name, column - 12, measure).map((text, index) => ({
      x,
      y: first + index * LINE,
      text,
    }));
    const point = { x: x + RADIUS, y: y + RADIUS, text: String(number), names };
    y = first + names.length * LINE - 4;
    return point;
  });
  return { points, bottom: y };
}

function numbersOnly(parties: readonly Party[], left: number, top: number, column: number): Placed {
  const across = Math.max(1, Math.floor((column - 4) / STEP));
  const points = parties.map(({ number }, index) => ({
    x: left + 4 + RADIUS + (index % across) * STEP,
    y: top + RADIUS + Math.floor(index / across) * STEP,
    text: String(number),
    names: [],
  }));
  return { points, bottom: top + Math.ceil(parties.length / across) * STEP };
}

/** The axes along which some word has no room; `measure` is that of their letters. */
export function numberedAxes(words: MapWords, width: number, measure: Measure): Axis[] {
  const room = { interest: (width - LEFT) / 4, influence: LOWEST_BAND };
  return AXES.filter(
    (axis) => width < NAMES_FROM || LEVELS.some((level) => measure(words.level(axis, level)) >= room[axis]),
  );
}

/** What the numbers along `axes` mean: a line for each, or one for both where they mean the same. */
export function keysOf(words: MapWords, axes: readonly Axis[]): string[] {
  const named = new Map<string, string[]>();
  for (const axis of axes) {
    const levels = LEVELS.map((level) => `${level}\xa0–\xa0${words.level(axis, level)}`).join(", ");
    named.set(levels, [...(named.get(levels) ?? []), words.axis(axis)]);
  }
  return [...named].map(([levels, titles]) => `${titles.join(", ")}: ${levels}`);
}

/** In lines that fit `width`; a word that does not is divided. A no-break space holds words together. */
export function wrapped(text: string, width: number, measure: Measure): string[] {
  const lines: string[] = [];
  for (const word of text.split(/[ \t\n]+/).filter((one) => one !== "")) {
    const last = lines.at(-1);
    if (last !== undefined && measure(`${last} ${word}`) <= width) {
      lines[lines.length - 1] = `${last} ${word}`;
      continue;
    }
    const letters = [...word];
    while (letters.length > 2 && measure(letters.join("")) > width) {
      const most = letters.findIndex((_, at) => measure(`${letters.slice(0, at + 1).join("")}-`) > width);
      lines.push(`${letters.splice(0, divide(letters, Math.max(2, most))).join("")}-`);
    }
    lines.push(letters.join(""));
  }
  return lines;
}

const VOWEL = /[aeiouyà-öø-ý]/i;
const CONSONANT = /[b-df-hj-np-tv-xzç]/i;

/** At most `most` letters of a word: up to where a syllable may begin (a consonant before a vowel), else all of them. */
function divide(letters: readonly string[], most: number): number {
  for (let at = most; at > most / 2; at--) {
    if (CONSONANT.test(letters[at] ?? "") && VOWEL.test(letters[at + 1] ?? "")) return at;
  }
  return most;
}

/** Where nobody knows how wide the place is: what fits on a small screen, and on paper. */
function safeWidth(): number {
  return Math.max(220, Math.min(600, document.documentElement.clientWidth - 72));
}

/** In letters of this weight: as the page writes it, and as who opens the picture elsewhere sees it; the wider. */
function measured(weight: 400 | 700): Measure {
  const context = document.createElement("canvas").getContext("2d");
  const own = getComputedStyle(document.documentElement).getPropertyValue("--sans") || "sans-serif";
  const known = new Map<string, number>();
  const width = (text: string, family: string): number => {
    context!.font = `${weight} 13px ${family}`;
    return context!.measureText(text).width;
  };
  return (text) => {
    const found = known.get(text) ?? Math.max(width(text, own), width(text, "sans-serif"));
    known.set(text, found);
    return found;
  };
}

/** Colours come from the style sheet; the attributes are for where there is none. */
export function mapPicture(words: MapWords, rows: readonly Row[], room = safeWidth()): SVGSVGElement {
  // Who reads with larger letters has larger ones here too (WCAG 2.2, 1.4.4), as far as the picture has room.
  const larger = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16 || 1;
  const width = Math.max(Math.min(220, room), room / larger);
  const parties = partiesOf(rows);
  const regular = measured(400);
  const numbered = numberedAxes(words, width, (text) => regular(text) * (AXIS_SIZE / SIZE));
  const { height, column, bands, points, legend } = layout(parties, width, regular, keysOf(words, numbered));
  const lower = bands[2]!.top;
  const bottom = bands[3]!.top + bands[3]!.height;
  const picture = svg("svg", {
    class: "stakeholder-picture",
    "data-component": "stakeholder-map",
    role: "img",
    "aria-label": words.label(parties.length),
    viewBox: `0 0 ${width} ${height}`,
    width: room,
    height: (height * room) / width,
    "font-family": "sans-serif",
    "font-size": SIZE,
  });
  const bold = measured(700);
  const label = (x: number, y: number, text: string, more: Attributes = {}): SVGElement =>
    svg("text", { x, y, ...more }, text);
  for (const [interest, influence] of [
    [1, 4],
    [3, 4],
    [1, 2],
    [3, 2],
  ] as const) {
    const name = quadrantOf(interest, influence);
    const x = LEFT + (interest - 1) * column;
    const [y, high] = influence === 4 ? [0, lower] : [lower, bottom - lower];
    picture.append(
      svg("rect", {
        class: `quadrant ${name}`,
        x,
        y,
        width: 2 * column,
        height: high,
        fill: "none",
        stroke: "#777",
      }),
    );
    for (const [index, text] of wrapped(words.quadrant(name), 2 * column - 8, bold).entries())
      picture.append(
        label(x + 6, y + 18 + index * LINE, text, { class: "quadrant-name", "font-weight": 700 }),
      );
  }
  for (const level of [1, 2, 3, 4]) {
    const band = bands.find((one) => one.level === level)!;
    const middle = { class: "axis", "font-size": AXIS_SIZE, "text-anchor": "middle" };
    const text = (axis: Axis): string => (numbered.includes(axis) ? String(level) : words.level(axis, level));
    picture.append(label(LEFT + (level - 0.5) * column, bottom + 15, text("interest"), middle));
    picture.append(upward(36, band.top + band.height / 2, text("influence"), middle));
  }
  const title = { class: "axis", "text-anchor": "middle", "font-weight": 700 };
  picture.append(label(LEFT + 2 * column, bottom + 35, `${words.axis("interest")} →`, title));
  picture.append(upward(14, bottom / 2, `${words.axis("influence")} →`, title));
  for (const { x, y, text, names } of points) {
    picture.append(svg("circle", { class: "point", cx: x, cy: y, r: RADIUS, fill: "#fff", stroke: "#000" }));
    const number = { class: "point-number", "text-anchor": "middle", "font-size": 12, "font-weight": 700 };
    picture.append(label(x, y + 4, text, number));
    for (const name of names) picture.append(label(name.x, name.y, name.text, { class: "party" }));
  }
  for (const { x, y, text } of legend) picture.append(label(x, y, text, { class: "party" }));
  return picture;
}

function upward(x: number, y: number, text: string, attributes: Attributes): SVGElement {
  return svg("text", { x, y, transform: `rotate(-90 ${x} ${y})`, ...attributes }, text);
}

type Attributes = Readonly<Record<string, string | number>>;

function svg<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Attributes,
  text = "",
): SVGElementTagNameMap[K] {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.textContent = text;
  return element;
}
