/** "Mijn opbrengst": the learner's own words, in order, to keep. */

import type { Block } from "../../components/kind.ts";
import { button, download, downloadText, el, link, para, table } from "../view/dom.ts";
import { printOnly } from "../view/printing.ts";
import { collect, type Portfolio, type PortfolioPart } from "./collect.ts";
import { DOCX, docx } from "./docx.ts";
import { asHtml, asText } from "./exports.ts";
import type { ShowPortfolio } from "./seam.ts";

window.modulebouwerPortfolio = show;

function show(...[kit, context, root]: Parameters<ShowPortfolio>): () => void {
  const { course, phrases } = context;
  const list = el("div", { class: "answers" });
  const name = `${course.identifier}-opbrengst`;
  const own = (): Portfolio => collect(context, kit);
  const action = (id: "docx" | "html" | "text" | "print", run: () => void, quiet = true): HTMLElement => {
    const element = button(phrases.word(`portfolio.${id}`), run, quiet);
    element.dataset["action"] = `portfolio-${id}`;
    return element;
  };
  root.append(
    el(
      "div",
      { class: "actions" },
      action("docx", () => download(`${name}.docx`, DOCX, docx(own(), course.language)), false),
      action("html", () => {
        const answers = own();
        downloadText(`${name}.html`, asHtml(answers, course.language, entries(answers, false)), "html");
      }),
      action("text", () => downloadText(`${name}.txt`, asText(own()))),
      action("print", () => printOnly("portfolio")),
    ),
    list,
  );
  return () => {
    const answers = own();
    const empty = para(phrases.word("portfolio.empty"), "empty");
    list.replaceChildren(...(answers.groups.length ? entries(answers, true) : [empty]));
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
