/** Questions with a right answer: the learner checks an answer when they choose to, and reads why. */

import type { Kind } from "./kind.ts";
import { question } from "./questions/question.ts";
import { respond } from "./questions/right.ts";
import { presentPairs, say } from "./questions/say.ts";
import { read } from "./questions/value.ts";
import { register } from "./register.ts";

register((kit) => {
  const kind: Kind = {
    attach(context, components) {
      const updates = components.map((component) => question(kit, context, component));
      return () => updates.forEach((update) => update());
    },
    done: (component, value) => component.interactions.every((id) => read(value(id)).checks > 0),
    say,
    respond,
  };
  const pairs = { ...kind, present: presentPairs };
  return {
    choice: kind,
    "true-false": kind,
    order: kind,
    "short-answer": kind,
    match: pairs,
    categorise: pairs,
  };
});
