/** One page at a time: the address's fragment says which. Links are plain links, so Back, and reading aloud, just work. */

import type { CourseComponent } from "../course.ts";
import { all, byId, find, hit, on, setText } from "./dom.ts";
import type { Context } from "./context.ts";
import { isAsked, isDone } from "./progress.ts";
import type { Left } from "./resume.ts";
import { focus, reveal } from "./reveal.ts";

export interface Navigation {
  open(id: string): void;
  update(): void;
}

export function navigation(
  context: Omit<Context, "open">,
  left: Left | null,
  shown: (page: HTMLElement) => void,
): Navigation {
  const { course, session, phrases } = context;
  const start = find("[data-page]");
  const contents = find("nav.contents") ?? document.body;
  const links = all("a[data-to]", contents);
  const fragment = (): string => decodeURIComponent(location.hash.slice(1));
  const wanted = fragment();
  let current: HTMLElement | null = null;

  function show(id: string): void {
    const target = byId(id);
    const page = target?.closest<HTMLElement>("[data-page]");
    if (!target || !page) return;
    const first = current === null;
    const turned = page !== current;
    if (turned) turn(page);
    if (target !== page) {
      reveal(target);
      // A field is read with its question above it.
      const place = target.closest("[data-field]") ?? target;
      place.scrollIntoView();
      // Once the typefaces are there, in a browser that did not keep what was in the window (CSS Scroll Anchoring).
      const before = scrollY;
      void document.fonts.ready.then(() => scrollY === before && place.scrollIntoView());
      // Who comes back finds the place before them, and no field that opens a keyboard.
      if (!first || wanted) focus(target);
    } else if (turned) {
      scrollTo(0, 0);
      // At the start, reading begins at the top of the document, as on any page.
      if (!first) focus(find("h1", page));
    }
  }

  function turn(page: HTMLElement): void {
    (current ?? start)?.classList.remove("current");
    page.classList.add("current");
    current = page;
    const section = page.dataset["section"];
    if (section) session.visit(section);
    find("[aria-current]", contents)?.removeAttribute("aria-current");
    find(`a[href="#${page.id}"]`, contents)?.setAttribute("aria-current", "page");
    const title = find("h1", page)?.textContent ?? "";
    document.title = title === course.title ? title : `${title} – ${course.title}`;
    find<HTMLDialogElement>("dialog.drawer[open]")?.close();
    shown(page);
  }

  const asked = (components: readonly CourseComponent[]): number =>
    components.filter((component) => isAsked(course, component)).length;

  function update(): void {
    const visited = new Set(session.record.visited);
    const number = course.sections.findIndex((section) => section.id === current?.dataset["section"]) + 1;
    const left = course.sections.filter((section) => !visited.has(section.id));
    // Before anything is read, the cover says how long all of it takes.
    const minutes = visited.size && left.reduce((sum, section) => sum + section.minutes, 0);
    const where = number ? phrases.word("place", { number, total: course.sections.length }) : "";
    setText(find("[data-where]"), where);
    const duration = minutes ? phrases.word("left", { duration: phrases.duration(minutes) }) : "";
    setText(find("[data-left]"), duration.replace(where ? "" : "· ", ""));
    const open = course.components.filter((component) => !isDone(context, component));
    // What is asked and done moves the line on, as a section that is opened does.
    const todo = left.length + asked(open);
    const share = 1 - todo / (course.sections.length + asked(course.components));
    find("[data-progress]")?.style.setProperty("--progress", `${share}`);
    for (const link of links) {
      const id = link.dataset["to"] ?? "";
      const tasks = open.filter(({ section }) => section === id);
      const required = asked(tasks);
      const state = visited.has(id) ? (required ? "open" : tasks.length ? "extra" : "done") : "";
      link.dataset["state"] = state;
      const text =
        state === "done"
          ? phrases.word(state)
          : state && phrases.count(`${state}_tasks`, required || tasks.length);
      setText(find("[data-done]", link), text && ` (${text})`);
    }
  }

  function open(id: string): void {
    if (location.hash !== `#${id}`) history.pushState(null, "", `#${id}`);
    show(id);
  }

  on(document, "click", (event) => {
    // A link to the fragment where the reader already is changes no address, but should go there all the same.
    const link = hit<HTMLAnchorElement>(event, 'a[href^="#"]');
    if (!event.defaultPrevented && link?.hash === location.hash) show(fragment());
  });
  const first = [wanted, left?.id, start?.id].find((id) => byId(id ?? "")?.closest("[data-page]")) ?? "";
  // The address of the first page has no fragment: going back to it is going back to where the visit began.
  on(window, "hashchange", () => show(fragment() || first));
  show(first);
  return { open, update };
}
