/** Components and the head of a section in CodeMirror's Markdown: YAML, in which `#` is a comment and no heading. */

import type { markdown } from "@codemirror/lang-markdown";
import { tags } from "@lezer/highlight";

type Extensions = Exclude<
  NonNullable<NonNullable<Parameters<typeof markdown>[0]>["extensions"]>,
  readonly unknown[]
>;
type Parsers = NonNullable<Extract<Extensions, { parseBlock?: unknown }>["parseBlock"]>;
type Parse = NonNullable<Parsers[number]["parse"]>;
type Context = Parameters<Parse>[0];
type Line = Parameters<Parse>[1];

const OPENS = /^:{3,}[ \t]*\{[\w-]+\}[ \t]*$/;
const CLOSES = /^:{3,}[ \t]*$/;
const HEAD = /^---[ \t]*$/;
const COMMENT = /^#(?: |$)/;
const KEY = /^(?:- )*([\w-]+)(?=:(?:\s|$))/;

export const fences: Extensions = {
  defineNodes: [
    { name: "YamlBlock", block: true },
    { name: "YamlMark", style: tags.processingInstruction },
    { name: "YamlComment", style: tags.comment },
    { name: "YamlKey", style: tags.definition(tags.propertyName) },
  ],
  parseBlock: [
    {
      name: "Head",
      before: "HorizontalRule",
      parse: (cx, line) => cx.lineStart === 0 && HEAD.test(line.text) && block(cx, line, HEAD),
    },
    {
      name: "Component",
      before: "FencedCode",
      parse: (cx, line) => OPENS.test(rest(line)) && block(cx, line, CLOSES),
      endLeaf: (_cx, line) => OPENS.test(rest(line)),
    },
  ],
};

/** Moves past all of it; in a quote or a list it ends with that. */
function block(cx: Context, line: Line, closes: RegExp): true {
  const begin = cx.lineStart + line.pos;
  const within = line.basePos > 0;
  const here = (name: string, from: number, to: number): ReturnType<Context["elt"]> =>
    cx.elt(name, cx.lineStart + line.pos + from, cx.lineStart + line.pos + to);
  const inside = [here("YamlMark", 0, rest(line).length)];
  while (cx.nextLine() && (line.basePos > 0 || !within)) {
    const said = rest(line);
    if (closes.test(said)) {
      inside.push(here("YamlMark", 0, said.length));
      cx.nextLine();
      break;
    }
    const key = KEY.exec(said);
    if (COMMENT.test(said)) inside.push(here("YamlComment", 0, said.length));
    else if (key) inside.push(here("YamlKey", key[0].length - key[1]!.length, key[0].length));
  }
  cx.addElement(cx.elt("YamlBlock", begin, cx.prevLineEnd(), inside));
  return true;
}

function rest(line: Line): string {
  return line.text.slice(line.pos);
}
