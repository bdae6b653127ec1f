/** One question on the page: the learner answers, checks, reads why, and tries again. */

import type { CourseComponent } from "../../../player/course.ts";
import type { Kit } from "../../../player/kit.ts";
import type { Context } from "../../../player/view/context.ts";
import type { MakeFields } from "./fields.ts";
import { isNear, isRight, marks } from "./right.ts";
import { articlesOf, say } from "./say.ts";
import { settingsOf } from "../../kind.ts";
import { read, written, type Value } from "./value.ts";

/** With unlimited tries the right answer can be opened after so many checks. */
const ENOUGH = 2;

/** Whether `response` is one of the mistakes that have feedback under `name`. */
export type Mistaken = (component: CourseComponent, name: string, response: string) => boolean;

export function question(
  kit: Kit,
  context: Context,
  component: CourseComponent,
  makeFields: MakeFields,
  mistaken: Mistaken,
): () => void {
  const { session, phrases, course } = context;
  const { find, all, setText, answerOf } = kit;
  const id = component.id;
  const interaction = course.interactions.find((one) => one.id === id)!;
  const root = find(`[data-question="${id}"]`)!;
  const button = find("[data-check]", root)!;
  const result = find("[data-result]", root)!;
  const key = find<HTMLDetailsElement>("[data-key]", root)!;
  const explanation = find("[data-explanation]", root)!;
  const tries = settingsOf(component, "true-false").tries;
  let shown: string | null = null;
  let touched = false;

  const value = (): Value => read(answerOf(session, id));
  const locked = ({ checks, checked }: Value): boolean => checked && tries > 0 && checks >= tries;
  const fields = makeFields(kit, context, root, { changed, check });
  const status = kit.answerState(
    context,
    root,
    [id],
    () => say(context, interaction, answerOf(session, id)),
    document.getElementById(`answer-${id}`)!,
  );

  function changed(settled: boolean): void {
    const { checks } = value();
    session.answer(id, written({ checks, checked: false, response: fields.read() }));
    touched = true;
    if (settled) settle();
  }

  function settle(): void {
    if (touched) session.settle(id);
    touched = false;
  }

  function check(): void {
    const { checks, checked } = value();
    if (checked) return;
    const response = fields.read();
    if (response.trim() === "") {
      setText(
        result,
        phrases.word(`components.questions.${interaction.type === "fill-in" ? "no_text" : "no_choice"}`),
      );
      return;
    }
    session.answer(id, written({ checks: checks + 1, checked: true, response }));
    touched = true;
    settle();
  }

  /** Puts what the record holds in the fields, and what the last check said beside them. */
  function show(now: Value): void {
    fields.put(now.response);
    fields.lock(locked(now));
    const over = now.response.length - interaction.maxLength;
    setText(find("[data-count]", root), over > 0 ? phrases.word("over_length", { count: over }) : "");
    button.setAttribute("aria-disabled", String(now.checked));
    const right = isRight(interaction, now.response, articlesOf(phrases));
    // Nothing gives the answer away while there is a try left; who asks for it can open it.
    const open = now.checked && (right || locked(now));
    const told = now.checked && tell(now, right, open);
    if (!now.checked) all("[data-mark]", root).forEach((place) => place.replaceChildren());
    explanation.replaceChildren(...(open ? copied(find("[data-why]", key)) : []));
    result.dataset["kind"] = now.checked ? (right ? "right" : "wrong") : "";
    setText(result, now.checked ? outcome(now, right, told) : "");
    if (locked(now) && !right) key.open = true;
    key.classList.toggle("available", open || (tries === 0 && now.checks >= ENOUGH));
  }

  /** Marks what was chosen, with its feedback; whether there was any. */
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
      told ||= feedback.length > 0;
      place.replaceChildren(...(right === undefined || allRight ? [] : [word(right)]), ...feedback);
    }
    return told;
  }

  function word(right: boolean): HTMLElement {
    const name = right ? "right" : "wrong";
    return kit.para(phrases.word(`components.questions.mark.${name}`), `mark is-${name}`);
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

  button.addEventListener("click", check);
  // Leaving the question as a whole keeps what was typed or moved.
  root.addEventListener("focusout", (event) => {
    if (!root.contains(event.relatedTarget as Node | null)) settle();
  });

  function update(): void {
    const stored = answerOf(session, id);
    status();
    if (stored === shown) return;
    const first = shown === null;
    shown = stored;
    show(read(stored));
    // What a check says is read aloud; what was found when the page came up is not.
    if (first) setTimeout(() => result.setAttribute("role", "status"));
  }

  return update;
}

/** The content of a piece of the answer, without ids: they would be there twice. */
function copied(source: HTMLElement | null): Node[] {
  if (!source) return [];
  const copy = source.cloneNode(true) as HTMLElement;
  copy.querySelectorAll("[id]").forEach((element) => element.removeAttribute("id"));
  return [...copy.childNodes];
}
