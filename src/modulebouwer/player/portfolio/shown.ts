/** The learner's answers as elements, for the page, for paper and for a web page. */

import type { Block } from "../../components/kind.ts";
import { el, link, para, table } from "../view/dom.ts";
import type { Portfolio, PortfolioEntry, PortfolioPart } from "./collect.ts";

/** Questions and answers; `linked`: a question leads to its field. */
export function entries(portfolio: Portfolio, linked: boolean): Node[] {
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
