/** The form of a component of rows: rows come and go, all by keyboard, and what is taken away can be brought back. */

import type { CourseComponent } from "../../../player/course.ts";
import type { Kit } from "../../../player/kit.ts";
import type { Context } from "../../../player/view/context.ts";
import { elementsIn, grow } from "./elements.ts";
import { count, label, nameOf, paper } from "./labels.ts";
import { asText, rowsOf, type Shape } from "./shape.ts";
import { joinRows, type Row } from "./value.ts";

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
  const id = component.interactions[0]!;
  const limit = context.course.interactions.find((one) => one.id === id)?.maxLength ?? Infinity;
  const list = kit.find(`#answer-${id}`)!;
  const root = list.closest<HTMLElement>("[data-field]")!;
  const adder = kit.find("[data-add]", root)!;
  const elements = elementsIn(kit, list, kit.find<HTMLTemplateElement>("template", root)!, remove);

  function remove(row: HTMLElement): void {
    if (elements.isEmpty(row)) {
      const all = elements.all();
      const next = all[all.indexOf(row) + 1];
      row.remove();
      changed();
      (next ? elements.fields(next)[0]! : adder).focus();
      return;
    }
    const called = (): string => nameOf(phrases, shape, elements, row);
    const said = phrases.word("components.rows.removed", { row: called() });
    const undo = kit.button(phrases.word("components.rows.undo"), () => {
      line.replaceWith(row);
      changed();
      elements.fields(row)[0]!.focus();
      context.announce(phrases.word("components.rows.restored", { row: called() }));
    });
    const line = kit.el("div", { class: "removed" }, kit.para(said), undo);
    row.replaceWith(line);
    changed();
    undo.focus();
    context.announce(said);
  }

  function changed(): void {
    session.answer(id, elements.value());
    decorate();
  }

  function decorate(): void {
    label(kit, phrases, shape, elements, root, adder);
    count(kit, phrases, shape, elements, root, limit);
    paper(kit, phrases, shape, elements.value(), root);
    updates.forEach((update) => update());
  }

  function update(): void {
    const stored = rowsOf(shape, kit.answerOf(session, id));
    if (joinRows(stored) !== elements.value()) {
      elements.show(stored);
      decorate();
    }
    updateState();
  }

  const parts = { kit, context, component, shape, root, elements: elements.all, cells: elements.cells };
  const updates = extras.map((extra) => extra(parts));
  const updateState = kit.answerState(
    context,
    root,
    [id],
    () => asText(phrases, shape, elements.value()),
    list,
  );
  elements.show(rowsOf(shape, kit.answerOf(session, id)));
  while (elements.all().length < Math.min(AT_FIRST, shape.minRows)) elements.insert(null);
  decorate();
  listen();
  return update;

  function listen(): void {
    list.addEventListener("input", (event) => {
      grow(kit, event.target as Element);
      changed();
    });
    root.addEventListener("focusout", ({ relatedTarget }) => {
      update();
      decorate();
      if (!root.contains(relatedTarget as Node | null)) session.settle(id);
    });
    adder.addEventListener("click", () => {
      const row = elements.insert(null);
      decorate();
      elements.fields(row)[0]!.focus();
    });
  }
}
