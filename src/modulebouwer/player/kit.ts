/** The tools that the player lends to the components' scripts (components/register.ts). */

import { kindOf } from "./kinds.ts";
import { answerState } from "./view/answer_state.ts";
import { answerOf } from "./view/context.ts";
import { all, button, download, el, find, para, setText } from "./view/dom.ts";

export const kit = { all, answerOf, answerState, button, download, el, find, kindOf, para, setText };

export type Kit = typeof kit;
