/** CodeMirror as it is set up for a module's texts: Markdown or YAML, in the page's colours and words. */

import { closeCompletion } from "@codemirror/autocomplete";
import { markdown } from "@codemirror/lang-markdown";
import { yaml } from "@codemirror/lang-yaml";
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorState, type Extension } from "@codemirror/state";
import { EditorView, runScopeHandlers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { basicSetup } from "codemirror";

import { find } from "../../../player/view/dom.ts";
import { word, words } from "../state.ts";
import { fences } from "./fences.ts";
import { listKeys, proseKeys } from "./keys.ts";

const COLOURS = HighlightStyle.define([
  { tag: tags.heading, fontWeight: "650" },
  { tag: tags.strong, fontWeight: "650" },
  { tag: tags.emphasis, fontStyle: "italic" },
  { tag: [tags.link, tags.url, tags.definition(tags.propertyName)], color: "var(--accent)" },
  { tag: [tags.comment, tags.processingInstruction, tags.meta], color: "var(--quiet)" },
]);

const LOOKS = EditorView.theme({
  "&": { height: "100%", color: "var(--ink)", backgroundColor: "var(--paper)" },
  "&.cm-focused": { outline: "2px solid var(--accent)", outlineOffset: "-2px" },
  ".cm-scroller": { fontFamily: "inherit", lineHeight: "1.5" },
  // CodeMirror says it in an attribute, which the page's own rule does not let it.
  ".cm-content": { tabSize: "4", padding: "0.75rem 0", caretColor: "var(--ink)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": {
    color: "var(--quiet)",
    backgroundColor: "var(--paper)",
    borderRight: "1px solid var(--line)",
  },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "light-dark(#f3f5f6, #222527)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    background: "light-dark(#cfe3e7, #1f4a52)",
  },
  ".cm-diagnosticSource": { opacity: "1" },
  // Its own blue, on which a link is not to be read.
  ".cm-panel.cm-panel-lint ul": {
    "& [aria-selected], &:focus [aria-selected]": {
      color: "var(--ink)",
      backgroundColor: "light-dark(#e3eef1, #23383d)",
    },
  },
  ".cm-panels, .cm-tooltip": {
    color: "var(--ink)",
    backgroundColor: "var(--paper)",
    borderColor: "var(--line)",
  },
});

/**
 * CodeMirror says of the list of completions that it is open, which a list cannot be (WAI-ARIA 1.2, listbox), and lets
 * nobody scroll it who has no mouse: with Tab one is in it, and a key that is pressed there is one of the text's.
 */
const LIST = EditorView.updateListener.of(({ view }) => {
  const list = find("[role=listbox]", view.dom);
  if (!list?.hasAttribute("aria-expanded")) return;
  list.removeAttribute("aria-expanded");
  list.tabIndex = 0;
  list.addEventListener("keydown", (event) => {
    if (event.key === "Tab" || event.key === "Shift") return;
    view.focus();
    if (runScopeHandlers(view, event, "editor")) event.preventDefault();
  });
  list.addEventListener("focusout", ({ relatedTarget }) => {
    // Not within the update that takes the list away.
    if (!view.dom.contains(relatedTarget as Node | null)) setTimeout(() => closeCompletion(view));
  });
});

export function setUp(path: string, more: Extension): Extension {
  return [
    listKeys,
    path.endsWith(".md") ? proseKeys : [],
    basicSetup,
    path.endsWith(".md") ? markdown({ extensions: fences }) : yaml(),
    syntaxHighlighting(COLOURS),
    LOOKS,
    LIST,
    EditorView.lineWrapping,
    EditorView.cspNonce.of(find<HTMLMetaElement>('meta[name="style"]')?.content ?? ""),
    EditorView.contentAttributes.of({
      "aria-label": word("text_of", { path }),
      spellcheck: "true",
      tabindex: "0",
    }),
    EditorState.phrases.of(words["editor"] as Record<string, string>),
    more,
  ];
}
