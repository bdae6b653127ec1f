/** Brings the server-rendered page to life for one learner. The text itself needs none of this. */

import type { Course } from "../course.ts";
import type { Session } from "../session.ts";
import { all, find, grow } from "./dom.ts";
import { kinds } from "../kinds.ts";
import { conflicts } from "./conflicts.ts";
import type { Context } from "./context.ts";
import { dialogs, scheme } from "./dialogs.ts";
import { finish } from "./finish.ts";
import { navigation, type Navigation } from "./navigation.ts";
import { notices } from "./notices.ts";
import { popover } from "./popover.ts";
import { portfolio } from "./portfolio.ts";
import { proof } from "./proof.ts";
import { openOnPaper } from "./reveal.ts";
import { search } from "./search.ts";
import { announcer } from "./status.ts";
import { support } from "./support.ts";
import { Phrases } from "./words.ts";

/** Called once, when the session is known. */
export function mount(course: Course, session: Session): void {
  scheme();
  const phrases = new Phrases(course);
  let pages: Navigation | null = null;
  const context: Context = { course, session, phrases, announce, open: (id) => pages?.open(id) };
  const updates = [
    ...Object.entries(kinds()).map(([name, kind]) =>
      kind.attach(
        context,
        course.components.filter((component) => component.kind === name),
      ),
    ),
    conflicts(context),
    finish(context),
    portfolio(context),
    notices(context, session.record.location),
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
  proof();
  support(context);
  pages = navigation(context, (page) => {
    all<HTMLTextAreaElement>("textarea", page).forEach(grow);
    changed();
  });
  updates.push(pages.update);
  update();
  session.subscribe(changed);
  document.documentElement.classList.add("ready");
}

/** A live region speaks when its text changes; the same sentence twice needs a moment of silence between. */
function announce(text: string, level: "polite" | "assertive" = "polite"): void {
  const region = find(`[data-live="${level}"]`);
  if (!region) return;
  region.textContent = "";
  setTimeout(() => (region.textContent = text), 50);
}
