/** Messages above the page: what kind of visit this is, what was found, and what is not saved. */

import type { Course } from "../course.ts";
import { download, el, find, setText } from "./dom.ts";
import type { Context } from "./context.ts";

interface Notice {
  readonly id: string;
  readonly text: string;
  readonly alarm?: boolean;
  readonly actions?: readonly HTMLElement[];
  /** May be closed by the learner; the others stay as long as they are true. */
  readonly closes?: boolean;
}

/** Shows the notices of this visit; returns the way to bring them up to date. */
export function notices(context: Context, resumed: boolean): () => void {
  const region = find(".notices");
  const closed = new Set<string>();
  const { phrases } = context;

  function render(notice: Notice): HTMLElement {
    const box = el("div", { class: notice.alarm ? "notice alarm" : "notice", "data-notice": notice.id });
    box.append(el("p", {}, notice.text), ...(notice.actions ?? []));
    const close = (): void => {
      closed.add(notice.id);
      update();
    };
    find("[data-closes]", box)?.addEventListener("click", close);
    if (notice.closes) {
      const name = phrases.word("notice.close");
      box.append(el("button", { type: "button", class: "tool", "aria-label": name, onclick: close }, "×"));
    }
    return box;
  }

  function update(): void {
    const wanted = [...ofVisit(context, resumed), ...ofAnswers(context)].filter(({ id }) => !closed.has(id));
    const keep = new Set(wanted.map(({ id }) => id));
    for (const box of [...(region?.children ?? [])]) {
      if (!keep.has((box as HTMLElement).dataset["notice"] ?? "")) box.remove();
    }
    for (const notice of wanted) {
      const present = find(`[data-notice="${notice.id}"]`, region ?? document);
      if (present) setText(find("p", present), notice.text);
      else region?.append(render(notice));
    }
  }

  if (!context.session.connection) {
    setText(find("[data-privacy]"), phrases.word("notice.loose_privacy"));
  }
  return update;
}

function button(text: string, run: () => void, quiet = false): HTMLElement {
  return el("button", { type: "button", class: quiet ? "button quiet" : "button", onclick: run }, text);
}

function link(text: string, target: string): HTMLElement {
  return el("a", { href: target }, text);
}

function ofVisit(context: Context, resumed: boolean): Notice[] {
  const { session, phrases, course } = context;
  const list: Notice[] = [];
  const mode = session.connection?.mode;
  if (!session.connection) list.push({ id: "loose", text: phrases.word("notice.loose"), closes: true });
  if (mode === "browse" || mode === "review") list.push({ id: mode, text: phrases.word(`notice.${mode}`) });
  if (session.found === "truncated" || session.found === "damaged" || session.found === "newer") {
    const { found } = session;
    const go = button(phrases.word("notice.understood"), () => session.acknowledge());
    go.dataset["closes"] = "";
    const actions = [rawDownload(context), ...(found === "newer" ? [] : [go])];
    list.push({ id: found, text: phrases.word(`notice.${found}`), alarm: true, actions });
  }
  const title = resumed ? place(course, session.record.location) : "";
  if (title) {
    const start = link(phrases.word("notice.to_start"), "#start");
    list.push({
      id: "resume",
      text: phrases.word("notice.resume", { title }),
      actions: [start],
      closes: true,
    });
  }
  return list;
}

let resumedAt: string | null = null;

/** Title of the section where the learner was at the start; later visits do not change it. */
function place(course: Course, location: string): string {
  resumedAt ??= location;
  return course.sections.find((section) => section.id === resumedAt)?.title ?? "";
}

function ofAnswers(context: Context): Notice[] {
  const { course, session, phrases } = context;
  const list: Notice[] = [];
  const unsaved = course.interactions.filter(({ id }) => {
    const status = session.status(id);
    return status.kind === "unsaved" && status.why !== "read-only";
  });
  const first = unsaved[0];
  if (first) {
    const retry = button(phrases.word("unsaved.retry"), () => session.retry());
    const room = session.room
      ? ` ${phrases.word("unsaved.room", { used: session.room.used, limit: session.room.limit })}.`
      : "";
    const text = `${phrases.count("unsaved.title", unsaved.length)}.${room}`;
    const actions = [link(phrases.word("unsaved.show"), `#answer-${first.id}`), retry, saveAll(context)];
    list.push({ id: "unsaved", text, alarm: true, actions });
  }
  const conflicts = Object.keys(session.record.conflicts);
  if (conflicts.length) {
    const show = link(phrases.word("conflict.show"), `#conflict-${conflicts[0]}`);
    list.push({
      id: "conflict",
      text: phrases.count("conflict.banner", conflicts.length),
      alarm: true,
      actions: [show],
    });
  }
  return list;
}

/** All texts that the LMS does not have, in one file. */
function saveAll({ course, session, phrases }: Context): HTMLElement {
  return button(
    phrases.word("unsaved.download"),
    () => {
      const texts = course.interactions
        .filter(({ id }) => session.status(id).kind === "unsaved")
        .map(({ id, prompt }) => `${prompt}\r\n\r\n${session.record.answers[id]?.value ?? ""}\r\n`);
      download(`${course.identifier}.txt`, "text/plain;charset=utf-8", texts.join("\r\n\r\n"));
    },
    true,
  );
}

/** What stood in the LMS and could not be read: a helpdesk may still get something out of it. */
function rawDownload({ course, session, phrases }: Context): HTMLElement {
  const text = phrases.word("notice.download_raw");
  const type = "text/plain;charset=utf-8";
  return button(text, () => download(`${course.identifier}-record.txt`, type, session.raw ?? ""), true);
}
