/** The tools that the player lends to the components' scripts (components/register.ts). */

import { grow } from "./components/writing.ts";
import { courseOfPage } from "./course.ts";
import { kindOf } from "./kinds.ts";
import { answerState } from "./view/answer_state.ts";
import { answerOf } from "./view/context.ts";
import { all, button, download, el, find, para, setText, table } from "./view/dom.ts";
import { Phrases } from "./view/words.ts";

let words: Phrases | null = null;

/** The page's words, where nobody brings a context along. */
const phrases = (): Phrases => (words ??= new Phrases(courseOfPage()));

export const kit = {
  all,
  answerOf,
  answerState,
  button,
  download,
  el,
  find,
  grow,
  kindOf,
  para,
  phrases,
  setText,
  table,
};

export type Kit = typeof kit;
