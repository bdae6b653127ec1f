/** "Mijn opbrengst": the learner's own words, in order, to keep. */

import { button, download, downloadText, el, find, link, para, table } from "./dom.ts";
import type { Context } from "./context.ts";
import type { Block } from "../components/kind.ts";
import { collect, type Portfolio, type PortfolioPart } from "./collect.ts";
import { DOCX, docx } from "./docx.ts";
import { asHtml, asText } from "./exports.ts";
import { openProof } from "./proof.ts";
import { printOnly } from "./printing.ts";

/** Fills the page when it is shown; returns the way to bring it up to date. */
export function portfolio(context: Context): () => void {
  const { course, phrases } = context;
  const root = find("[data-portfolio]");
  if (!root) return () => {};
  const list = el("div", { class: "answers" });
  const name = `${course.identifier}-opbrengst`;
  const action = (id: string, run: () => void, quiet = true): HTMLElement => {
    const element = button(phrases.word(`portfolio.${id}`), run, quiet);
    element.dataset["action"] = `portfolio-${id}`;
    return element;
  };
  root.append(
    el(
      "div",
      { class: "actions" },
      action("docx", () => download(`${name}.docx`, DOCX, docx(collect(context), course.language)), false),
      action("html", () => {
        const own = collect(context);
        downloadText(`${name}.html`, asHtml(own, course.language, entries(own, false)), "html");
      }),
      action("text", () => downloadText(`${name}.txt`, asText(collect(context)))),
      action("print", () => printOnly("portfolio")),
      action("proof", () => openProof(context)),
    ),
    list,
  );
  return () => {
    if (root.closest("[data-page]:not(.current)")) return;
    const own = collect(context);
    const empty = para(phrases.word("portfolio.empty"), "empty");
    list.replaceChildren(...(own.groups.length ? entries(own, true) : [empty]));
  };
}

/** Questions and answers; `linked`: a question leads to its field. */
function entries(portfolio: Portfolio, linked: boolean): Node[] {
  return portfolio.groups.flatMap((group) => [
    el("h2", {}, group.title),
    ...(group.lead ? [para(group.lead)] : []),
    ...group.entries.map((entry) =>
      el(
        "article",
        { class: "answer", "data-answer": entry.id },
        el("h3", {}, linked && entry.target ? link(entry.title, entry.target) : entry.title),
        ...entry.parts.flatMap(part),
      ),
    ),
  ]);
}

function part({ prompt, blocks, missing, note }: PortfolioPart): Node[] {
  return [
    ...(prompt ? [el("h4", {}, prompt)] : []),
    ...(blocks.length ? blocks.map(shownBlock) : [para(missing, "empty")]),
    ...(note ? [para(note, "label written")] : []),
  ];
}

function shownBlock(block: Block): Node {
  if (block.kind === "text") return para(block.text, "own-words");
  if (block.kind === "picture") return block.draw();
  return table(block.head, block.rows);
}
