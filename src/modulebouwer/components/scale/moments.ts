/**
 * A picture of two measuring moments: a line of points for each statement, a ring where the learner was and a diamond
 * where the learner is. Colours are the text's and the page's own, in attributes, so that it is as clear in the dark,
 * in forced colours, on paper and in a downloaded page. It says no more than the table of the same answers.
 */

import type { Kit } from "../../player/kit.ts";
import { svg } from "../shared/svg.ts";

/** One statement at two moments; a point is counted from 1, and 0 where none was chosen. */
export interface Place {
  readonly statement: string;
  /** Both answers in words, as the name of the picture. */
  readonly name: string;
  readonly then: number;
  readonly now: number;
  readonly points: number;
}

const MIDDLE = 14;

/** `names`: of the earlier and the later moment. */
export function picture(
  { el, para }: Kit,
  places: readonly Place[],
  names: readonly [string, string],
): Element {
  const key = (mark: SVGElement, text: string): HTMLElement => {
    const sign = svg("svg", { width: 24, height: 24, viewBox: "-12 -12 24 24", "aria-hidden": "true" }, mark);
    return el("span", { class: "key" }, sign, text);
  };
  return el(
    "figure",
    { class: "two-moments", "data-component": "scale" },
    el("figcaption", {}, key(ring(0, 0), names[0]), " ", key(diamond(), names[1])),
    ...places.flatMap((place) => [para(place.statement, "placed"), line(place)]),
  );
}

function line({ name, then, now, points }: Place): SVGElement {
  const at = (point: number): string => `${6 + (88 * (point - 1)) / (points - 1)}%`;
  const numbers = Array.from({ length: points }, (_, index) => index + 1);
  const between = (from: number, to: number, width: number): SVGElement =>
    svg("line", {
      x1: at(from),
      x2: at(to),
      y1: MIDDLE,
      y2: MIDDLE,
      stroke: "currentColor",
      "stroke-width": width,
    });
  return svg(
    "svg",
    { role: "img", "aria-label": name, width: "100%", height: "2.75rem" },
    between(1, points, 1),
    ...numbers.map((point) => svg("circle", { cx: at(point), cy: MIDDLE, r: 2.5, fill: "currentColor" })),
    ...(then && now ? [between(then, now, 4)] : []),
    ...(then ? [ring(at(then), MIDDLE)] : []),
    ...(now
      ? [svg("svg", { x: at(now), y: MIDDLE, overflow: "visible", "aria-hidden": "true" }, diamond())]
      : []),
    ...numbers.map((point) =>
      svg(
        "text",
        {
          x: at(point),
          // Two and a half rem, which WebKit does not know here.
          y: "3.08em",
          "text-anchor": "middle",
          "font-size": "0.8125rem",
          "font-family": "sans-serif",
          fill: "currentColor",
        },
        String(point),
      ),
    ),
  );
}

function ring(cx: string | number, cy: number): SVGElement {
  return svg("circle", { cx, cy, r: 9.5, fill: "Canvas", stroke: "currentColor", "stroke-width": 2 });
}

/** Smaller than the ring, so that both are seen where they are at one point. */
function diamond(): SVGElement {
  return svg("path", { d: "M0-7 7 0 0 7-7 0Z", fill: "currentColor" });
}
