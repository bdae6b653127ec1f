/** Messages above the page: what kind of visit this is, what was found, and what is not saved. */

import type { CourseInteraction } from "../course.ts";
import { kindOf } from "../kinds.ts";
import type { Found } from "../seam.ts";
import { withText } from "../state.ts";
import type { Left } from "./resume.ts";
import { button, downloadText, el, find, link, on, para, setText } from "./dom.ts";
import { answerOf, whyUnsaved, type Context } from "./context.ts";

interface Notice {
  readonly id: string;
  /** What the actions are about: another key makes the notice anew. */
  readonly key?: string;
  readonly text: string;
  readonly alarm?: boolean;
  readonly actions?: readonly HTMLElement[];
  /** May be closed by the learner; the others stay as long as they are true. */
  readonly closes?: boolean;
}

/** Shows the notices of this visit; returns the way to bring them up to date. */
export function notices(context: Context, left: Left | null, forgetLoose: () => void): () => void {
  const region = find(".notices");
  const closed = new Set<string>();
  const { phrases } = context;

  function render(notice: Notice): HTMLElement {
    const kind = notice.alarm ? "notice alarm" : "notice";
    const box = el("div", { class: kind, "data-notice": notice.id, "data-key": notice.key ?? "" });
    box.append(para(notice.text), ...(notice.actions ?? []));
    const close = (): void => {
      closed.add(notice.id);
      update();
    };
    const closing = find("[data-closes]", box);
    if (closing) on(closing, "click", close);
    if (notice.closes) {
      const name = phrases.word("notice.close");
      box.append(el("button", { type: "button", class: "tool", "aria-label": name, onclick: close }, "×"));
    }
    return box;
  }

  function present(): Notice[] {
    const list = [...ofVisit(context), ...ofLoose(context, forgetLoose), ...ofAnswers(context)];
    return list.length ? list : welcome(context, left);
  }

  function update(): void {
    const wanted = present().filter(({ id }) => !closed.has(id));
    document.documentElement.classList.toggle("notified", wanted.length > 0);
    const keep = new Set(wanted.map(({ id }) => id));
    for (const box of [...(region?.children ?? [])]) {
      if (!keep.has((box as HTMLElement).dataset["notice"] ?? "")) box.remove();
    }
    for (const notice of wanted) {
      const shown = find(`[data-notice="${notice.id}"]`, region ?? document);
      if (shown?.dataset["key"] === (notice.key ?? "")) setText(find("p", shown), notice.text);
      else if (shown) shown.replaceWith(render(notice));
      else region?.append(render(notice));
    }
  }

  if (!context.session.connection) {
    setText(find("[data-privacy]"), phrases.word("notice.loose_privacy"));
  }
  return update;
}

function ofVisit(context: Context): Notice[] {
  const { session, phrases } = context;
  const list: Notice[] = [];
  const mode = session.connection?.mode;
  if (!session.connection) list.push({ id: "loose", text: phrases.word("notice.loose"), closes: true });
  // In a preview nothing is kept: that stays in sight.
  if (mode === "browse" || mode === "review")
    list.push({ id: mode, text: phrases.word(`notice.${mode}`), closes: mode === "review" });
  if (!session.open) list.push(unread(context));
  const { raw, recovered } = session;
  if (raw !== null) {
    const found = session.found as Exclude<Found, "empty" | "intact" | "unreadable">;
    const go = button(phrases.word("notice.understood"), () => session.acknowledge(), false);
    go.dataset["closes"] = "";
    const actions = [rawDownload(context), ...(found === "newer" ? [] : [go])];
    const count = withText(recovered?.answers ?? {}).length;
    const back = count && found !== "newer" ? ` ${phrases.count("notice.recovered", count)}` : "";
    list.push({ id: found, text: `${phrases.word(`notice.${found}`)}${back}`, alarm: true, actions });
  }
  return list;
}

/** What the LMS holds is not known: the fields are closed, and the learner may open them. */
function unread({ session, phrases }: Context): Notice {
  const open = button(phrases.word("notice.open_anyway"), () => session.openAnyway(), false);
  return { id: "unread", text: phrases.word("notice.unread"), alarm: true, actions: [open] };
}

/** Answers from a time when no LMS was found. They may be another's, so nothing of them is shown before. */
function ofLoose({ session, phrases }: Context, forget: () => void): Notice[] {
  const { loose } = session;
  if (!loose) return [];
  const texts = withText(loose.answers);
  const last = Math.max(...texts.map(({ time }) => time));
  const text = `${phrases.count("notice.found_loose", texts.length)} ${phrases.word("notice.loose_whose", {
    date: phrases.date(last),
  })}`;
  const take = button(phrases.word("notice.loose_take"), () => {
    session.takeLoose(true);
    forget();
  });
  const leave = button(phrases.word("notice.loose_leave"), () => session.takeLoose(false));
  return [{ id: "found-loose", text, actions: [take, leave] }];
}

/** Where the learner was, said until they turn the page; anything that matters more takes its place. */
function welcome({ course, phrases }: Context, left: Left | null): Notice[] {
  const section = course.sections.find(({ id }) => id === left?.section)?.title;
  const there = find(`#section-${left?.section}`)?.classList.contains("current");
  if (!left || !section || !there) return [];
  const title =
    left.title === "" ? section : phrases.word("notice.resume_at", { title: left.title, section });
  const start = link(phrases.word("notice.to_start"), "#start");
  return [{ id: "resume", text: phrases.word("notice.resume", { title }), actions: [start], closes: true }];
}

function ofAnswers(context: Context): Notice[] {
  const { course, session, phrases } = context;
  const list: Notice[] = [];
  const unsaved = course.interactions.filter(
    ({ id }) => !["", "read-only"].includes(whyUnsaved(session, id)),
  );
  const [first] = unsaved;
  if (first) {
    const retry = button(phrases.word("unsaved.retry"), () => session.retry(), false);
    const { room } = session;
    const full = room ? ` ${phrases.word("unsaved.room", { ...room })}.` : "";
    const text = `${phrases.count("unsaved.title", unsaved.length)}.${full}`;
    const actions = [link(phrases.word("unsaved.show"), `#answer-${first.id}`), retry, saveAll(context)];
    list.push({ id: "unsaved", key: first.id, text, alarm: true, actions });
  }
  const conflicts = course.interactions.map(({ id }) => id).filter((id) => session.record.conflicts[id]);
  const [key] = conflicts;
  if (key) {
    const actions = [link(phrases.word("conflict.show"), `#conflict-${key}`)];
    const text = phrases.count("conflict.banner", conflicts.length);
    list.push({ id: "conflict", key, text, alarm: true, actions });
  }
  return list;
}

/** All texts that the LMS does not have, in one file. */
function saveAll(context: Context): HTMLElement {
  const { course, session, phrases } = context;
  return button(phrases.word("unsaved.download"), () => {
    const unsaved = course.interactions.filter(({ id }) => whyUnsaved(session, id));
    downloadText(`${course.identifier}.txt`, textsOf(context, unsaved));
  });
}

/** Answers with their prompts, to keep. */
export function textsOf(context: Context, interactions: readonly CourseInteraction[]): string {
  const texts = interactions.map((one) => {
    const words = kindOf(one.component).say(context, one, answerOf(context.session, one.id));
    return `${paragraphs(one.prompt, words)}\r\n`;
  });
  return paragraphs(...texts);
}

/** What stood in the LMS and was not whole: first what a person can read of it, then all as it stood, for a helpdesk. */
function rawDownload(context: Context): HTMLElement {
  const { course, session, phrases } = context;
  return button(phrases.word("notice.download_raw"), () => {
    const { answers = {}, labels = {} } = session.recovered ?? {};
    const texts = Object.entries(answers).map(([id, { value }]) => {
      const one = course.interactions.find((interaction) => interaction.id === id);
      const words = one ? kindOf(one.component).say(context, one, value) : value;
      return paragraphs(one?.prompt ?? labels[id]?.prompt ?? id, words);
    });
    const all = [...texts, session.raw ?? ""].join(paragraphs("", "---", ""));
    downloadText(`${course.identifier}-record.txt`, all);
  });
}

/** As plain text that every program on every computer shows. */
function paragraphs(...texts: readonly string[]): string {
  return texts.join("\r\n\r\n");
}
