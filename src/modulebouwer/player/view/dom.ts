/** Small ways to make and find elements. Text goes in as text nodes: nothing here parses HTML. */

type Child = Node | string | null;

export interface Attributes {
  readonly [name: string]: string | boolean | (() => void);
}

/** An element with attributes (`onclick` takes a function, `false` leaves one out) and children. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") on(element, name.slice(2), value);
    else if (value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child): child is Node | string => child !== null));
  return element;
}

export function find<E extends HTMLElement = HTMLElement>(
  selector: string,
  root: ParentNode = document,
): E | null {
  return root.querySelector<E>(selector);
}

export function all<E extends HTMLElement = HTMLElement>(selector: string, root: ParentNode = document): E[] {
  return [...root.querySelectorAll<E>(selector)];
}

/** Sets text only when it differs, so that nothing is laid out or announced again for nothing. */
export function setText(element: Element | null, text: string): void {
  if (element && element.textContent !== text) element.textContent = text;
}

/** `addEventListener`: named once, as what follows, for it is asked everywhere and the player has to be small. */
export function on<E extends Event = MouseEvent>(
  target: EventTarget,
  type: string,
  listen: (event: E) => unknown,
): void {
  target.addEventListener(type, listen as (event: Event) => void);
}

export function byId(id: string): HTMLElement | null {
  return document.getElementById(id);
}

export function hasFocus(root: Element): boolean {
  return root.contains(document.activeElement);
}

/** The nearest element that matches, of that on which something happened. */
export function hit<E extends HTMLElement>({ target }: Event, selector: string): E | null {
  return target instanceof Element ? target.closest<E>(selector) : null;
}

/** Every click on an element with `data-action="name"`. */
export function onAction(name: string, run: (element: HTMLElement) => void): void {
  on(document, "click", (event) => {
    const target = hit(event, `[data-action="${name}"]`);
    if (target) run(target);
  });
}

/** `quiet`: not the first thing to do here. */
export function button(text: string, run: (button: HTMLElement) => void, quiet = true): HTMLElement {
  const element = el("button", { type: "button", class: quiet ? "button quiet" : "button" }, text);
  on(element, "click", () => run(element));
  return element;
}

/** A paragraph; `kind` is its class. */
export function para(content: Child, kind = ""): HTMLElement {
  return el("p", { class: kind || false }, content);
}

/** A table that stands as a list where there is no room for its columns. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): HTMLElement {
  const row = (cells: readonly string[]): Node =>
    el("tr", {}, ...cells.map((text, column) => el("td", { "data-label": head[column] ?? "" }, text)));
  const heads = head.map((text) => el("th", { scope: "col" }, text));
  const content = [el("thead", {}, el("tr", {}, ...heads)), el("tbody", {}, ...rows.map(row))];
  return el(
    "div",
    { class: `table wide own-table${head.length > 5 ? " many" : ""}` },
    el("table", {}, ...content),
  );
}

export function link(text: string, target: string): HTMLElement {
  return el("a", { href: target }, text);
}

export function downloadText(name: string, text: string, type = "plain"): void {
  download(name, `text/${type};charset=utf-8`, text);
}

/** Hands a file to the learner. */
export function download(name: string, type: string, data: BlobPart): void {
  const url = URL.createObjectURL(new Blob([data], { type }));
  const link = el("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** Copies text; the old way too, because a frame without `allow="clipboard-write"` refuses the new one. */
export async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = el("textarea", { class: "hidden" });
    area.value = text;
    (find("dialog[open]") ?? document.body).append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}

/** Makes the field as high as its text, where CSS cannot. */
export function grow(area: HTMLTextAreaElement): void {
  if (CSS.supports("field-sizing", "content") || !area.offsetParent) return;
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight}px`;
}
