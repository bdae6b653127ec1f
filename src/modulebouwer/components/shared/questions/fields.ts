/** The ways to give an answer: what the learner chose as a response, and a response put back in the fields. */

import type { Kit } from "../../../player/kit.ts";
import type { Context } from "../../../player/view/context.ts";
import { parts } from "./value.ts";

export interface Fields {
  read(): string;
  put(response: string): void;
  lock(locked: boolean): void;
}

/** `changed` is called after each act of the learner, `check` where the answer is asked to be checked from a field. */
export interface Acts {
  changed(settled: boolean): void;
  check(): void;
}

export type MakeFields = (kit: Kit, context: Context, root: HTMLElement, acts: Acts) => Fields;

/** Options of which one or several are chosen. */
export function options({ all }: Kit, _context: Context, root: HTMLElement, { changed }: Acts): Fields {
  const inputs = all<HTMLInputElement>(".option input", root);
  for (const input of inputs) input.addEventListener("change", () => changed(true));
  return {
    read: () =>
      inputs
        .filter((input) => input.checked)
        .map((input) => input.value)
        .join(","),
    put: (response) => inputs.forEach((input) => (input.checked = parts(response).includes(input.value))),
    lock: (locked) => inputs.forEach((input) => (input.disabled = locked)),
  };
}
