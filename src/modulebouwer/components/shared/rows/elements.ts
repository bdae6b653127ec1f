/** The rows that stand on the page: made of a template, filled from the record, read back. */

import type { Kit } from "../../../player/kit.ts";
import { isDate } from "./dates.ts";
import { joinRows, type Row } from "./value.ts";

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

export interface Elements {
  /** In the order of the page, empty ones too. */
  all(): HTMLElement[];
  fields(row: HTMLElement): Field[];
  cells(row: HTMLElement): Row;
  isEmpty(row: HTMLElement): boolean;
  /** All rows as they are kept. */
  value(): string;
  /** A new, empty row. */
  insert(before: Node | null): HTMLElement;
  /** What stands in the record, in the rows; the field that the learner is in stays as it is. */
  show(rows: readonly Row[]): void;
}

/** The rows in `list`, made of `model`; `remove` is called when the learner takes one away. */
export function elementsIn(
  kit: Kit,
  list: HTMLElement,
  model: HTMLTemplateElement,
  remove: (row: HTMLElement) => void,
): Elements {
  let made = 0;

  const all = (): HTMLElement[] => kit.all(".row", list);
  const fields = (row: HTMLElement): Field[] => kit.all<HTMLElement>("[data-cell]", row) as Field[];
  const cells = (row: HTMLElement): Row => fields(row).map((field) => field.value);
  const isEmpty = (row: HTMLElement): boolean => cells(row).every((cell) => cell === "");

  function insert(before: Node | null): HTMLElement {
    const row = (model.content.cloneNode(true) as DocumentFragment).querySelector<HTMLElement>(".row")!;
    kit.find("[data-remove]", row)!.addEventListener("click", () => remove(row));
    const remark = kit.find("[data-remark]", row)!;
    remark.id = `remark-${list.id}-${(made += 1)}`;
    kit.find("[data-cell]", remark.parentElement!)!.setAttribute("aria-describedby", remark.id);
    list.insertBefore(row, before);
    return row;
  }

  function put(row: HTMLElement, values: Row): void {
    fields(row).forEach((field, index) => {
      const cell = values[index]!;
      if (field === document.activeElement || field.value === cell) return;
      // Neither a menu nor a date field can hold what it does not know.
      if (field instanceof HTMLSelectElement && ![...field.options].some((option) => option.value === cell))
        field.append(kit.el("option", { value: cell }, cell));
      if (field.dataset["kind"] === "date")
        field.setAttribute("type", cell === "" || isDate(cell) ? "date" : "text");
      field.value = field instanceof HTMLInputElement ? cell.replace(/\s*\n\s*/g, " ") : cell;
      grow(kit, field);
    });
  }

  return {
    all,
    fields,
    cells,
    isEmpty,
    value: () => joinRows(all().map(cells)),
    insert,
    show(rows) {
      const filled = all().filter((row) => !isEmpty(row));
      const end = filled.at(-1)?.nextSibling ?? list.firstChild;
      rows.forEach((row, index) => put(filled[index] ?? insert(end), row));
      filled.slice(rows.length).forEach((row) => row.remove());
    },
  };
}

export function grow(kit: Kit, field: Element | null): void {
  if (field instanceof HTMLTextAreaElement) kit.grow(field);
}
