/** The module's texts, with the components in each: where one chooses what to write in. */

import { all, el, find } from "../../../player/view/dom.ts";
import { word } from "../state.ts";

/** `writing.py`'s `texts`. `section` is "" for what is none. */
export interface Entry {
  readonly path: string;
  readonly section: string;
  readonly title: string;
  readonly components: readonly { readonly component: string; readonly id: string; readonly line: number }[];
  readonly inModule: boolean;
}

export class Outline {
  private told = "";
  private open = "";
  private entries: readonly Entry[] = [];

  constructor(
    private readonly room: HTMLElement,
    private readonly choose: (path: string, line?: number) => void,
  ) {}

  /** The text that one begins in: the first section. */
  get first(): string {
    return (this.entries.find((one) => one.section) ?? this.entries[0])?.path ?? "";
  }

  async update(): Promise<void> {
    const reply = await fetch("texts").catch(() => null);
    if (!reply?.ok) return;
    const told = await reply.text();
    // Who stands on a button stays there while nothing changes.
    if (told === this.told) return;
    this.told = told;
    this.entries = JSON.parse(told) as Entry[];
    const focused = (document.activeElement as HTMLElement | null)?.dataset["place"];
    find("ol", this.room)!.replaceChildren(...this.entries.map((entry) => this.item(entry)));
    this.mark(this.open);
    if (focused) find(`[data-place="${CSS.escape(focused)}"]`, this.room)?.focus();
  }

  mark(path: string): void {
    this.open = path;
    for (const button of all("button[data-place]", this.room)) {
      if (button.dataset["place"] === path) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    }
  }

  private item({ path, section, title, components, inModule }: Entry): HTMLElement {
    const outside = section && !inModule ? el("small", {}, word("not_in_module")) : null;
    const parts = components.map(({ component, id, line }) =>
      el(
        "li",
        {},
        el(
          "button",
          { type: "button", "data-place": `${path}:${id || line}`, onclick: () => this.choose(path, line) },
          component,
          id && id !== component ? el("small", {}, ` ${id}`) : null,
        ),
      ),
    );
    return el(
      "li",
      {},
      el(
        "button",
        { type: "button", "data-place": path, onclick: () => this.choose(path) },
        section ? title : path,
        outside,
      ),
      parts.length ? el("ol", {}, ...parts) : null,
    );
  }
}
