/** A question in a window over the page: a few fields, and what hangs on the answer. */

import { button, el } from "../../../player/view/dom.ts";
import { word } from "../state.ts";

export interface Field {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  /** What hangs on it. */
  readonly note?: string;
}

/** The values by name; null when nothing is to be done. */
export function ask(
  title: string,
  fields: readonly Field[],
  action: string,
): Promise<Record<string, string> | null> {
  const heading = el("h2", { id: "asked" }, title);
  const form = el(
    "form",
    { method: "dialog" },
    heading,
    ...fields.map(({ name, label, value, note }) =>
      el(
        "label",
        {},
        label,
        el("input", {
          name,
          value,
          required: "",
          maxlength: "255",
          autocomplete: "off",
          ...(note ? { "aria-describedby": `note-${name}` } : {}),
        }),
        note ? el("small", { id: `note-${name}` }, note) : null,
      ),
    ),
    el(
      "div",
      { class: "buttons" },
      el("button", { value: "done" }, action),
      button(word("cancel"), () => dialog.close()),
    ),
  );
  const dialog = el("dialog", { "aria-labelledby": "asked" }, form);
  document.body.append(dialog);
  dialog.showModal();
  form.querySelector("input")?.select();
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
