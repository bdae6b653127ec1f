/** The fields of a form, made from a schema: a control for each value, with its name, its help and what is wrong. */

import { button, el } from "../../../player/view/dom.ts";
import { word } from "../state.ts";
import { blank, isList, isMapping, resolved, type Schema, type Value, type Way } from "./schema.ts";

/** What becomes of a value: undefined leaves its field out. */
export type Turn = (now: Value | undefined) => Value | undefined;

/**
 * What a form is made of. `set`: a field got a value; `turn`: what it has then is turned, and other fields show.
 * `again`: what helps with these fields was said in the item before. `among`: fields that another item of the list has.
 */
export interface Context {
  readonly again?: boolean;
  readonly among?: ReadonlySet<string>;
  readonly schema: Schema;
  readonly labels: Readonly<Record<string, string>>;
  readonly set: (way: Way, value: Value | undefined) => void;
  readonly turn: (way: Way, turn: Turn) => void;
}

/** What `new component` puts where a text belongs: what one types comes in its place. */
const UNTOUCHED = /^…(?: \d+)?$/;
/** As `text_file.py`'s, but for halves of a character, which nobody types. */
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g;
/** Longer texts get more than a line. */
const LINE = 300;

/** All fields of a mapping; those that it does without follow in a part of their own. */
export function fieldsOf(context: Context, schema: Schema, way: Way, data: Value | undefined): HTMLElement[] {
  const values = isMapping(data) ? data : {};
  const shown: HTMLElement[] = [];
  const more: HTMLElement[] = [];
  const { among, ...inside } = context;
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    const needed = schema.required?.includes(name) ?? false;
    const made = fieldOf(inside, field, [...way, name], values[name], needed);
    (needed || name in values || among?.has(name) ? shown : more).push(made);
  }
  if (more.length === 0) return shown;
  const summary = word("more_fields", { count: more.length });
  return [...shown, el("details", { class: "more" }, el("summary", {}, summary), ...more)];
}

function fieldOf(
  context: Context,
  field: Schema,
  way: Way,
  value: Value | undefined,
  needed: boolean,
): HTMLElement {
  const schema = resolved(field, context.schema);
  const name = nameOf(context, way);
  if (schema.type === "object") return groupOf(context, schema, way, value, needed);
  if (schema.type === "array") return listOf(context, schema, way, value);
  const id = idOf(way);
  const control = controlOf(context, schema, way, value, needed);
  control.id = id;
  control.dataset["way"] = JSON.stringify(way);
  control.setAttribute("aria-describedby", `${id}-help ${id}-wrong`);
  const label = el("label", { for: id }, ...name, needed ? el("small", {}, ` ${word("needed")}`) : null);
  const help = helpOf(context, schema, `${id}-help`);
  const isSwitch = control instanceof HTMLInputElement && control.type === "checkbox";
  return el(
    "div",
    { class: isSwitch ? "field switch" : "field" },
    ...(isSwitch ? [control, label] : [label, control]),
    help,
    wrongOf(way),
  );
}

function controlOf(
  { set }: Context,
  schema: Schema,
  way: Way,
  value: Value | undefined,
  needed: boolean,
): HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement {
  if (schema.type === "boolean") {
    const box = el("input", { type: "checkbox" });
    const normal = schema.default === true;
    box.checked = typeof value === "boolean" ? value : normal;
    box.addEventListener("change", () =>
      set(way, !needed && box.checked === normal ? undefined : box.checked),
    );
    return box;
  }
  const written =
    value === undefined || value === null ? "" : isScalar(value) ? String(value) : JSON.stringify(value);
  if (schema.enum) {
    const choices = schema.enum.map(String);
    const others = written && !choices.includes(written) ? [written] : [];
    const none = needed
      ? []
      : [el("option", { value: "" }, word("as_usual", { value: String(schema.default ?? "–") }))];
    const select = el(
      "select",
      {},
      ...none,
      ...[...others, ...choices].map((choice) => el("option", { value: choice }, choice)),
    );
    select.value = written;
    const meant = (): Value | undefined =>
      schema.enum!.find((choice) => String(choice) === select.value) ?? (select.value || undefined);
    select.addEventListener("change", () => set(way, meant()));
    return select;
  }
  const empty = needed ? "" : undefined;
  if (schema.type === "integer") {
    const input = el("input", { inputmode: "numeric", autocomplete: "off", value: written });
    input.addEventListener("input", () => set(way, numberOf(input.value) ?? empty));
    return input;
  }
  const long = schema.format === "markdown" || (schema.maxLength ?? 0) > LINE || written.includes("\n");
  const control = long
    ? el("textarea", { rows: String(Math.min(8, Math.max(2, Math.ceil(written.length / 60)))) }, written)
    : el("input", { type: "text", autocomplete: "off", value: written });
  control.spellcheck = long || schema.pattern === "\\S";
  control.addEventListener("input", () => {
    withoutForbidden(control);
    set(way, control.value || empty);
  });
  // A click puts the cursor somewhere in it, after it got the focus.
  for (const event of ["focus", "click"])
    control.addEventListener(event, () => {
      if (isUntouched(control.value)) control.select();
    });
  return control;
}

/** What no file may hold is not shown as if it were in one. */
function withoutForbidden(control: HTMLInputElement | HTMLTextAreaElement): void {
  const { value, selectionStart } = control;
  if (value.search(FORBIDDEN) < 0) return;
  const before = value.slice(0, selectionStart ?? value.length).replace(FORBIDDEN, "");
  control.value = value.replace(FORBIDDEN, "");
  control.setSelectionRange(before.length, before.length);
}

export function isUntouched(text: string): boolean {
  return UNTOUCHED.test(text);
}

function numberOf(text: string): Value | undefined {
  const number = Number(text);
  // What is no number is written as it is, and told by a finding.
  return text.trim() === "" ? undefined : Number.isSafeInteger(number) ? number : text;
}

function groupOf(
  context: Context,
  schema: Schema,
  way: Way,
  value: Value | undefined,
  needed: boolean,
): HTMLElement {
  const name = nameOf(context, way);
  const there = isMapping(value) || needed;
  const start = (): void => context.turn(way, () => blank(schema, context.schema, "", []));
  const inside = there
    ? fieldsOf(context, schema, way, value)
    : [el("div", { class: "buttons" }, button(word("fill_in"), start))];
  return el(
    "fieldset",
    { "data-way": JSON.stringify(way), tabindex: "-1" },
    el("legend", {}, ...name),
    helpOf(context, schema),
    wrongOf(way),
    ...inside,
  );
}

function listOf(context: Context, schema: Schema, way: Way, value: Value | undefined): HTMLElement {
  const items = isList(value) ? value : [];
  const inner = schema.items ?? {};
  const kind = resolved(inner, context.schema);
  const last = String(way.at(-1));
  const turn = (change: (list: readonly Value[]) => readonly Value[]): void =>
    context.turn(way, (now) => {
      const list = change(isList(now) ? now : []);
      return list.length > 0 ? list : undefined;
    });
  const among = new Set(items.flatMap((item) => (isMapping(item) ? Object.keys(item) : [])));
  const rows = items.map((item, number) => {
    const at = [...way, number];
    const title = word("item", { number: number + 1 });
    const tools = el(
      "div",
      { class: "buttons" },
      tool(word("item_up", { number: number + 1 }), "↑", number > 0, () =>
        turn((list) => swapped(list, number - 1)),
      ),
      tool(word("item_away", { number: number + 1 }), "×", true, () =>
        turn((list) => list.filter((_, one) => one !== number)),
      ),
    );
    if (kind.type === "object") {
      const head = el("legend", {}, title);
      return el(
        "fieldset",
        { class: "item" },
        head,
        tools,
        wrongOf(at),
        ...fieldsOf({ ...context, among, again: context.again || number > 0 }, kind, at, item),
      );
    }
    const control = controlOf(context, kind, at, item, true);
    control.id = idOf(at);
    control.dataset["way"] = JSON.stringify(at);
    control.setAttribute("aria-label", `${nameOf(context, way)[0]} ${number + 1}`);
    control.setAttribute("aria-describedby", `${control.id}-wrong`);
    return el("div", { class: "item line" }, control, tools, wrongOf(at));
  });
  const add = (): void => turn((list) => [...list, blank(inner, context.schema, last, list)]);
  return el(
    "fieldset",
    { "data-way": JSON.stringify(way), tabindex: "-1" },
    el("legend", {}, ...nameOf(context, way)),
    helpOf(context, schema),
    wrongOf(way),
    ...rows,
    el("div", { class: "buttons" }, button(word("item_more"), add)),
  );
}

function tool(name: string, sign: string, can: boolean, run: () => void): HTMLElement {
  const made = el("button", { type: "button", "aria-label": name, title: name, onclick: run }, sign);
  made.disabled = !can;
  return made;
}

function swapped(items: readonly Value[], first: number): readonly Value[] {
  const list = [...items];
  [list[first], list[first + 1]] = [list[first + 1]!, list[first]!];
  return list;
}

/** What a field is called, with its key as the text has it. */
function nameOf({ labels }: Context, way: Way): [string, ...HTMLElement[]] {
  const key = String(way.at(-1));
  const label = labels[key];
  return label ? [`${label} `, el("code", {}, key)] : [key];
}

function helpOf({ again }: Context, schema: Schema, id = ""): HTMLElement | null {
  return again ? null : el("p", { class: "quiet", ...(id && { id }) }, ...described(schema.description));
}

function wrongOf(way: Way): HTMLElement {
  return el("div", { class: "wrong", id: `${idOf(way)}-wrong`, "data-wrong": JSON.stringify(way) });
}

export function idOf(way: Way): string {
  return `field-${way.join("-")}`;
}

function isScalar(value: Value): value is string | number | boolean {
  return typeof value !== "object";
}

/** What stands between backticks is what one writes. */
export function described(help = ""): (string | HTMLElement)[] {
  return help.split("`").map((part, number) => (number % 2 ? el("code", {}, part) : part));
}
