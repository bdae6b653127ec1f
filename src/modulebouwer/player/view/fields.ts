/** The fields in which a learner writes, with the state of each answer under it. */

import { all, button, copy, downloadText, el, find, setText } from "./dom.ts";
import { answerOf, type Context } from "./context.ts";
import { statusText } from "./status.ts";
import { countWords } from "./words.ts";

/** Connects every field; returns the way to bring all of them up to date with the session. */
export function fields(context: Context): () => void {
  const areas = all<HTMLTextAreaElement>("textarea[data-interaction]");
  const limits = new Map(context.course.interactions.map(({ id, maxLength }) => [id, maxLength]));
  const parts = areas.map((area) => field(context, area, limits));
  addEventListener("beforeprint", () => {
    for (const area of areas) setText(find("[data-print]", area.parentElement ?? document), area.value);
  });
  return () => parts.forEach((update) => update());
}

function field(context: Context, area: HTMLTextAreaElement, limits: ReadonlyMap<string, number>): () => void {
  const { session, phrases } = context;
  const id = area.dataset["interaction"] ?? "";
  const root = area.closest<HTMLElement>(".reflection") ?? document.body;
  const limit = limits.get(id) ?? Infinity;
  const status = find("[data-status]", root);
  const counter = find("[data-count]", root);
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
    if (needsRescue && !rescue) root.append((rescue = rescueActions(context, area, id)));
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
  const retry = button(phrases.word("unsaved.retry"), () => session.retry(), false);
  retry.dataset["action"] = "retry";
  const copied = button(phrases.word("unsaved.copy"), async () => {
    if (await copy(area.value)) setText(copied, phrases.word("unsaved.copied"));
  });
  const file = button(phrases.word("unsaved.download"), () =>
    downloadText(`${course.identifier}-${id}.txt`, area.value),
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

const GROWS = CSS.supports("field-sizing", "content");

/** Makes the field as high as its text, where CSS cannot. */
export function grow(area: HTMLTextAreaElement): void {
  if (GROWS || !area.offsetParent) return;
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight}px`;
}
