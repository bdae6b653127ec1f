/** What is said around the rows: their names and numbers, how many are filled, and the sheet that is printed. */

import type { Kit } from "../../../player/kit.ts";
import type { Phrases } from "../../../player/view/words.ts";
import type { Elements } from "./elements.ts";
import { complete, inWords, rowsOf, type Shape } from "./shape.ts";

/** A row as one calls it: by its number, and by what is in its first field. */
export function nameOf(phrases: Phrases, shape: Shape, elements: Elements, row: HTMLElement): string {
  const name = phrases.word(`${shape.words}.row`, { number: elements.all().indexOf(row) + 1 });
  const first = elements.cells(row)[0]!.trim();
  return first === "" ? name : phrases.word("components.rows.named", { row: name, name: first });
}

/** Names and numbers the rows, and closes what adds one when there are enough. */
export function label(
  kit: Kit,
  phrases: Phrases,
  shape: Shape,
  elements: Elements,
  root: HTMLElement,
  adder: HTMLElement,
): void {
  const all = elements.all();
  for (const [index, row] of all.entries()) {
    const name = nameOf(phrases, shape, elements, row);
    row.setAttribute("aria-label", name);
    kit.setText(kit.find("[data-number]", row), String(index + 1));
    kit
      .find("[data-remove]", row)!
      .setAttribute("aria-label", phrases.word("components.rows.remove", { row: name }));
    // A field of one line lends its place to its whole text while nobody types in it.
    kit.setText(kit.find("[data-whole]", row), elements.cells(row)[0]!);
  }
  const full = all.length >= shape.maxRows;
  adder.hidden = full;
  kit.setText(
    kit.find("[data-full]", root),
    full ? phrases.word("components.rows.full", { count: shape.maxRows }) : "",
  );
}

/** How many rows are filled, or by how many characters all of them are too long. */
export function count(
  kit: Kit,
  phrases: Phrases,
  shape: Shape,
  elements: Elements,
  root: HTMLElement,
  limit: number,
): void {
  const over = elements.value().length - limit;
  const filled = complete(shape, elements.all().map(elements.cells));
  const text =
    over > 0
      ? phrases.word("over_length", { count: over })
      : phrases.word(`${shape.words}.complete`, { count: filled, min: shape.minRows });
  kit.setText(kit.find("[data-count]", root), text);
}

/** What is printed: the filled rows, and room for as many as are missing. */
export function paper(kit: Kit, phrases: Phrases, shape: Shape, value: string, root: HTMLElement): void {
  const table = kit.find<HTMLTableElement>(".paper table", root)!;
  const heads = kit.all("th", table).map((head) => head.textContent);
  const filled = rowsOf(shape, value).map((row) => inWords(phrases, shape, row));
  while (filled.length < shape.minRows) filled.push(shape.columns.map(() => ""));
  const rows = filled.map((row) =>
    kit.el("tr", {}, ...row.map((cell, index) => kit.el("td", { "data-label": heads[index]! }, cell))),
  );
  table.tBodies[0]!.replaceChildren(...rows);
}
