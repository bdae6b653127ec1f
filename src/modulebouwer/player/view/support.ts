/** What a helpdesk needs to know, without the learner's words in the report. */

import { button, copy, el, find, on, para, setText } from "./dom.ts";
import type { Context } from "./context.ts";

const CALLS = 40;

export function support(context: Context): void {
  const root = find("[data-support]");
  const details = root?.closest("details");
  if (!root || !details) return;
  on(details, "toggle", () => {
    if (details.open) root.replaceChildren(...content(context));
  });
}

function content(context: Context): Node[] {
  const { session, phrases } = context;
  const rows = facts(context);
  const report = rows.map(([name, value]) => `${name}: ${value}`).join("\n");
  const copied = button(phrases.word("support.copy"), async () => {
    if (await copy(`${report}\n\n${calls(context)}`)) setText(copied, phrases.word("support.copied"));
  });
  return [
    el("dl", {}, ...rows.map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value)))),
    para(copied, "actions"),
    ...listing(phrases.word("support.calls"), calls(context)),
    para(phrases.word("support.record_warning")),
    ...listing(phrases.word("support.record"), JSON.stringify(session.record, null, 1)),
  ];
}

/** Text as it is, in a box that scrolls by keyboard too. */
function listing(title: string, text: string): Node[] {
  return [el("h3", {}, title), el("pre", { tabindex: "0", role: "region", "aria-label": title }, text)];
}

function facts({ course, session, phrases }: Context): [string, string][] {
  const none = phrases.word("support.none");
  const room = session.room ? `${session.room.used} / ${session.room.limit}` : none;
  const size = phrases.word("support.characters", { count: JSON.stringify(session.record).length });
  return [
    [course.title, `${course.identifier} ${course.version}`],
    [phrases.word("support.standard"), course.standard],
    [phrases.word("support.mode"), session.connection?.mode ?? none],
    [phrases.word("support.found"), session.found],
    [phrases.word("support.revision"), String(session.record.revision)],
    [phrases.word("support.size"), size],
    [phrases.word("support.room"), room],
    ["Browser", navigator.userAgent],
  ];
}

/** The last calls, newest last; a logged call never holds an answer's text. */
function calls({ session, phrases }: Context): string {
  const lines = session.log.slice(-CALLS).map((entry) => {
    const time = new Date(entry.time).toISOString().slice(11, 23);
    return `${time} ${entry.call} → ${entry.result}${entry.error ? ` [${entry.error}]` : ""}`;
  });
  return lines.join("\n") || phrases.word("support.none");
}
