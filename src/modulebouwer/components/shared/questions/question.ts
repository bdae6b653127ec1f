/** One question on the page: the learner answers, checks, reads why, and tries again. */

import type { CourseComponent } from "../../../player/course.ts";
import type { Kit } from "../../../player/kit.ts";
import type { Context } from "../../../player/view/context.ts";
import type { MakeFields } from "./fields.ts";
import { say } from "./say.ts";
import { settingsOf } from "../../kind.ts";
import { read, written, type Value } from "./value.ts";
import { verdict, type Mistaken } from "./verdict.ts";

export function question(
  kit: Kit,
  context: Context,
  component: CourseComponent,
  makeFields: MakeFields,
  mistaken: Mistaken,
): () => void {
  const { session, phrases, course } = context;
  const { find, setText, answerOf } = kit;
  const id = component.id;
  const interaction = course.interactions.find((one) => one.id === id)!;
  const root = find(`[data-question="${id}"]`)!;
  const button = find("[data-check]", root)!;
  const result = find("[data-result]", root)!;
  const tries = settingsOf(component, "true-false").tries;
  let shown: string | null = null;
  let touched = false;
  let asked = false;

  const value = (): Value => read(answerOf(session, id));
  const locked = ({ checks, checked }: Value): boolean => checked && tries > 0 && checks >= tries;
  const tell = verdict(kit, context, component, interaction, root, tries, locked, mistaken);
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
    asked = touched = true;
    session.answer(id, written({ checks: checks + 1, checked: true, response }));
    settle();
  }

  /** Puts what the record holds in the fields, and what the last check said beside them. */
  function show(now: Value): void {
    fields.put(now.response);
    fields.lock(locked(now));
    const over = now.response.length - interaction.maxLength;
    setText(find("[data-count]", root), over > 0 ? phrases.word("over_length", { count: over }) : "");
    button.setAttribute("aria-disabled", String(now.checked));
    tell(now);
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
    // What a check says may push itself and the button below the window's edge.
    if (asked) result.scrollIntoView({ block: "nearest" });
    asked = false;
    // What a check says is read aloud; what was found when the page came up is not.
    if (first) setTimeout(() => result.setAttribute("role", "status"));
  }

  return update;
}
