/** Questions with a right answer: the learner checks an answer when they choose to, and reads why. */

import type { Kit } from "../../../player/kit.ts";
import type { Kind } from "../../kind.ts";
import { lend } from "../../register.ts";
import { tie } from "../tied.ts";
import { cards } from "./cards.ts";
import { options, type MakeFields } from "./fields.ts";
import { question } from "./question.ts";
import type { Mistaken } from "./verdict.ts";
import { respond, sameText } from "./right.ts";
import { articlesOf, presentPairs, say } from "./say.ts";
import { parts, read } from "./value.ts";

declare module "../../register.ts" {
  interface Shared {
    questions: typeof questions;
  }
}

const questions = { articlesOf, cards, kind, options, parts, presentPairs, sameText };

lend("questions", questions);

/** A kind whose answer is given in `fields`; `mistaken` tells which mistake a wrong answer is. */
function kind(kit: Kit, fields: MakeFields, mistaken: Mistaken = () => false): Kind {
  return {
    share: "questions",
    attach(context, components) {
      tie(kit, components);
      const updates = components.map((component) => question(kit, context, component, fields, mistaken));
      return () => updates.forEach((update) => update());
    },
    done: (component, value) => component.interactions.every((id) => read(value(id)).checks > 0),
    say,
    respond: (interaction, value) => respond(interaction, value, articlesOf(kit.phrases())),
  };
}
