/**
 * The proof as a page to print, for Word and as a web page, with *Mijn opbrengst* bound in for who wants that. The name
 * that the learner types is kept nowhere.
 */

import type { Kit } from "../kit.ts";
import type { Context } from "../view/context.ts";
import { button, download, downloadText, el, find, para } from "../view/dom.ts";
import { printOnly } from "../view/printing.ts";
import { answered, type Portfolio } from "./collect.ts";
import { DOCX, proofDocx } from "./docx.ts";
import { htmlPage, opening } from "./exports.ts";
import { proofOf, type Proof } from "./proof.ts";
import { entries } from "./shown.ts";

let typedName: string | null = null;

/** The way to open the proof; `own`: what of *Mijn opbrengst* the learner takes along. */
export function proofSheet(context: Context, kit: Kit, own: () => Portfolio): () => void {
  const { course, phrases, session } = context;
  const dialog = find<HTMLDialogElement>("dialog#proof");
  const field = find<HTMLInputElement>("#proof-name");
  const sheet = find("[data-proof]");
  if (!dialog || !field || !sheet) return () => {};
  const box = el("input", { type: "checkbox" });
  const bound = el("div", { class: "answers bound paper-only" });
  const now = (): Proof =>
    proofOf(context, kit, field.value, document.documentElement.dataset["package"] ?? "");
  const portfolio = (): Portfolio | null => {
    const answers = { ...answered(own()), name: field.value };
    return box.checked && answers.groups.length ? answers : null;
  };
  function fill(): void {
    const proof = now();
    sheet!.replaceChildren(para(proof.title, "proof-title"), ...content(proof));
    const answers = portfolio();
    bound.replaceChildren(...(answers ? appended(answers, 2) : []));
  }
  async function word(): Promise<void> {
    download(`${course.identifier}-bewijs.docx`, DOCX, await proofDocx(now(), portfolio(), course.language));
  }
  function page(): void {
    const proof = now();
    const answers = portfolio();
    const nodes = [el("h1", {}, proof.title), ...content(proof), ...(answers ? appended(answers, 1) : [])];
    const title = `${proof.title} – ${proof.module}`;
    downloadText(`${course.identifier}-bewijs.html`, htmlPage(title, course.language, nodes), "html");
  }
  const action = (id: "docx" | "html" | "print", run: () => void, quiet = true): HTMLElement => {
    const element = button(phrases.word(`portfolio.${id}`), run, quiet);
    element.dataset["action"] = `proof-${id}`;
    return element;
  };
  field.addEventListener("input", () => {
    typedName = field.value;
    fill();
  });
  box.addEventListener("change", fill);
  dialog.append(
    ...(course.components.length
      ? [el("label", { class: "share" }, box, el("span", {}, phrases.word("proof.bind")))]
      : []),
    el(
      "div",
      { class: "actions" },
      action("print", () => printOnly("proof"), false),
      action("docx", () => void word()),
      action("html", page),
    ),
    bound,
  );
  return () => {
    field.value = typedName ?? session.connection?.learnerName ?? "";
    fill();
    dialog.showModal();
  };
}

/** What stands below the title. */
function content(proof: Proof): Node[] {
  const { texts, title } = proof.objectives;
  return [
    para(proof.name || "…", "proof-name"),
    para(proof.lead),
    para(proof.module, "proof-module"),
    ...(proof.soFar ? [para(proof.soFar)] : []),
    el(
      "dl",
      { class: "facts" },
      ...proof.facts.map(([label, value]) => el("div", {}, el("dt", {}, label), el("dd", {}, value))),
    ),
    ...(texts.length ? [para(title, "label"), el("ul", {}, ...texts.map((text) => el("li", {}, text)))] : []),
    para(proof.statement, "small"),
  ];
}

/** *Mijn opbrengst* behind the proof. */
function appended(portfolio: Portfolio, level: 1 | 2): Node[] {
  return [
    el(`h${level}`, { class: "bound-title" }, portfolio.heading),
    ...opening(portfolio),
    ...entries(portfolio, false),
  ];
}
