/** SVG elements, as `el` of view/dom.ts makes HTML ones. */

const SVG = "http://www.w3.org/2000/svg";

export type SvgAttributes = Readonly<Record<string, string | number>>;

export function svg(
  tag: string,
  attributes: SvgAttributes,
  ...children: (SVGElement | string)[]
): SVGElement {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}
