/** A question in a window over the page: a few fields, and what hangs on the answer. */

import { button, el, find } from "../../player/view/dom.ts";
import { word } from "./state.ts";

export interface Field {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  /** What hangs on it. */
  readonly note?: string;
  /** What can be chosen: the value, and what it is called. */
  readonly choices?: readonly (readonly [string, string])[];
}

/** What else is said. `why`: it was asked before, and could not be done so. */
interface Said {
  readonly why?: string;
  readonly content?: readonly HTMLElement[];
  readonly cancel?: string;
}

/** The values by name; null when nothing is to be done. */
export function ask(
  title: string,
  fields: readonly Field[],
  action: string,
  { why = "", content = [], cancel = word("cancel") }: Said = {},
): Promise<Record<string, string> | null> {
  const form = el(
    "form",
    { method: "dialog" },
    el("h2", { id: "asked" }, title),
    ...content,
    why ? el("p", { class: "error", role: "alert", id: "why" }, why) : null,
    ...fields.map((field) => labelled(field, why !== "")),
    el(
      "div",
      { class: "buttons" },
      el("button", { value: "done" }, action),
      button(cancel, () => dialog.close()),
    ),
  );
  const dialog = el("dialog", { "aria-labelledby": "asked" }, form);
  document.body.append(dialog);
  dialog.showModal();
  // What one cannot take back is not what Enter does.
  if (fields.length === 0) find("button[type=button]", form)?.focus();
  else form.querySelector("input")?.select();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      const values = Object.fromEntries(
        [...new FormData(form)].map(([name, value]) => [name, String(value)]),
      );
      dialog.remove();
      resolve(dialog.returnValue === "done" ? values : null);
    });
  });
}

/** Asks again, with what was filled in and why it cannot be, until it is done or nothing is to be. `attempt`: "" for done. */
export async function askUntil(
  title: string,
  fields: readonly Field[],
  action: string,
  attempt: (values: Record<string, string>) => Promise<string>,
): Promise<void> {
  let why = "";
  for (let asked = fields; ;) {
    const values = await ask(title, asked, action, { why });
    if (!values) return;
    why = await attempt(values);
    if (!why) return;
    asked = fields.map((field) => ({ ...field, value: values[field.name] ?? "" }));
  }
}

/** Something to look at. */
export async function show(title: string, ...content: HTMLElement[]): Promise<void> {
  const close = button(word("close"), () => dialog.close());
  const dialog = el(
    "dialog",
    { "aria-labelledby": "asked", class: "wide" },
    el("h2", { id: "asked" }, title),
    ...content,
    el("div", { class: "buttons" }, close),
  );
  document.body.append(dialog);
  dialog.showModal();
  close.focus();
  await new Promise((resolve) => dialog.addEventListener("close", resolve));
  dialog.remove();
}

/** A text under what it is. */
export function pane(label: string, text: string): HTMLElement {
  return el(
    "section",
    {},
    el("h3", {}, label),
    el("pre", { tabindex: "0", role: "region", "aria-label": label }, text),
  );
}

function labelled({ name, label, value, note, choices }: Field, wrong: boolean): HTMLElement {
  const described = [wrong ? "why" : "", note ? `note-${name}` : ""].filter(Boolean).join(" ");
  const shared = { name, ...(described ? { "aria-describedby": described } : {}) };
  const control = choices
    ? el(
        "select",
        shared,
        ...choices.map(([one, text]) => el("option", { value: one, selected: one === value }, text)),
      )
    : el("input", {
        ...shared,
        value,
        required: "",
        maxlength: "255",
        autocomplete: "off",
        "aria-invalid": wrong && "true",
      });
  return el("label", {}, label, control, note ? el("small", { id: `note-${name}` }, note) : null);
}
