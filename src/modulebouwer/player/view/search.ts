/** Searching the text of the module, with the hits marked in the list and in the page. */

import { all, el, find, on, setText } from "./dom.ts";
import type { Context } from "./context.ts";
import { focus, reveal } from "./reveal.ts";

const MOST_HITS = 40;
const AROUND = 70;
const LEFT_OUT = ".no-script, .turn, .state, .label, .earlier, .answer-key";

interface Passage {
  readonly block: HTMLElement;
  readonly title: string;
  readonly text: string;
  readonly folded: string;
}

export function search(context: Context): void {
  const dialog = find<HTMLDialogElement>("dialog#search");
  const field = find<HTMLInputElement>("#search-field");
  const count = find("[data-search-count]");
  const hits = find("[data-search-hits]");
  if (!dialog || !field || !count || !hits) return;
  const { phrases } = context;
  const passages: Passage[] = [];
  const pages = all("[data-section], [data-page=terms], [data-page=references]").reverse();

  /** Reads on where it stopped, until the browser has other work: a large module is read before it is searched. */
  function read(deadline?: IdleDeadline): void {
    for (let page = pages.pop(); page; page = pages.pop()) {
      passages.push(...passagesOf(page));
      if (deadline && deadline.timeRemaining() < 5) break;
    }
    if (deadline && pages.length) requestIdleCallback(read);
  }

  function update(): void {
    const query = fold(field?.value.trim() ?? "");
    read();
    if (query.length < 2) {
      hits?.replaceChildren();
      setText(count, query ? phrases.word("search.short") : "");
      return;
    }
    const found = passages.filter((passage) => passage.folded.includes(query));
    const none = phrases.word("search.none", { query: field?.value.trim() ?? "" });
    const more = found.length > MOST_HITS ? ` ${phrases.word("search.more", { count: MOST_HITS })}` : "";
    setText(count, found.length ? phrases.count("search.results", found.length) + more : none);
    hits?.replaceChildren(...found.slice(0, MOST_HITS).map((passage) => hit(passage, query)));
  }

  function hit(passage: Passage, query: string): HTMLElement {
    const at = passage.folded.indexOf(query);
    const from = at > AROUND ? passage.text.indexOf(" ", at - AROUND) + 1 : 0;
    const to = at + query.length + AROUND;
    const end = to < passage.text.length ? passage.text.lastIndexOf(" ", to) : passage.text.length;
    const button = el(
      "button",
      { type: "button" },
      el("small", {}, passage.title),
      el(
        "span",
        {},
        (from ? "… " : "") + passage.text.slice(from, at),
        el("mark", {}, passage.text.slice(at, at + query.length)),
        passage.text.slice(at + query.length, Math.max(end, at + query.length)) +
          (end < passage.text.length ? " …" : ""),
      ),
    );
    on(button, "click", () => {
      dialog?.close();
      show(context, passage.block, query);
    });
    return el("li", {}, button);
  }

  if ("requestIdleCallback" in window) requestIdleCallback(read);
  let waiting = 0;
  on(field, "input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(update, 120) as unknown as number;
  });
  on(dialog, "close", () => clearTimeout(waiting));
  for (const button of all('[data-action="search"]')) {
    on(button, "click", () => {
      dialog.showModal();
      field.select();
      update();
    });
  }
}

/** Every paragraph, list item, heading and cell of a page, in order. */
function passagesOf(page: HTMLElement): Passage[] {
  const title = find("h1", page)?.textContent ?? "";
  return all("h1, h2, h3, p, li, td, dt, dd, figcaption, .prompt, .panel-title", page)
    .filter((block) => !block.closest(LEFT_OUT) && !find("p, li, table", block))
    .map((block) => {
      const text = (block.textContent ?? "").replace(/\s+/g, " ").trim();
      return { block, title, text, folded: fold(text) };
    })
    .filter((passage) => passage.text !== "");
}

/** Lower case without accents, letter for letter, so that a place in the folded text is the place in the text. */
function fold(text: string): string {
  return text.replace(/[^\0-\x7f]/g, (c) => c.normalize("NFD")[0] ?? c).toLowerCase();
}

function show(context: Context, block: HTMLElement, query: string): void {
  const page = block.closest<HTMLElement>("[data-page]");
  if (!page) return;
  context.open(page.id);
  reveal(block);
  mark(page, query);
  // The title of a tab's text is only on the tab.
  const place = block.offsetParent ? block : (block.parentElement ?? block);
  place.scrollIntoView();
  focus(place);
}

/** Marks all hits in the page without touching its elements (CSS Custom Highlight API, where there is one). */
function mark(page: HTMLElement, query: string): void {
  if (!("highlights" in CSS)) return;
  const ranges: Range[] = [];
  const walker = document.createTreeWalker(page, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = fold(node.nodeValue ?? "");
    for (let at = text.indexOf(query); at >= 0; at = text.indexOf(query, at + query.length)) {
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + query.length);
      ranges.push(range);
    }
  }
  CSS.highlights.set("search", new Highlight(...ranges));
}
