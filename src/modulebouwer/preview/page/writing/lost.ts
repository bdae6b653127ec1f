/** What others took out of the files of what was typed here and saved: told above the text, and put back. */

import { isolateHistory } from "@codemirror/commands";
import type { EditorView } from "@codemirror/view";

import { button, el } from "../../../player/view/dom.ts";
import { word } from "../state.ts";
import { letGo, type Lost } from "./mine.ts";

interface Missing {
  readonly path: string;
  readonly lost: readonly Lost[];
}

/** `back`: the words are to be in the text again; `leave`: they may stay away. */
interface Ways<One> {
  readonly back: (text: One) => void;
  readonly leave: (text: One) => void;
}

export function tellLost<One extends Missing>(
  editor: EditorView,
  box: HTMLElement,
  texts: readonly One[],
  ways: Ways<One>,
): void {
  const less = texts.filter((text) => text.lost.length > 0);
  const now = JSON.stringify(less.map(({ path, lost }) => [path, ...lost.map((one) => one.text)]));
  // Told once, not at every key.
  if ((box.dataset["told"] ?? "[]") === now) return;
  box.dataset["told"] = now;
  const stood = box.contains(document.activeElement);
  box.replaceChildren(...less.flatMap((text) => told(text, ways)));
  if (stood) editor.focus();
}

function told<One extends Missing>(text: One, ways: Ways<One>): HTMLElement[] {
  const { path, lost } = text;
  return [
    el("p", {}, word("trouble_lost_words", { path })),
    el("pre", { tabindex: "0", "aria-label": word("your_words") }, lost.map((one) => one.text).join("\n")),
    el(
      "div",
      { class: "buttons" },
      button(word("put_back"), () => ways.back(text)),
      button(word("leave_out"), () => ways.leave(text)),
    ),
  ];
}

/** Puts the words where they were in the text that the editor shows. */
export function back(editor: EditorView, lost: readonly Lost[]): void {
  const { length } = editor.state.doc;
  editor.dispatch({
    changes: lost.map(({ at, text }) => ({ from: at, insert: at === length ? text : `${text}\n` })),
    selection: { anchor: lost[0]!.at },
    scrollIntoView: true,
    annotations: isolateHistory.of("full"),
    effects: letGo.of(null),
    userEvent: "input.back",
  });
  editor.focus();
}
