/** "Bewijs van deelname": what the learner did, to print. It promises no registration points. */

import { el, find, para } from "./dom.ts";
import type { Context } from "./context.ts";
import { isDone } from "./progress.ts";
import { printOnly } from "./printing.ts";

let typedName: string | null = null;

export function openProof(context: Context): void {
  const dialog = find<HTMLDialogElement>("dialog#proof");
  const name = find<HTMLInputElement>("#proof-name");
  if (!dialog || !name) return;
  name.value = typedName ?? context.session.connection?.learnerName ?? "";
  fill(context, name.value);
  name.oninput = () => {
    typedName = name.value;
    fill(context, name.value);
  };
  dialog.showModal();
}

export function proof(): void {
  find('[data-action="print-proof"]')?.addEventListener("click", () => printOnly("proof"));
}

function fill(context: Context, name: string): void {
  const { course, session, phrases } = context;
  const done = course.components.filter((component) => isDone(context, component)).length;
  const finished = session.record.finished;
  const fact = (
    word: "finished" | "printed" | "study_load" | "tasks" | "version",
    value: string,
  ): HTMLElement => el("div", {}, el("dt", {}, phrases.word(`proof.${word}`)), el("dd", {}, value));
  find("[data-proof]")?.replaceChildren(
    para(phrases.word("proof.title"), "proof-title"),
    para(name || "\u2026", "proof-name"),
    para(phrases.word("proof.took_part")),
    para(course.title, "proof-module"),
    el(
      "dl",
      { class: "facts" },
      fact("study_load", phrases.duration(course.studyLoad)),
      fact("version", course.version),
      ...(course.components.length ? [fact("tasks", `${done} / ${course.components.length}`)] : []),
      ...(finished === null ? [] : [fact("finished", phrases.date(finished))]),
      fact("printed", phrases.date(Date.now())),
    ),
    ...(course.objectives.length
      ? [
          para(phrases.word("proof.objectives"), "label"),
          el("ul", {}, ...course.objectives.map(({ text }) => el("li", {}, text))),
        ]
      : []),
    para(phrases.word("proof.disclaimer"), "small"),
  );
}
