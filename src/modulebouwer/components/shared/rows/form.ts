/** The form of a component of rows: rows come and go, all by keyboard, and what is taken away can be brought back. */

import type { CourseComponent } from "../../../player/course.ts";
import type { Kit } from "../../../player/kit.ts";
import type { Context } from "../../../player/view/context.ts";
import { isDate } from "./dates.ts";
import { asText, complete, inWords, rowsOf, type Shape } from "./shape.ts";
import { joinRows, type Row } from "./value.ts";

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** What a part of the form beside the rows (a picture, a calendar) is made of. */
export interface Form {
  readonly kit: Kit;
  readonly context: Context;
  readonly component: CourseComponent;
  readonly shape: Shape;
  readonly root: HTMLElement;
  /** The rows on the page, empty ones too. */
  elements(): HTMLElement[];
  cells(row: HTMLElement): Row;
}

/** Adds something to a form; returns the way to bring it up to date with the rows. */
export type Extra = (form: Form) => () => void;

/** Empty rows to begin with: enough to see that there will be more. */
const AT_FIRST = 3;

export function form(
  kit: Kit,
  context: Context,
  shape: Shape,
  component: CourseComponent,
  extras: readonly Extra[],
): () => void {
  const { session, phrases } = context;
  const { minRows, maxRows } = shape;
  const id = component.interactions[0]!;
  const limit = context.course.interactions.find((one) => one.id === id)?.maxLength ?? Infinity;
  const list = kit.find(`#answer-${id}`)!;
  const root = list.closest<HTMLElement>("[data-field]")!;
  const model = kit.find<HTMLTemplateElement>("template", root)!;
  const adder = kit.find("[data-add]", root)!;

  let made = 0;

  const elements = (): HTMLElement[] => kit.all(".row", list);
  const fields = (row: HTMLElement): Field[] => kit.all<HTMLElement>("[data-cell]", row) as Field[];
  const cells = (row: HTMLElement): Row => fields(row).map((field) => field.value);
  const isEmpty = (row: HTMLElement): boolean => cells(row).every((cell) => cell === "");
  const value = (): string => joinRows(elements().map(cells));

  function insert(before: Node | null): HTMLElement {
    const row = (model.content.cloneNode(true) as DocumentFragment).querySelector<HTMLElement>(".row")!;
    kit.find("[data-remove]", row)!.addEventListener("click", () => remove(row));
    const remark = kit.find("[data-remark]", row)!;
    remark.id = `remark-${id}-${(made += 1)}`;
    kit.find("[data-cell]", remark.parentElement!)!.setAttribute("aria-describedby", remark.id);
    list.insertBefore(row, before);
    return row;
  }

  /** What stands in the record, in the rows; the field that the learner is in stays as it is. */
  function show(rows: readonly Row[]): void {
    const filled = elements().filter((row) => !isEmpty(row));
    const end = filled.at(-1)?.nextSibling ?? list.firstChild;
    rows.forEach((row, index) => put(filled[index] ?? insert(end), row));
    filled.slice(rows.length).forEach((row) => row.remove());
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
      grow(field);
    });
  }

  function grow(field: Element | null): void {
    if (field instanceof HTMLTextAreaElement) kit.grow(field);
  }

  function nameOf(row: HTMLElement): string {
    const name = phrases.word(`${shape.words}.row`, { number: elements().indexOf(row) + 1 });
    const first = cells(row)[0]!.trim();
    return first === "" ? name : phrases.word("components.rows.named", { row: name, name: first });
  }

  function remove(row: HTMLElement): void {
    const name = nameOf(row);
    if (isEmpty(row)) {
      const next = elements()[elements().indexOf(row) + 1];
      row.remove();
      changed();
      (next ? fields(next)[0]! : adder).focus();
      return;
    }
    const said = phrases.word("components.rows.removed", { row: name });
    const undo = kit.button(phrases.word("components.rows.undo"), () => {
      line.replaceWith(row);
      changed();
      fields(row)[0]!.focus();
      context.announce(phrases.word("components.rows.restored", { row: nameOf(row) }));
    });
    const line = kit.el("div", { class: "removed" }, kit.para(said), undo);
    row.replaceWith(line);
    changed();
    undo.focus();
    context.announce(said);
  }

  function changed(): void {
    session.answer(id, value());
    decorate();
  }

  function decorate(): void {
    for (const [index, row] of elements().entries()) {
      const name = nameOf(row);
      row.setAttribute("aria-label", name);
      kit.setText(kit.find("[data-number]", row), String(index + 1));
      kit
        .find("[data-remove]", row)!
        .setAttribute("aria-label", phrases.word("components.rows.remove", { row: name }));
      // A field of one line lends its place to its whole text while nobody types in it.
      kit.setText(kit.find("[data-whole]", row), cells(row)[0]!);
    }
    const full = elements().length >= maxRows;
    adder.hidden = full;
    kit.setText(
      kit.find("[data-full]", root),
      full ? phrases.word("components.rows.full", { count: maxRows }) : "",
    );
    count();
    paper();
    updates.forEach((update) => update());
  }

  function count(): void {
    const over = value().length - limit;
    const filled = complete(shape, elements().map(cells));
    const text =
      over > 0
        ? phrases.word("over_length", { count: over })
        : phrases.word(`${shape.words}.complete`, { count: filled, min: minRows });
    kit.setText(kit.find("[data-count]", root), text);
  }

  /** What is printed: the filled rows, and room for as many as are missing. */
  function paper(): void {
    const table = kit.find<HTMLTableElement>(".paper table", root)!;
    const heads = kit.all("th", table).map((head) => head.textContent);
    const filled = rowsOf(shape, value()).map((row) => inWords(phrases, shape, row));
    while (filled.length < minRows) filled.push(shape.columns.map(() => ""));
    const rows = filled.map((row) =>
      kit.el("tr", {}, ...row.map((cell, index) => kit.el("td", { "data-label": heads[index]! }, cell))),
    );
    table.tBodies[0]!.replaceChildren(...rows);
  }

  function update(): void {
    const stored = rowsOf(shape, kit.answerOf(session, id));
    if (joinRows(stored) !== value()) {
      show(stored);
      decorate();
    }
    updateState();
  }

  const updates = extras.map((extra) => extra({ kit, context, component, shape, root, elements, cells }));
  const updateState = kit.answerState(context, root, [id], () => asText(phrases, shape, value()), list);
  show(rowsOf(shape, kit.answerOf(session, id)));
  while (elements().length < Math.min(AT_FIRST, minRows)) insert(null);
  decorate();
  list.addEventListener("input", (event) => {
    grow(event.target as Element);
    changed();
  });
  root.addEventListener("focusout", ({ relatedTarget }) => {
    update();
    decorate();
    if (!root.contains(relatedTarget as Node | null)) session.settle(id);
  });
  adder.addEventListener("click", () => {
    const row = insert(null);
    decorate();
    fields(row)[0]!.focus();
  });
  return update;
}
