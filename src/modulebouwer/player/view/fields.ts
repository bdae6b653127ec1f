/** The fields in which a learner writes, with the state of each answer under it. */

import { all, copy, download, el, find, setText } from "./dom.ts";
import { answerOf, type Context } from "./context.ts";
import { statusText } from "./status.ts";
import { countWords } from "./words.ts";

/** Connects every field; returns the way to bring all of them up to date with the session. */
export function fields(context: Context): () => void {
  const parts = all<HTMLTextAreaElement>("textarea[data-interaction]").map((area) => field(context, area));
  addEventListener("beforeprint", () => {
    for (const area of all<HTMLTextAreaElement>("textarea[data-interaction]")) {
      setText(find(`[data-print="${area.dataset["interaction"]}"]`), area.value);
    }
  });
  return () => parts.forEach((update) => update());
}

function field(context: Context, area: HTMLTextAreaElement): () => void {
  const { course, session, phrases } = context;
  const id = area.dataset["interaction"] ?? "";
  const root = find(`#reflection-${id}`);
  const limit = course.interactions.find((interaction) => interaction.id === id)?.maxLength ?? Infinity;
  const status = find(`[data-status="${id}"]`);
  const counter = find(`[data-count="${id}"]`);
  let rescue: HTMLElement | null = null;
  let shown = "";

  area.value = answerOf(session, id);
  area.disabled = false;
  area.addEventListener("input", () => {
    session.answer(id, area.value);
    count();
    grow(area);
  });
  area.addEventListener("blur", () => session.settle(id));

  function count(): void {
    const words = countWords(area.value);
    const over = area.value.length - limit;
    if (over > 0) setText(counter, phrases.word("over_length", { count: over }));
    else setText(counter, words ? phrases.count("words", words) : "");
  }

  function update(): void {
    const value = answerOf(session, id);
    // Typing goes ahead of the session; only a text that came from elsewhere (a choice, a second tab) is put in.
    if (document.activeElement !== area && area.value !== value) {
      area.value = value;
      grow(area);
    }
    const now = session.status(id);
    const text = statusText(phrases, now);
    if (text === shown) return;
    shown = text;
    setText(status, text);
    if (status) status.dataset["kind"] = now.kind;
    const needsRescue = now.kind === "unsaved" && session.connection?.mode !== "browse";
    if (needsRescue && !rescue) root?.append((rescue = rescueActions(context, area, id)));
    if (!needsRescue && rescue) {
      if (rescue.contains(document.activeElement)) area.focus();
      rescue.remove();
      rescue = null;
    }
    count();
  }

  grow(area);
  count();
  return update;
}

/** What the learner can do with a text that the LMS did not take. */
function rescueActions(context: Context, area: HTMLTextAreaElement, id: string): HTMLElement {
  const { session, phrases, course } = context;
  const copied = el("button", { type: "button", class: "button quiet" }, phrases.word("unsaved.copy"));
  copied.addEventListener("click", () => {
    void copy(area.value).then((done) => done && setText(copied, phrases.word("unsaved.copied")));
  });
  const retry = el(
    "button",
    { type: "button", class: "button", "data-action": "retry" },
    phrases.word("unsaved.retry"),
  );
  retry.addEventListener("click", () => session.retry());
  const file = el("button", { type: "button", class: "button quiet" }, phrases.word("unsaved.download"));
  file.addEventListener("click", () =>
    download(`${course.identifier}-${id}.txt`, "text/plain;charset=utf-8", area.value),
  );
  const actions = el("div", { class: "actions" }, retry, copied, file);
  return el("div", { class: "rescue", "data-rescue": id }, roomMeter(context), actions);
}

/** The room in the LMS, once a real refusal has shown where it ends. */
function roomMeter({ session, phrases }: Context): HTMLElement | null {
  if (!session.room) return null;
  const { used, limit } = session.room;
  const [max, high] = [String(limit), String(Math.round(limit * 0.9))];
  const meter = el("meter", {
    min: "0",
    optimum: "0",
    low: "0",
    high,
    max,
    value: String(Math.min(used, limit)),
  });
  return el("label", { class: "room" }, phrases.word("unsaved.room", { used, limit }), meter);
}

const GROWS = CSS.supports("field-sizing", "content");

/** Makes the field as high as its text, where CSS cannot. */
export function grow(area: HTMLTextAreaElement): void {
  if (GROWS || !area.offsetParent) return;
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight}px`;
}
