/** What is pasted out of a word processor or a web page comes in as Markdown: its lists, tables, links and bold words. */

import { syntaxTree } from "@codemirror/language";
import type { EditorState } from "@codemirror/state";

import { post } from "../server.ts";
import type { Desk } from "./desk.ts";
import type { Mark } from "./open_text.ts";

/** Without one of these it says no more than its words. */
const SHAPED = /<(?:b|strong|i|em|a|ul|ol|table|h[1-6]|blockquote)[\s>]|mso-list/i;
/** Letters of HTML: more is a book, which is imported. */
const LARGEST = 5_000_000;
/** Milliseconds after which the words themselves come in. */
const PATIENCE = 20_000;
/** Before a point of a list, as a word processor writes it in plain text. */
const SIGN = /^\s*(?:[^\p{L}\p{N}\s]|o|\p{L}{1,4}[.)]|\d+[.)])\t/gmu;
const BLOCK = /\n|^(?:#|[-*>|] ?|\d+[.)])/;

export function pasting(desk: Desk): void {
  desk.editor.dom.addEventListener(
    "paste",
    (event) => {
      const [plain, html] = ["text/plain", "text/html"].map(
        (kind) => event.clipboardData?.getData(kind) ?? "",
      );
      if (!plain?.trim() || !html || html.length > LARGEST || !SHAPED.test(html) || !inProse(desk)) return;
      event.preventDefault();
      event.stopPropagation();
      void bring(desk, plain, html);
    },
    true,
  );
}

/** In a component or a head every letter is YAML's. */
function inProse({ path, editor: { state } }: Desk): boolean {
  const { from } = state.selection.main;
  for (let node = syntaxTree(state).resolveInner(from, -1); node.parent; node = node.parent) {
    if (node.name === "YamlBlock") return false;
  }
  return path.endsWith(".md");
}

/** To where it was pasted, though one may write on meanwhile. */
async function bring(desk: Desk, plain: string, html: string): Promise<void> {
  const { from, to } = desk.editor.state.selection.main;
  const { path } = desk;
  const [start, end] = [desk.mark(from), desk.mark(to)];
  const late = new Promise<string>((resolve) => setTimeout(() => resolve(""), PATIENCE));
  const said = await Promise.race([asMarkdown(html), late]);
  const isWhole = said && holds(said, plain);
  desk.put(path, (state) =>
    placed(state, start, end, (isWhole ? said : plain).replace(/\r\n?/g, "\n"), !isWhole),
  );
}

async function asMarkdown(html: string): Promise<string> {
  const reply = await post("paste", html).catch(() => null);
  return reply?.ok ? reply.text().catch(() => "") : "";
}

/** Whether every word of the one is in the other: what is pasted is never less than its words. */
function holds(said: string, plain: string): boolean {
  const count = (text: string): Map<string, number> => {
    const found = new Map<string, number>();
    for (const [one] of text.matchAll(/[\p{L}\p{N}]+/gu)) found.set(one, (found.get(one) ?? 0) + 1);
    return found;
  };
  const there = count(said);
  return [...count(plain.replace(SIGN, ""))].every(([one, times]) => (there.get(one) ?? 0) >= times);
}

/** In place of what stood between the marks; a block stands between empty lines. */
function placed({ doc, selection }: EditorState, start: Mark, end: Mark, words: string, asIs: boolean) {
  const isBlock = !asIs && BLOCK.test(words);
  const [first, last] = [doc.lineAt(start.at), doc.lineAt(end.at)];
  const above = first.number > 1 ? doc.line(first.number - 1).text : "";
  const below = last.number < doc.lines ? doc.line(last.number + 1).text : "";
  const before = doc.sliceString(first.from, start.at).trim() ? "\n\n" : above.trim() ? "\n" : "";
  const after = doc.sliceString(end.at, last.to).trim() ? "\n\n" : below.trim() ? "\n" : "";
  const insert = isBlock ? before + words + after : words;
  const length = insert.length - (isBlock ? after.length : 0);
  const { head } = selection.main;
  return {
    changes: { from: start.at, to: end.at, insert },
    // Who writes on stays there; who does not goes on behind it.
    ...(head >= start.at && head <= end.at ? { selection: { anchor: start.at + length } } : {}),
  };
}
