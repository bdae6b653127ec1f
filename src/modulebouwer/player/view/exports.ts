/** The portfolio as a web page and as plain text. */

import type { Portfolio } from "./collect.ts";

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

export function asHtml(portfolio: Portfolio, language: string): string {
  const paragraph = (text: string): string => `<p class="words">${escape(text)}</p>`;
  const entries = portfolio.groups.map((group) =>
    [
      `<h2>${escape(group.title)}</h2>`,
      group.lead ? `<p>${escape(group.lead)}</p>` : "",
      ...group.entries.map(
        (entry) =>
          `<h3>${escape(entry.prompt)}</h3>${paragraph(entry.value || entry.missing)}` +
          (entry.note ? `<p class="note">${escape(entry.note)}</p>` : ""),
      ),
    ].join("\n"),
  );
  const style =
    "body{max-width:40rem;margin:3rem auto;padding:0 1rem;font:1.06rem/1.5 Georgia,serif}" +
    "h1,h2,h3{line-height:1.25}h3{font-size:1em;margin:1.5em 0 .3em}.words{white-space:pre-wrap;margin:0}" +
    ".note{font-size:.85em;color:#555;margin:.3em 0}";
  return [
    "<!doctype html>",
    `<html lang="${escape(language)}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escape(portfolio.heading)} – ${escape(portfolio.title)}</title><style>${style}</style></head><body>`,
    `<h1>${escape(portfolio.heading)}</h1><p>${[portfolio.title, ...portfolio.details].map(escape).join("<br>")}</p>`,
    ...entries,
    "</body></html>",
    "",
  ].join("\n");
}

/** Text for HTML and XML, in content and in attributes. */
export function escape(text: string): string {
  const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}
