/** "Mijn opbrengst": the learner's own words, in order, to keep, and the proof of having taken part. */

import type { Share } from "../../components/kind.ts";
import { button, download, downloadText, el, para } from "../view/dom.ts";
import { printOnly } from "../view/printing.ts";
import { answered, collect, sharesOf, type Portfolio } from "./collect.ts";
import { DOCX, docx } from "./docx.ts";
import { asHtml, asText } from "./exports.ts";
import { proofSheet } from "./proof_sheet.ts";
import type { ShowPortfolio } from "./seam.ts";
import { entries } from "./shown.ts";

window.modulebouwerPortfolio = show;

function show(...[kit, context, root]: Parameters<ShowPortfolio>): () => void {
  const { course, phrases } = context;
  const list = el("div", { class: "answers" });
  const name = `${course.identifier}-opbrengst`;
  const there = sharesOf(context, kit);
  // What was right or wrong in a knowledge question is for learning; who wants it along asks for it.
  const chosen = new Set<Share>(there.filter((share) => share !== "questions" || there.length === 1));
  const own = (): Portfolio => collect(context, kit, chosen);
  const action = (
    id: "docx" | "html" | "text" | "print" | "proof",
    run: () => void,
    quiet = true,
  ): HTMLElement => {
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
  function page(): void {
    const answers = answered(own());
    downloadText(`${name}.html`, asHtml(answers, course.language, entries(answers, false)), "html");
  }
  const legend = el("legend", {}, phrases.word("portfolio.choose"));
  const choice = el("fieldset", { class: "shares" }, legend, ...there.map(box));
  const ways = [
    action("docx", () => void word(), false),
    action("html", page),
    action("text", () => downloadText(`${name}.txt`, asText(own()))),
    action("print", () => printOnly("portfolio")),
  ];
  function update(): void {
    const answers = own();
    const some = answers.groups.length > 0;
    const any = some || collect(context, kit, new Set(there)).groups.length > 0;
    // What takes nothing along is not offered.
    choice.hidden = !any || there.length === 1;
    for (const element of ways) element.hidden = !some;
    const nothing = para(phrases.word(`portfolio.${any ? "none_chosen" : "empty"}`), "empty");
    const onPaper = [answers.title, answers.name, ...answers.details].filter((line) => line !== "");
    list.replaceChildren(
      el("div", { class: "paper-only" }, ...onPaper.map((line) => para(line))),
      ...(some ? entries(answers, true) : [nothing]),
    );
  }
  const proof = action("proof", proofSheet(context, kit, own));
  if (there.length === 0) {
    root.append(el("div", { class: "actions" }, proof));
    return () => {};
  }
  root.append(choice, el("div", { class: "actions" }, ...ways, proof), list);
  return update;
}
