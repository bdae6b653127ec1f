/** "Mijn opbrengst": the learner's own words, in order, to keep. */

import type { Block, Share } from "../../components/kind.ts";
import { button, download, downloadText, el, link, para, table } from "../view/dom.ts";
import { printOnly } from "../view/printing.ts";
import {
  answered,
  collect,
  sharesOf,
  type Portfolio,
  type PortfolioEntry,
  type PortfolioPart,
} from "./collect.ts";
import { DOCX, docx } from "./docx.ts";
import { asHtml, asText } from "./exports.ts";
import type { ShowPortfolio } from "./seam.ts";

window.modulebouwerPortfolio = show;

function show(...[kit, context, root]: Parameters<ShowPortfolio>): () => void {
  const { course, phrases } = context;
  const list = el("div", { class: "answers" });
  const name = `${course.identifier}-opbrengst`;
  const there = sharesOf(context, kit);
  // What was right or wrong in a knowledge question is for learning; who wants it along asks for it.
  const chosen = new Set<Share>(there.filter((share) => share !== "questions" || there.length === 1));
  const own = (): Portfolio => collect(context, kit, chosen);
  const action = (id: "docx" | "html" | "text" | "print", run: () => void, quiet = true): HTMLElement => {
    const element = button(phrases.word(`portfolio.${id}`), run, quiet);
    element.dataset["action"] = `portfolio-${id}`;
    return element;
  };
  const box = (share: Share): HTMLElement => {
    const input = el("input", { type: "checkbox", value: share, checked: chosen.has(share) });
    input.addEventListener("change", () => {
      if (input.checked) chosen.add(share);
      else chosen.delete(share);
      update();
    });
    return el("label", { class: "share" }, input, el("span", {}, phrases.word(`portfolio.share.${share}`)));
  };
  async function word(): Promise<void> {
    download(`${name}.docx`, DOCX, await docx(own(), course.language));
  }
  function update(): void {
    const answers = own();
    const empty = para(phrases.word("portfolio.empty"), "empty");
    const onPaper = [answers.title, answers.name, ...answers.details].filter((line) => line !== "");
    list.replaceChildren(
      el("div", { class: "paper-only" }, ...onPaper.map((line) => para(line))),
      ...(answers.groups.length ? entries(answers, true) : [empty]),
    );
  }
  if (there.length > 1) {
    const legend = el("legend", {}, phrases.word("portfolio.choose"));
    root.append(el("fieldset", { class: "shares" }, legend, ...there.map(box)));
  }
  root.append(
    el(
      "div",
      { class: "actions" },
      action("docx", () => void word(), false),
      action("html", () => {
        const answers = answered(own());
        downloadText(`${name}.html`, asHtml(answers, course.language, entries(answers, false)), "html");
      }),
      action("text", () => downloadText(`${name}.txt`, asText(own()))),
      action("print", () => printOnly("portfolio")),
    ),
    list,
  );
  return update;
}

/** Questions and answers; `linked`: a question leads to its field. */
function entries(portfolio: Portfolio, linked: boolean): Node[] {
  return portfolio.groups.flatMap((group) => [
    el("h2", {}, group.title),
    ...(group.lead ? [para(group.lead)] : []),
    ...group.entries.map((entry) =>
      el(
        "article",
        { class: isOpen(entry) ? "answer unanswered" : "answer", "data-answer": entry.id },
        el("h3", {}, linked && entry.target ? link(entry.title, entry.target) : entry.title),
        ...entry.parts.map(part),
      ),
    ),
    ...(group.open ? [para(group.open, linked ? "label paper-only" : "label")] : []),
  ]);
}

function isOpen({ parts }: PortfolioEntry): boolean {
  return parts.every(({ blocks }) => blocks.length === 0);
}

function part({ prompt, blocks, missing, written, warning }: PortfolioPart): HTMLElement {
  return el(
    "div",
    { class: blocks.length ? "part" : "part unanswered" },
    ...(prompt ? [el("h4", {}, prompt)] : []),
    ...(blocks.length ? blocks.map(shownBlock) : [para(missing, "empty")]),
    ...(written ? [para(written, "label written")] : []),
    ...(warning ? [para(warning, "label")] : []),
  );
}

function shownBlock(block: Block): Node {
  if (block.kind === "text") return para(block.text, "own-words");
  if (block.kind === "picture") return el("div", { class: "drawn" }, block.draw());
  if (!block.cards) return table(block.head, block.rows);
  return el("div", { class: "plan-cards" }, ...block.rows.map((row) => card(block.head, row)));
}

/** A row by itself; what is empty is left out. */
function card([, ...head]: readonly string[], [number = "", ...cells]: readonly string[]): HTMLElement {
  const filled = head
    .map((title, column) => [title, cells[column] ?? ""] as const)
    .filter(([, cell]) => cell);
  return el(
    "dl",
    { class: "plan-card" },
    ...filled.flatMap(([title, cell], index) => [
      el("dt", {}, index === 0 ? `${number}. ${title}` : title),
      el("dd", {}, cell),
    ]),
  );
}
