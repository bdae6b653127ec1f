/** The line under an answer that says whether it is safe, and what the learner can do when it is not. */

import type { AnswerStatus } from "../session.ts";
import type { Context } from "./context.ts";
import { button, copy, downloadText, el, find, hasFocus, setText } from "./dom.ts";
import { statusText } from "./status.ts";

/**
 * Keeps the `[data-status]` of `root` true for its answers `ids`. `words` is what the learner can take along when it
 * is refused, `home` where the focus goes when the buttons for that disappear. Calling the result brings it up to
 * date, and says whether anything changed.
 */
export function answerState(
  context: Context,
  root: HTMLElement,
  ids: readonly string[],
  words: () => string,
  home: HTMLElement,
): () => boolean {
  const { session, phrases } = context;
  const line = find("[data-status]", root);
  let rescue: HTMLElement | null = null;
  let shown = "";
  return () => {
    const now = together(ids.map((id) => session.status(id)));
    const text = statusText(phrases, now);
    // How much room is needed changes with every other answer.
    if (rescue) find(".room", rescue)?.replaceWith(roomMeter(context) ?? "");
    if (text === shown) return false;
    shown = text;
    setText(line, text);
    if (line) line.dataset["kind"] = now.kind;
    const needsRescue = now.kind === "unsaved" && session.connection?.mode !== "browse";
    if (needsRescue && !rescue) {
      rescue = rescueActions(context, ids[0] ?? "", words);
      line?.parentElement?.after(rescue);
    }
    if (!needsRescue && rescue) {
      if (hasFocus(rescue)) home.focus();
      rescue.remove();
      rescue = null;
    }
    return true;
  };
}

/** Worst first. */
const WORST: readonly AnswerStatus["kind"][] = ["unsaved", "fetching", "saving", "sent"];

/** One state for several answers: the worst, and of the saved ones the last. */
function together(all: readonly AnswerStatus[]): AnswerStatus {
  for (const bad of WORST) {
    const worst = all.find(({ kind }) => kind === bad);
    if (worst) return worst;
  }
  const saved = all.filter((status) => status.kind === "saved");
  return saved.sort((a, b) => b.time - a.time)[0] ?? { kind: "empty" };
}

function rescueActions(context: Context, id: string, words: () => string): HTMLElement {
  const { session, phrases, course } = context;
  const retry = button(phrases.word("unsaved.retry"), () => session.retry(), false);
  retry.dataset["action"] = "retry";
  const copied = button(phrases.word("unsaved.copy"), async () => {
    if (await copy(words())) setText(copied, phrases.word("unsaved.copied"));
  });
  const file = button(phrases.word("unsaved.download"), () =>
    downloadText(`${course.identifier}-${id}.txt`, words()),
  );
  const actions = el("div", { class: "actions" }, retry, copied, file);
  return el("div", { class: "rescue", "data-rescue": id }, roomMeter(context), actions);
}

/** The room in the LMS, once a real refusal has shown where it ends. */
function roomMeter({ session, phrases }: Context): HTMLElement | null {
  if (!session.room) return null;
  const { used, limit } = session.room;
  const meter = el("meter");
  Object.assign(meter, { max: limit, high: limit * 0.9, low: 0, optimum: 0, value: used });
  return el("label", { class: "room" }, phrases.word("unsaved.room", { used, limit }), meter);
}
