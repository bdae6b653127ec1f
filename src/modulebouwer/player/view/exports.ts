/** The portfolio as a web page and as plain text. */

import type { Portfolio } from "./collect.ts";
import { el, para } from "./dom.ts";

export function asText(portfolio: Portfolio): string {
  const lines = [portfolio.heading, portfolio.title, ...portfolio.details, ""];
  for (const group of portfolio.groups) {
    lines.push("", group.title, "=".repeat(group.title.length), "");
    if (group.lead) lines.push(group.lead, "");
    for (const entry of group.entries) {
      lines.push(entry.prompt, "-".repeat(Math.min(entry.prompt.length, 72)), entry.value || entry.missing);
      if (entry.note) lines.push(`(${entry.note})`);
      lines.push("");
    }
  }
  return lines.join("\r\n");
}

const STYLE =
  "<style>body{max-width:40rem;margin:3rem auto;padding:0 1rem;font:1.06rem/1.5 Georgia,serif}" +
  "h3{font-size:1em;margin:1.5em 0 0}.own-words{white-space:pre-wrap}.label{font-size:.85em}</style></head>";

/** A whole web page of `content`; the browser itself writes the HTML. */
export function asHtml(portfolio: Portfolio, language: string, content: readonly Node[]): string {
  const page = document.implementation.createHTMLDocument(`${portfolio.heading} – ${portfolio.title}`);
  page.documentElement.lang = language;
  page.head.prepend(el("meta", { charset: "utf-8" }));
  const details = [portfolio.title, ...portfolio.details].map((line) => para(line));
  page.body.append(el("h1", {}, portfolio.heading), ...details, ...content);
  return `<!doctype html>\n${page.documentElement.outerHTML.replace("</head>", STYLE)}`;
}

/** Text for XML, in content and in attributes. */
export function escape(text: string): string {
  const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}
