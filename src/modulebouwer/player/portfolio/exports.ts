/** The portfolio as a web page and as plain text. */

import type { Block } from "../../components/kind.ts";
import { answered, type Portfolio } from "./collect.ts";
import { el, para } from "../view/dom.ts";

export function asText(portfolio: Portfolio): string {
  const { heading, title, name, details, groups } = answered(portfolio);
  const lines = [heading, title, ...(name ? [name] : []), ...details, ""];
  for (const group of groups) {
    lines.push("", group.title, "=".repeat(group.title.length), "");
    if (group.lead) lines.push(group.lead, "");
    for (const entry of group.entries) {
      lines.push(entry.title, "-".repeat(Math.min(entry.title.length, 72)));
      for (const { prompt, blocks, warning } of entry.parts) {
        if (prompt) lines.push("", prompt);
        lines.push(...blocks.flatMap(blockLines));
        if (warning) lines.push(`(${warning})`);
      }
      lines.push("");
    }
    if (group.open) lines.push(group.open, "");
  }
  return lines.join("\r\n");
}

/** A table as a list of rows, each cell after its heading. */
function blockLines(block: Block): string[] {
  if (block.kind === "text") return [block.text];
  if (block.kind === "picture") return [];
  return block.rows.flatMap((row) => [
    ...row.flatMap((text, column) => (text ? [`${block.head[column]}: ${text}`] : [])),
    "",
  ]);
}

const STYLE =
  "<style>body{max-width:40rem;margin:3rem auto;padding:0 1rem;font:1.06rem/1.5 Georgia,serif}" +
  "h3{font-size:1em;margin:1.5em 0 0}h4{font-size:1em;font-weight:400;font-style:italic;margin:1em 0 0}" +
  "@page{margin:20mm}dl{display:grid;grid-template-columns:9rem 1fr;gap:.2em 1em;margin:1em 0;padding:.8em 1em;border:1px solid}" +
  "dl>div{display:contents}.proof-name,.proof-module{margin:.2em 0;font-size:1.3em;font-weight:700}.bound-title{break-before:page}" +
  "dt{font-weight:700}dd{margin:0;overflow-wrap:anywhere}dl,tr,svg{break-inside:avoid}h2,h3,h4{break-after:avoid}svg{max-width:100%;height:auto}" +
  "table{border-collapse:collapse}th,td{border:1px solid;padding:.3em .5em;text-align:start;vertical-align:top}" +
  ".own-words{white-space:pre-wrap}.label{font-size:.85em}</style></head>";

/** A whole web page of what the learner wrote, which `content` shows. */
export function asHtml(portfolio: Portfolio, language: string, content: readonly Node[]): string {
  const nodes = [el("h1", {}, portfolio.heading), ...opening(portfolio), ...content];
  return htmlPage(`${portfolio.heading} – ${portfolio.title}`, language, nodes);
}

/** Whose and of what it is. */
export function opening({ title, name, details }: Portfolio): Node[] {
  return [title, name, ...details].filter((line) => line !== "").map((line) => para(line));
}

/** A whole web page; the browser itself writes the HTML. */
export function htmlPage(title: string, language: string, content: readonly Node[]): string {
  const page = document.implementation.createHTMLDocument(title);
  page.documentElement.lang = language;
  page.head.prepend(el("meta", { charset: "utf-8" }));
  page.body.append(...content);
  return `<!doctype html>\n${page.documentElement.outerHTML.replace("</head>", STYLE)}`;
}

/** Text for XML, in content and in attributes. */
export function escape(text: string): string {
  const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}
