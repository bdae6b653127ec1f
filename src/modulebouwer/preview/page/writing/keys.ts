/** What Enter does where CodeMirror's own would do more than who writes a text means. */

import {
  closeCompletion,
  completionStatus,
  selectedCompletion,
  selectedCompletionIndex,
} from "@codemirror/autocomplete";
import { insertNewlineContinueMarkupCommand } from "@codemirror/lang-markdown";
import { syntaxTree } from "@codemirror/language";
import { EditorSelection, EditorState, Prec, type Extension, type StateCommand } from "@codemirror/state";
import { keymap, type EditorView } from "@codemirror/view";

const EMPTY_ITEM = /^(?:[-*+]|\d+[.)])[ \t]+$/;
const BARE_FENCE = /^\s*:{3,}$/;

/** In a list of what can follow Enter takes what was chosen, and not what is there already or nobody chose. */
function passTheList(view: EditorView): boolean {
  const { state } = view;
  if (completionStatus(state) !== "active") return false;
  const { head } = state.selection.main;
  const before = state.doc.lineAt(head).text.slice(0, head - state.doc.lineAt(head).from);
  const chosen = selectedCompletion(state)?.label ?? "";
  const isThere = chosen !== "" && before.endsWith(chosen) && !/[\w-]$/.test(before.slice(0, -chosen.length));
  if (isThere || (BARE_FENCE.test(before) && selectedCompletionIndex(state) === 0)) closeCompletion(view);
  // What follows is for whoever is next: without a list, a new line.
  return false;
}

/** On an item without words Enter ends the list, with the blank line that Markdown wants before what follows. */
export const endList: StateCommand = ({ state, dispatch }) => {
  const { main } = state.selection;
  const line = state.doc.lineAt(main.head);
  const isEnd = main.empty && main.head === line.to && EMPTY_ITEM.test(line.text);
  if (!isEnd || line.number === 1 || !state.doc.line(line.number - 1).text.trim()) return false;
  for (let node = syntaxTree(state).resolveInner(main.head, -1); node.parent; node = node.parent) {
    if (node.name === "YamlBlock") return false;
  }
  const changes = { from: line.from, to: line.to, insert: state.lineBreak };
  const selection = EditorSelection.cursor(line.from + 1);
  dispatch(state.update({ changes, selection, scrollIntoView: true, userEvent: "input" }));
  return true;
};

/** For a text in Markdown. No sign is put in that nobody typed: in Dutch a word may begin with an apostrophe. */
export const proseKeys: Extension = [
  EditorState.languageData.of(() => [{ closeBrackets: { brackets: [] } }]),
  Prec.high(
    keymap.of([
      { key: "Enter", run: endList },
      { key: "Enter", run: insertNewlineContinueMarkupCommand({ nonTightLists: false }) },
    ]),
  ),
];

/** For every text. */
export const listKeys: Extension = Prec.highest(keymap.of([{ key: "Enter", run: passTheList }]));
