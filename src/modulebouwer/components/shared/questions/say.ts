/** What an answer to a question says, for people. */

import type { CourseComponent, CourseInteraction, CourseResponse } from "../../../player/course.ts";
import type { Context } from "../../../player/view/context.ts";
import type { Part, ValueOf } from "../../kind.ts";
import { isRight, marks } from "./right.ts";
import { parts, read } from "./value.ts";

/** The articles of the learner's language. */
export function articlesOf(phrases: Context["phrases"]): string {
  return phrases.word("components.questions.articles");
}

type Words = Pick<Context, "phrases">;

/** Each thing chosen on a line, with what the last check said of it. */
export function say({ phrases }: Words, interaction: CourseInteraction, value: string): string {
  const { checked, response } = read(value);
  if (response.trim() === "") return "";
  const judged = (text: string, right: boolean): string =>
    phrases.word(`components.questions.said.${checked ? (right ? "right" : "wrong") : "open"}`, { text });
  if (interaction.type === "fill-in")
    return judged(response, isRight(interaction, response, articlesOf(phrases)));
  const given = marks(interaction, response);
  return parts(response)
    .map((part, index) => judged(inWords({ phrases }, interaction, part, index), given[index]!.right))
    .join("\n");
}

/** Pairs as a table. */
export function presentPairs(context: Context, component: CourseComponent, value: ValueOf): Part[] {
  const { phrases, course } = context;
  const id = component.interactions[0]!;
  const interaction = course.interactions.find((one) => one.id === id)!;
  const { checked, response } = read(value(id));
  const given = marks(interaction, response);
  const rows = parts(response).map((part, index) => {
    const result = checked ? (given[index]!.right ? "right" : "wrong") : "open";
    const [source, target] = part.split("=");
    return [
      textOf(interaction.options, source),
      textOf(interaction.targets, target),
      phrases.word(`components.questions.mark.${result}`),
    ];
  });
  const head = (["item", "chosen", "result"] as const).map((name) =>
    phrases.word(`components.questions.table.${name}`),
  );
  const blocks = rows.length ? [{ kind: "table" as const, head, rows }] : [];
  return [{ prompt: interaction.prompt, interactions: [id], blocks }];
}

function inWords({ phrases }: Words, interaction: CourseInteraction, part: string, index: number): string {
  const { type, options, targets } = interaction;
  if (type === "true-false")
    return phrases.word(part === "true" ? "components.questions.is_true" : "components.questions.is_false");
  if (type === "sequencing") return `${index + 1}. ${textOf(options, part)}`;
  const [source, target] = part.split("=");
  return type === "matching"
    ? `${textOf(options, source)} → ${textOf(targets, target)}`
    : textOf(options, part);
}

/** What is no longer there is told by its id. */
function textOf(responses: readonly CourseResponse[] = [], id = ""): string {
  return responses.find((one) => one.id === id)?.text ?? id;
}
