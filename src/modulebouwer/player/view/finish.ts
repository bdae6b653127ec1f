/** "Afronden": what is still to do, and the learner's own act when the rule is met. */

import type { CourseInteraction } from "../course.ts";
import { el, find } from "./dom.ts";
import { answerOf, type Context } from "./context.ts";

const SHOWN = 20;

interface Todo {
  readonly text: string;
  readonly target: string;
}

/** What stands between the learner and finishing, in reading order. */
export function todo({ course, session, phrases }: Context): Todo[] {
  const rule = course.completion;
  const visited = new Set(session.record.visited);
  const counts = (interaction: CourseInteraction): boolean =>
    rule.reflections === "all" || (rule.reflections === "required" && interaction.required);
  const sections =
    rule.sections === "all" ? course.sections.filter((section) => !visited.has(section.id)) : [];
  const open = course.interactions.filter((i) => counts(i) && answerOf(session, i.id).trim() === "");
  const unsaved = course.interactions.filter((i) => session.status(i.id).kind === "unsaved");
  return [
    ...sections.map((s) => ({
      text: phrases.word("finish.visit", { title: s.title }),
      target: `section-${s.id}`,
    })),
    ...open.map((i) => ({
      text: phrases.word("finish.answer", { prompt: i.prompt }),
      target: `answer-${i.id}`,
    })),
    ...unsaved.map((i) => ({
      text: phrases.word("finish.unsaved", { prompt: i.prompt }),
      target: `answer-${i.id}`,
    })),
  ];
}

/** Fills the finish page; returns the way to bring it up to date. */
export function finish(context: Context): () => void {
  const { session, phrases, announce } = context;
  const root = find("[data-finish]");
  let state: "idle" | "busy" | "failed" = "idle";

  async function act(): Promise<void> {
    state = "busy";
    update();
    const outcome = await session.finish(null);
    state = outcome.kind === "ok" ? "idle" : "failed";
    update();
    find("[data-finish-result]", root ?? document)?.focus();
    if (state === "failed") announce(phrases.word("finish.failed"), "assertive");
  }

  function update(): void {
    if (!root || root.closest("[data-page]:not(.current)")) return;
    const focused = root.contains(document.activeElement)
      ? document.activeElement?.getAttribute("data-action")
      : null;
    root.replaceChildren(...content());
    if (focused) find(`[data-action="${focused}"]`, root)?.focus();
  }

  function content(): Node[] {
    const finished = session.record.finished;
    const portfolio = el("p", {}, el("a", { href: "#portfolio" }, phrases.word("finish.portfolio")));
    if (finished !== null) {
      const date = phrases.word("finish.done", { date: phrases.date(finished) });
      const kept = session.connection ? el("p", {}, phrases.word("finish.done_lms")) : null;
      const box = el(
        "div",
        { class: "finished", tabindex: "-1", "data-finish-result": true },
        el("h2", {}, date),
      );
      if (kept) box.append(kept);
      const back = session.connection?.returnUrl;
      const way = back ? [el("p", {}, el("a", { href: back }, phrases.word("finish.back")))] : [];
      return [box, portfolio, ...way];
    }
    if (session.connection && session.connection.mode !== "normal") {
      return [el("p", { class: "notice" }, phrases.word("finish.read_only")), portfolio];
    }
    const items = todo(context);
    if (items.length) return [...list(items), portfolio];
    const failed =
      state === "failed"
        ? el(
            "p",
            { class: "notice alarm", tabindex: "-1", "data-finish-result": true },
            phrases.word("finish.failed"),
          )
        : el("p", {}, phrases.word("finish.ready"));
    const label = phrases.word(state === "busy" ? "finish.busy" : "finish.button");
    const button = el("button", { type: "button", class: "button", "data-action": "finish" }, label);
    button.setAttribute("aria-disabled", String(state === "busy"));
    button.addEventListener("click", () => state !== "busy" && void act());
    return [failed, el("p", { class: "actions" }, button), portfolio];
  }

  function list(items: readonly Todo[]): Node[] {
    const rows = items
      .slice(0, SHOWN)
      .map(({ text, target }) => el("li", {}, el("a", { href: `#${target}` }, text)));
    const rest = items.length - rows.length;
    if (rest > 0) rows.push(el("li", {}, phrases.count("finish.more", rest)));
    return [
      el("h2", {}, phrases.word("finish.todo")),
      el("ul", { class: "todo", "data-todo": true }, ...rows),
    ];
  }

  return update;
}
