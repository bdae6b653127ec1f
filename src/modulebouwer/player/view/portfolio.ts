/** "Mijn opbrengst": the learner's own words, in order, to keep. */

import { download, el, find } from "./dom.ts";
import type { Context } from "./context.ts";
import { collect, type Portfolio } from "./collect.ts";
import { docx } from "./docx.ts";
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
  const action = (word: string, run: () => void, id: string, quiet = true): HTMLElement =>
    el(
      "button",
      { type: "button", class: quiet ? "button quiet" : "button", "data-action": id, onclick: run },
      word,
    );
  const type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  root.append(
    el(
      "p",
      { class: "actions" },
      action(
        phrases.word("portfolio.docx"),
        () => download(`${name}.docx`, type, docx(collect(context), course.language)),
        "download-docx",
        false,
      ),
      action(
        phrases.word("portfolio.html"),
        () => download(`${name}.html`, "text/html;charset=utf-8", asHtml(collect(context), course.language)),
        "download-html",
      ),
      action(
        phrases.word("portfolio.text"),
        () => download(`${name}.txt`, "text/plain;charset=utf-8", asText(collect(context))),
        "download-text",
      ),
      action(phrases.word("portfolio.print"), () => printOnly("portfolio"), "print-portfolio"),
      action(phrases.word("portfolio.proof"), () => openProof(context), "proof"),
    ),
    list,
  );
  return () => {
    if (root.closest("[data-page]:not(.current)")) return;
    list.replaceChildren(...render(collect(context), phrases.word("portfolio.empty")));
  };
}

function render(portfolio: Portfolio, empty: string): Node[] {
  if (portfolio.groups.length === 0) return [el("p", { class: "empty" }, empty)];
  return portfolio.groups.flatMap((group) => [
    el("h2", {}, group.title),
    group.lead ? el("p", {}, group.lead) : "",
    ...group.entries.map((entry) =>
      el(
        "article",
        { class: "answer", "data-answer": entry.id },
        el("h3", {}, entry.target ? el("a", { href: entry.target }, entry.prompt) : entry.prompt),
        el("p", { class: entry.value ? "own-words" : "empty" }, entry.value || entry.missing),
        entry.note ? el("p", { class: "label written" }, entry.note) : null,
      ),
    ),
  ]) as Node[];
}
