/** What a check says of an answer: marks with their feedback, the explanation, one sentence; and the way to the key. */

import type { CourseComponent, CourseInteraction } from "../../../player/course.ts";
import type { Kit } from "../../../player/kit.ts";
import type { Context } from "../../../player/view/context.ts";
import { isNear, isRight, marks } from "./right.ts";
import { articlesOf } from "./say.ts";
import type { Value } from "./value.ts";

/** With unlimited tries the right answer can be opened after so many checks. */
const ENOUGH = 2;

/** Whether `response` is one of the mistakes that have feedback under `name`. */
export type Mistaken = (component: CourseComponent, name: string, response: string) => boolean;

/** Returns the way to show what is said of a value; `locked` tells whether its tries are over. */
export function verdict(
  { all, find, para, setText }: Kit,
  { phrases }: Context,
  component: CourseComponent,
  interaction: CourseInteraction,
  root: HTMLElement,
  tries: number,
  locked: (now: Value) => boolean,
  mistaken: Mistaken,
): (now: Value) => void {
  const result = find("[data-result]", root)!;
  const key = find<HTMLDetailsElement>("[data-key]", root)!;
  const explanation = find("[data-explanation]", root)!;

  // What is said of an answer is read out with its field.
  for (const place of all("[data-mark]", root)) {
    const field = find("input, select", place.parentElement!);
    if (!field) continue;
    place.id = `verdict-${component.id}.${place.dataset["mark"]}`;
    field.setAttribute("aria-describedby", place.id);
  }

  /** Marks what was chosen, with its feedback; whether there was any that says why something is wrong. */
  function tell({ response }: Value, allRight: boolean, open: boolean): boolean {
    // The feedback of a pair or a place says where it belongs; that of an option says why it is wrong.
    const placed = interaction.type === "matching" || interaction.type === "sequencing";
    const given = new Map(marks(interaction, response).map((mark) => [mark.id, mark.right]));
    let told = false;
    for (const place of all("[data-mark]", root)) {
      const name = place.dataset["mark"] ?? "";
      const right = given.get(name);
      const known =
        right !== undefined || (name.startsWith("mistake-") && mistaken(component, name, response));
      const says = known && (right || open || !placed);
      const feedback = says ? copied(find(`[data-feedback="${name}"]`, key)) : [];
      told ||= !right && feedback.length > 0;
      place.replaceChildren(...(right === undefined || allRight ? [] : [word(right)]), ...feedback);
    }
    return told;
  }

  function word(right: boolean): HTMLElement {
    const name = right ? "right" : "wrong";
    return para(phrases.word(`components.questions.mark.${name}`), `mark is-${name}`);
  }

  function outcome(now: Value, right: boolean, why: boolean): string {
    if (right) return phrases.word("components.questions.right");
    const left = tries - now.checks;
    const given = marks(interaction, now.response);
    const partly = interaction.type !== "sequencing" && given.length > 0 && given.every((mark) => mark.right);
    const near = isNear(interaction, now.response, articlesOf(phrases)) && !why;
    const first = phrases.word(`components.questions.${partly ? "partly" : near ? "near" : "wrong"}`);
    if (locked(now)) return `${first} ${phrases.word("components.questions.over")}`;
    if (tries > 0) return `${first} ${phrases.count("components.questions.left", left)}`;
    return `${first} ${phrases.word(why ? "components.questions.look" : "components.questions.again")}`;
  }

  return (now) => {
    const right = isRight(interaction, now.response, articlesOf(phrases));
    // Nothing gives the answer away while there is a try left; who asks for it can open it.
    const open = now.checked && (right || locked(now));
    const told = now.checked && tell(now, right, open);
    if (!now.checked) all("[data-mark]", root).forEach((place) => place.replaceChildren());
    explanation.replaceChildren(...(open ? copied(find("[data-why]", key)) : []));
    result.className = `result ${now.checked ? `is-${right ? "right" : "wrong"}` : ""}`;
    setText(result, now.checked ? outcome(now, right, told) : "");
    if (locked(now) && !right) key.open = true;
    key.classList.toggle("available", open || (tries === 0 && now.checks >= ENOUGH));
  };
}

/** The content of a piece of the answer, without ids: they would be there twice. */
function copied(source: HTMLElement | null): Node[] {
  if (!source) return [];
  const copy = source.cloneNode(true) as HTMLElement;
  copy.querySelectorAll("[id]").forEach((element) => element.removeAttribute("id"));
  return [...copy.childNodes];
}
