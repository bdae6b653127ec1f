/** Brings the server-rendered page to life for one learner. The text itself needs none of this. */

import type { Course } from "../course.ts";
import type { Environment } from "../environment.ts";
import type { Session } from "../session.ts";
import { all, find, grow, setText } from "./dom.ts";
import { kinds } from "../kinds.ts";
import { conflicts } from "./conflicts.ts";
import type { Context } from "./context.ts";
import { dialogs, scheme } from "./dialogs.ts";
import { finish } from "./finish.ts";
import { navigation, type Navigation } from "./navigation.ts";
import { notices } from "./notices.ts";
import { popover } from "./popover.ts";
import { portfolio } from "./portfolio.ts";
import { openOnPaper } from "./reveal.ts";
import { goOn, keepPlace, placeLeft } from "./resume.ts";
import { search } from "./search.ts";
import { announcer, statusText } from "./status.ts";
import { support } from "./support.ts";
import { Phrases } from "./words.ts";

/**
 * Called once, when the session is known. The browser's own stores take the place where one reads, and light or dark.
 * `forgetLoose`: what was written without an LMS is in one now.
 */
export function mount(
  course: Course,
  session: Session,
  { drafts, kept }: Pick<Environment, "drafts" | "kept">,
  forgetLoose: () => void,
): void {
  scheme(drafts);
  const phrases = new Phrases(course);
  let pages: Navigation | null = null;
  const context: Context = { course, session, phrases, announce, open: (id) => pages?.open(id) };
  const left = placeLeft(context, kept);
  const updates = [
    fields(context),
    conflicts(context),
    finish(context),
    portfolio(context),
    notices(context, left, forgetLoose),
    goOn(context, left),
    announcer(context),
  ];
  let waiting = false;
  // What changes in one task (a page turned, a visit kept) is shown once.
  function changed(): void {
    if (!waiting) queueMicrotask(update);
    waiting = true;
  }
  function update(): void {
    waiting = false;
    updates.forEach((run) => run());
  }
  dialogs();
  popover();
  search(context);
  openOnPaper();
  support(context);
  keepPlace(context, kept);
  // What an address leads to inside a component opens once that component is there.
  update();
  pages = navigation(context, left, (page) => {
    all<HTMLTextAreaElement>("textarea", page).forEach(grow);
    changed();
  });
  updates.push(pages.update);
  session.subscribe(changed);
  document.documentElement.classList.add("ready");
}

/**
 * The fields, each kind's own. They are closed as they come from the server, and stay so until it is known what the
 * LMS holds: an empty field would say that there is nothing.
 */
function fields(context: Context): () => void {
  const { course, session } = context;
  let updates: (() => void)[] | null = null;
  return () => {
    if (!session.open) return closedFields(context);
    updates ??= Object.entries(kinds()).map(([name, kind]) =>
      kind.attach(
        context,
        course.components.filter((component) => component.kind === name),
      ),
    );
    updates.forEach((update) => update());
  };
}

function closedFields({ course, session, phrases }: Context): void {
  const known = new Set(course.interactions.map(({ id }) => id));
  for (const line of all("[data-status]")) {
    const id = line.dataset["status"] ?? "";
    if (!known.has(id)) continue;
    const status = session.status(id);
    setText(line, statusText(phrases, status));
    line.dataset["kind"] = status.kind;
  }
}

const toSay: [string, string][] = [];

/** Sentences one after the other: one that another follows at once is never heard. */
function announce(text: string, level = "polite"): void {
  if (!toSay.some(([waiting]) => waiting === text) && toSay.push([text, level]) === 1) speak();
}

/** A live region speaks when its text changes; the same sentence twice needs a moment of silence between. */
function speak(): void {
  const [text, level] = toSay[0]!;
  const region = find(`[data-live="${level}"]`);
  setText(region, "");
  setTimeout(() => setText(region, text), 50);
  setTimeout(() => toSay.shift() && toSay[0] && speak(), 900);
}
