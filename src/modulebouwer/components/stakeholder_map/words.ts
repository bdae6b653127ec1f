/** What a map of stakeholders calls its axes, levels and quadrants: the author's words, or else the usual ones. */

import type { MapSettings, Word } from "../../player/course.ts";
import type { Phrases } from "../../player/view/words.ts";

/** By what is great there: both interest and influence, one of the two, or neither. */
export type Quadrant = "both" | "influence" | "interest" | "neither";
export type Axis = "interest" | "influence";
export const AXES: readonly Axis[] = ["interest", "influence"];

export interface MapWords {
  /** What the picture is, for who does not see it. */
  label(count: number): string;
  axis(axis: Axis): string;
  level(axis: Axis, level: number): string;
  quadrant(quadrant: Quadrant): string;
}

export function quadrantOf(interest: number, influence: number): Quadrant {
  if (influence > 2) return interest > 2 ? "both" : "influence";
  return interest > 2 ? "interest" : "neither";
}

export function mapWords(phrases: Phrases, { columns, quadrants }: MapSettings): MapWords {
  const usual = (path: string): string => phrases.word(`components.stakeholder-map.${path}` as Word);
  const column = (axis: Axis) => columns.find(({ name }) => name === axis)!;
  const axis = (axis: Axis): string => column(axis).title ?? usual(`columns.${axis}`);
  return {
    axis,
    level: (axis, level) => column(axis).levels?.[level - 1] ?? usual(`levels.${level}`),
    quadrant: (quadrant) => quadrants?.[quadrant]?.name ?? usual(`quadrants.${quadrant}`),
    label: (count) =>
      phrases.word("components.stakeholder-map.picture", {
        count,
        interest: axis("interest"),
        influence: axis("influence"),
      }),
  };
}

/** What who stands in `quadrant` asks, as it stands beside a row. */
export function remark(phrases: Phrases, settings: MapSettings, quadrant: Quadrant): string {
  const named = settings.quadrants?.[quadrant];
  if (named) return named.advice === undefined ? `${named.name}.` : `${named.name}: ${named.advice}`;
  const approach = mapWords(phrases, settings).quadrant(quadrant);
  return phrases.word("components.stakeholder-map.usual", { approach });
}
