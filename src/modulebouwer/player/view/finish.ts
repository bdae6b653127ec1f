/** "Afronden": what is still to do, and the learner's own act when the rule is met. */

import type { CourseComponent, CourseInteraction } from "../course.ts";
import { button, downloadText, el, find, hasFocus, link, para } from "./dom.ts";
import { textsOf } from "./notices.ts";
import { answerOf, whyUnsaved, type Context } from "./context.ts";
import { isAsked, isDone, isRight, score } from "./progress.ts";

const SHOWN = 20;

interface Todo {
  readonly text: string;
  readonly target: string;
}

/** What stands between the learner and finishing, in reading order. */
export function todo(context: Context): Todo[] {
  const { course, session, phrases } = context;
  const visited = new Set(session.record.visited);
  const sections = course.sections.filter(
    ({ id }) => course.completion.sections === "all" && !visited.has(id),
  );
  const open = course.components.filter(
    (component) => isAsked(course, component) && !isDone(context, component),
  );
  // What has no room in the LMS need not keep anybody from finishing: it is taken along first (`withoutRoom`).
  const unsaved = course.interactions.filter(({ id }) => !["", "full"].includes(whyUnsaved(session, id)));
  return [
    ...sections.map((s) => ({
      text: phrases.word("finish.visit", { title: s.title }),
      target: `section-${s.id}`,
    })),
    ...open.map((c) => ({ text: c.title, target: firstOpen(context, c) })),
    ...unsaved.map((i) => ({
      text: phrases.word("finish.unsaved", { prompt: i.prompt }),
      target: `answer-${i.id}`,
    })),
    ...belowPassMark(context),
  ];
}

/** The first part that has no answer yet, else the first part. */
function firstOpen({ session }: Context, component: CourseComponent): string {
  const open = component.interactions.find((id) => answerOf(session, id).trim() === "");
  return `answer-${open ?? component.interactions[0]}`;
}

function linked({ text, target }: Todo): HTMLElement {
  return el("li", {}, link(text, `#${target}`));
}

function belowPassMark(context: Context): Todo[] {
  const { course, phrases } = context;
  const reached = score(context) ?? 0;
  if (course.completion.score === "none" || reached >= course.passMark) return [];
  const first = course.components.find((component) => component.graded && !isRight(context, component));
  const text = phrases.word("finish.score", { score: reached, mark: course.passMark });
  return [{ text, target: `answer-${first?.id}` }];
}

/** Fills the finish page; returns the way to bring it up to date. */
export function finish(context: Context): () => void {
  const { session, phrases, announce } = context;
  const root = find("[data-finish]");
  let state: "idle" | "busy" | "failed" | "sent" = "idle";
  let taken = false;

  async function act(): Promise<void> {
    state = "busy";
    update();
    const outcome = await session.finish(score(context), taken);
    state = outcome.kind === "ok" ? "idle" : outcome.kind === "sent" ? "sent" : "failed";
    update();
    find("[data-finish-result]", root ?? document)?.focus();
    if (state === "failed") announce(phrases.word("finish.failed"), "assertive");
  }

  function update(): void {
    if (!root || root.closest("[data-page]:not(.current)")) return;
    const focused = hasFocus(root) ? document.activeElement?.getAttribute("data-action") : null;
    root.replaceChildren(...content());
    if (focused) find(`[data-action="${focused}"]`, root)?.focus();
  }

  function content(): Node[] {
    const finished = session.record.finished;
    const portfolio = para(link(phrases.word("finish.portfolio"), "#portfolio"));
    if (finished !== null && !session.untold) {
      const box = result(
        "finished",
        el("h2", {}, phrases.word("finish.done", { date: phrases.date(finished) })),
      );
      const told = state === "sent" ? "finish.done_sent" : "finish.done_lms";
      if (session.connection) box.append(para(phrases.word(told)));
      const back = session.connection?.returnUrl;
      return [box, portfolio, ...(back ? [para(link(phrases.word("finish.back"), back))] : [])];
    }
    if (session.connection && session.connection.mode !== "normal") {
      return [para(phrases.word("finish.read_only"), "notice"), portfolio];
    }
    const items = todo(context);
    if (items.length) return [...list(items), portfolio];
    const full = context.course.interactions.filter(({ id }) => whyUnsaved(session, id) === "full");
    if (full.length && !taken) return [...withoutRoom(full), portfolio];
    const failed = state === "failed";
    const busy = state === "busy";
    const ready = session.untold ? "finish.untold" : "finish.ready";
    const message = para(phrases.word(failed ? "finish.failed" : ready));
    const finishing = button(
      phrases.word(busy ? "finish.busy" : "finish.button"),
      () => busy || void act(),
      false,
    );
    finishing.dataset["action"] = "finish";
    finishing.setAttribute("aria-disabled", String(busy));
    return [failed ? result("notice alarm", message) : message, para(finishing, "actions"), portfolio];
  }

  /** What stays out of the LMS, to shorten or to take along; after that the learner can finish without it. */
  function withoutRoom(full: readonly CourseInteraction[]): Node[] {
    const take = button(
      phrases.word("finish.take_along"),
      () => {
        downloadText(`${context.course.identifier}.txt`, textsOf(context, full));
        taken = true;
        update();
      },
      false,
    );
    take.dataset["action"] = "take-along";
    const items = full.map(({ id, prompt }) => ({ text: prompt, target: `answer-${id}` }));
    return [
      el("h2", {}, phrases.word("finish.no_room")),
      para(phrases.word("finish.no_room_lead")),
      el("ul", { class: "todo" }, ...items.map(linked)),
      para(take, "actions"),
    ];
  }

  /** Where the focus goes when finishing has ended, well or not. */
  function result(kind: string, content: Node): HTMLElement {
    return el("div", { class: kind, tabindex: "-1", "data-finish-result": true }, content);
  }

  function list(items: readonly Todo[]): Node[] {
    const rows = items.slice(0, SHOWN).map(linked);
    const rest = items.length - rows.length;
    if (rest > 0) rows.push(el("li", {}, phrases.count("finish.more", rest)));
    // Who hears the list without its heading is told what it is of.
    const shown = el("ul", { class: "todo", "data-todo": true, "aria-labelledby": "finish-todo" }, ...rows);
    return [el("h2", { id: "finish-todo" }, phrases.word("finish.todo")), shown];
  }

  return update;
}
