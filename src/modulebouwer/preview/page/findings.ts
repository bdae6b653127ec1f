/** The findings, each a link that opens its file at the line. */

import { el, find } from "../../player/view/dom.ts";
import { words, word, type Finding } from "./state.ts";

/** What stops a package comes first. */
const GRAVITY = ["error", "warning", "advice"] as const;

export function showFindings(list: HTMLElement, findings: readonly Finding[]): void {
  const all = GRAVITY.flatMap((severity) => findings.filter((one) => one.severity === severity));
  list.replaceChildren(...all.map(item));
  if (findings.length === 0) list.append(el("li", { class: "none" }, word("no_findings")));
}

export function countFindings(findings: readonly Finding[]): void {
  const counted = GRAVITY.map(
    (severity) => [severity, findings.filter((finding) => finding.severity === severity).length] as const,
  )
    .filter(([, count]) => count > 0)
    .map(([severity, count]) => {
      const form = words.counts[severity][count === 1 ? "one" : "other"];
      return el("span", { class: severity }, form.replace("{count}", String(count)));
    });
  find("[data-count=findings]")?.replaceChildren(...counted);
}

function item({ severity, code, place, link, text, hint }: Finding): HTMLElement {
  return el(
    "li",
    { class: severity },
    el("p", { class: "place" }, link ? el("a", { href: link }, place) : place),
    el("p", {}, el("b", {}, `${words.severity[severity]} `, explained(code)), ` ${text}`),
    hint ? el("p", { class: "quiet" }, hint) : null,
  );
}

/** A code that leads to what it means and how it is mended. */
export function explained(code: string): HTMLElement {
  return el("a", { href: `/findings/${code}`, target: "_blank", rel: "noopener" }, code);
}
