/** The tools that the player lends to the components' scripts (components/register.ts). */

import type { Kind } from "../components/kind.ts";
import { courseOfPage } from "./course.ts";
import { answerState } from "./view/answer_state.ts";
import { answerOf } from "./view/context.ts";
import { all, button, download, el, find, grow, para, setText, table } from "./view/dom.ts";
import { countWords, Phrases } from "./view/words.ts";

let words: Phrases | null = null;

/** The page's words, where nobody brings a context along. */
const phrases = (): Phrases => (words ??= new Phrases(courseOfPage()));

export const tools = {
  all,
  answerOf,
  answerState,
  button,
  countWords,
  course: courseOfPage,
  download,
  el,
  find,
  grow,
  para,
  phrases,
  setText,
  table,
};

/** With the way to the other kinds, which only those who gather them know (kinds.ts). */
export type Kit = typeof tools & { kindOf(name: string): Kind };
