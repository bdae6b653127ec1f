/** The module's texts, with the components in each: where one chooses what to write in, and changes their order. */

import { all, el, find, setText } from "../../../player/view/dom.ts";
import { askUntil } from "../dialog.ts";
import { showFindings } from "../findings.ts";
import { word, words, type Finding } from "../state.ts";
import type { Acts } from "./acts.ts";

export interface Component {
  readonly component: string;
  readonly id: string;
  readonly line: number;
  /** Whether learners' answers hang on its id. */
  readonly answers: boolean;
}

/** `writing.py`'s `texts`. `section` is "" for what is none. */
export interface Entry {
  readonly path: string;
  readonly section: string;
  readonly title: string;
  readonly components: readonly Component[];
  readonly inModule: boolean;
}

/** What one stands on: a text, or a component in it. */
interface Chosen {
  readonly entry: Entry;
  readonly component: Component | null;
}

/** Pixels that a pointer goes before it drags. */
const DRAGS = 6;
const TOOLS = ["add", "up", "down", "rename", "remove", "undo", "redo"] as const;
type Tool = (typeof TOOLS)[number];

export class Outline {
  private told = "";
  /** Where one stands: a path, or that of a component behind it. */
  private place = "";
  private entries: readonly Entry[] = [];
  /** What the last act broke. */
  private broken: readonly Finding[] = [];
  private acts: Acts | null = null;
  /** One act after the other: each begins at what the one before left. */
  private turn: Promise<void> = Promise.resolve();
  private readonly tools = new Map<Tool, HTMLButtonElement>();

  constructor(
    private readonly room: HTMLElement,
    private readonly choose: (path: string, line?: number) => Promise<void>,
  ) {
    const names: Record<Tool, string> = words["outline_tools"] as Record<Tool, string>;
    for (const tool of TOOLS) {
      const use = (): void => this.next(() => this.use(tool));
      this.tools.set(tool, el("button", { type: "button", "data-tool": tool, onclick: use }, names[tool]));
    }
    find(".tools", room)!.append(...this.tools.values());
    room.addEventListener("keydown", (event) => this.key(event));
    this.drag();
  }

  /** What acts on the module; without it the outline is only looked at. */
  act(acts: Acts): void {
    this.acts = acts;
    acts.onTold = (told, findings) => this.tell(told, findings);
    this.enable();
  }

  /** The text that one begins in: the first section. */
  get first(): string {
    return (this.entries.find((one) => one.section) ?? this.entries[0])?.path ?? "";
  }

  readonly update = async (): Promise<void> => {
    const reply = await fetch("texts").catch(() => null);
    if (!reply?.ok) return;
    const told = await reply.text();
    this.enable();
    // Who stands on a button stays there while nothing changes.
    if (told === this.told) return;
    this.told = told;
    this.entries = JSON.parse(told) as Entry[];
    const focused = (document.activeElement as HTMLElement | null)?.dataset["place"];
    const before = this.places();
    find(".texts", this.room)!.replaceChildren(...this.entries.map((entry) => this.item(entry)));
    this.stand(this.place);
    // Where one stood may be gone: then one stands on what came in its place.
    if (focused) this.button(focused, before.indexOf(focused))?.focus();
  };

  private places(): string[] {
    return all("button[data-place]", this.room).map((one) => one.dataset["place"]!);
  }

  /** The sections of the module, and what else is a section's file. */
  get writable(): readonly Entry[] {
    return this.entries.filter((one) => one.section);
  }

  /** The text at `path` is open. */
  mark(path: string): void {
    if (this.place !== path && !this.place.startsWith(`${path}:`)) this.place = path;
    this.stand(this.place);
  }

  private stand(place: string): void {
    this.place = place;
    for (const one of all("button[data-place]", this.room)) {
      if (one.dataset["place"] === place) one.setAttribute("aria-current", "true");
      else one.removeAttribute("aria-current");
    }
    this.enable();
  }

  private item(entry: Entry): HTMLElement {
    const { path, section, title, components, inModule } = entry;
    const outside = section && !inModule ? el("small", {}, word("not_in_module")) : null;
    const parts = components.map((one) =>
      el(
        "li",
        {},
        this.chooser(
          placeOf(entry, one),
          () => this.choose(path, one.line),
          one.component,
          one.id && one.id !== one.component ? el("small", {}, ` ${one.id}`) : null,
        ),
      ),
    );
    return el(
      "li",
      {},
      this.chooser(path, () => this.choose(path), section ? title : path, outside),
      parts.length ? el("ol", {}, ...parts) : null,
    );
  }

  private chooser(
    place: string,
    choose: () => Promise<void>,
    ...inside: (string | HTMLElement | null)[]
  ): HTMLElement {
    const onclick = (): void => {
      this.stand(place);
      void choose();
    };
    return el("button", { type: "button", "data-place": place, onclick }, ...inside);
  }

  /** The button of a place; where there is none, the one with that number, or the last. */
  private button(place: string, number = -1): HTMLElement | null {
    const buttons = all("button[data-place]", this.room);
    const own = buttons.find((one) => one.dataset["place"] === place);
    return own ?? (number < 0 ? null : (buttons[number] ?? buttons.at(-1) ?? null));
  }

  private at(place: string): Chosen | null {
    for (const entry of this.entries) {
      if (entry.path === place) return { entry, component: null };
      const component = entry.components.find((one) => placeOf(entry, one) === place);
      if (component) return { entry, component };
    }
    return null;
  }

  private get sections(): readonly Entry[] {
    return this.entries.filter((one) => one.section && one.inModule);
  }

  private enable(): void {
    const { acts } = this;
    const chosen = this.at(this.place);
    const can: Record<Tool, boolean> = {
      add: true,
      up: this.moved(-1) !== null,
      down: this.moved(1) !== null,
      rename: chosen !== null && (chosen.component ? chosen.component.id !== "" : chosen.entry.inModule),
      remove: chosen !== null && (chosen.component !== null || chosen.entry.inModule),
      undo: acts?.canUndo ?? false,
      redo: acts?.canRedo ?? false,
    };
    for (const [tool, one] of this.tools) one.disabled = !acts || !can[tool];
  }

  private key(event: KeyboardEvent): void {
    const place = (event.target as HTMLElement).dataset["place"];
    const letter = event.key.toLowerCase();
    const control = event.ctrlKey || event.metaKey;
    const tool: Tool | null =
      control && letter === "z"
        ? event.shiftKey
          ? "redo"
          : "undo"
        : control && letter === "y"
          ? "redo"
          : !place
            ? null
            : event.altKey && event.key === "ArrowUp"
              ? "up"
              : event.altKey && event.key === "ArrowDown"
                ? "down"
                : event.key === "F2"
                  ? "rename"
                  : event.key === "Delete"
                    ? "remove"
                    : null;
    if (!tool) return;
    event.preventDefault();
    if (place) this.stand(place);
    this.next(() => this.use(tool));
  }

  readonly next = (run: () => Promise<void>): void => {
    this.turn = this.turn.then(run).finally(() => {
      this.enable();
      // A button that went, or cannot be used any more, holds nobody.
      const stood = document.activeElement;
      if (stood === document.body || stood?.matches(".tools button:disabled"))
        (this.button(this.place) ?? find("button[data-place]", this.room))?.focus();
    });
  };

  private async use(tool: Tool): Promise<void> {
    const { acts } = this;
    if (!acts || this.tools.get(tool)!.disabled) return;
    const place = this.place;
    const chosen = this.at(place);
    if (tool === "undo") await acts.undo();
    else if (tool === "redo") await acts.redo();
    else if (tool === "add") await this.add(chosen);
    else if (tool === "rename") await this.rename(chosen!);
    else if (tool === "remove") await this.remove(chosen!);
    else await this.move(this.moved(tool === "up" ? -1 : 1));
  }

  private add(chosen: Chosen | null): Promise<void> {
    const after = chosen?.entry.inModule ? chosen.entry.section : "";
    return askUntil(
      word("new_section"),
      [{ name: "title", label: word("title"), value: "" }],
      word("make"),
      ({ title = "" }) =>
        this.acts!.attempt({ act: "add_section", title, after }, word("did_add", { what: title })),
    );
  }

  private rename({ entry, component }: Chosen): Promise<void> {
    return component ? this.renameComponent(entry, component) : this.renameSection(entry);
  }

  private renameComponent({ path }: Entry, { component, id, answers }: Component): Promise<void> {
    const note = answers ? word("answers_hang") : word("links_follow");
    return askUntil(
      word("rename_what", { what: component }),
      [{ name: "name", label: "id", value: id, note }],
      word("rename"),
      ({ name = "" }) =>
        this.renamed(id, name, { act: "rename_component", path, id, name }, `${path}:${name}`),
    );
  }

  private renameSection({ section, title }: Entry): Promise<void> {
    return askUntil(
      word("rename_what", { what: title }),
      [
        { name: "title", label: word("title"), value: title },
        { name: "name", label: word("file_name"), value: section, note: word("visits_hang") },
      ],
      word("rename"),
      async (values) => {
        if (values["title"] === title && values["name"] === section) return "";
        const act = { act: "rename_section", section, ...values };
        return this.renamed(title, values["title"]!, act, `sections/${values["name"]!}.md`);
      },
    );
  }

  /** Why not; "" for done, and then one stands on it under its new name. */
  private async renamed(what: string, name: string, act: object, place: string): Promise<string> {
    if (what === name && "id" in act) return "";
    const before = this.place;
    const stood = this.room.contains(document.activeElement);
    const why = await this.acts!.attempt(act, word("did_rename", { what, name }));
    // Who chose something else meanwhile stays there: the next act is about that.
    if (why || (this.place !== before && this.place !== place)) return why;
    this.stand(place);
    if (stood && !document.activeElement?.matches(".tools button")) this.button(place)?.focus();
    return "";
  }

  private async remove({ entry, component }: Chosen): Promise<void> {
    const { path, section, title, components } = entry;
    const answers = component ? component.answers : components.some((one) => one.answers);
    const act = component
      ? { act: "remove_component", path, line: component.line }
      : { act: "remove_section", section };
    const what = component ? component.id || component.component : title;
    const told = word("did_remove", { what }) + (answers ? ` ${word("answers_stay")}` : "");
    const { place, sections } = this;
    const number = sections.indexOf(entry);
    const beside = (sections[number + 1] ?? sections[number - 1])?.path ?? "module.yaml";
    const done = await this.acts!.run(act, told, component ? path : beside);
    if (done && (this.place === place || this.place === beside)) this.focus(component ? path : beside);
  }

  private async move(act: object | null): Promise<void> {
    const chosen = this.at(this.place);
    if (!act || !chosen) return;
    const what = chosen.component ? chosen.component.id || chosen.component.component : chosen.entry.title;
    const { place } = this;
    if (!(await this.acts!.run(act, word("did_move", { what }))) || this.place !== place) return;
    const to = "to" in act ? String(act.to) : chosen.entry.path;
    this.focus(chosen.component?.id ? `${to}:${chosen.component.id}` : to);
  }

  private focus(place: string): void {
    this.stand(place);
    this.button(place)?.focus();
  }

  /** What puts the one where one stands a place up (-1) or down (1); null where it cannot go. */
  private moved(by: -1 | 1): object | null {
    const chosen = this.at(this.place);
    if (!chosen) return null;
    const { sections } = this;
    const { entry, component } = chosen;
    const number = sections.indexOf(entry);
    if (number < 0) return null;
    const next = sections[number + by];
    if (!component) {
      return next ? { act: "move_section", section: entry.section, position: number + by + 1 } : null;
    }
    const beside = entry.components[entry.components.indexOf(component) + by];
    const act = { act: "move_component", path: entry.path, line: component.line };
    if (beside) return { ...act, to: entry.path, beside: beside.line, behind: by > 0 };
    if (!next) return null;
    return { ...act, to: next.path, beside: by > 0 ? (next.components[0]?.line ?? null) : null };
  }

  /** By pointer: dropped on another, it comes in its place; a component on a section, at its end. */
  private drag(): void {
    let from: { readonly place: string; readonly x: number; readonly y: number } | null = null;
    let over: HTMLElement | null = null;
    let drags = false;
    const end = (): void => {
      over?.classList.remove("over");
      this.room.classList.remove("drags");
      from = over = null;
    };
    this.room.addEventListener("pointerdown", (event) => {
      drags = false;
      const place = under(event.target as Element)?.dataset["place"];
      // A finger scrolls.
      if (place && event.button === 0 && event.pointerType !== "touch") {
        from = { place, x: event.clientX, y: event.clientY };
      }
    });
    addEventListener("pointermove", (event) => {
      if (!from) return;
      drags ||= Math.hypot(event.clientX - from.x, event.clientY - from.y) > DRAGS;
      if (!drags) return;
      this.room.classList.add("drags");
      over?.classList.remove("over");
      const found = document.elementFromPoint(event.clientX, event.clientY);
      over = found && this.room.contains(found) ? under(found) : null;
      over?.classList.add("over");
    });
    addEventListener("pointerup", () => {
      const [start, target] = [from?.place, over?.dataset["place"]];
      end();
      if (!drags || !start || !target || start === target) return;
      this.next(() => {
        this.stand(start);
        return this.move(this.dropped(start, target));
      });
    });
    addEventListener("pointercancel", end);
    // What was dragged was not clicked.
    this.room.addEventListener(
      "click",
      (event) => {
        if (drags) event.stopPropagation();
        drags = false;
      },
      true,
    );
  }

  private dropped(start: string, target: string): object | null {
    const [one, other] = [this.at(start), this.at(target)];
    if (!one || !other || !this.acts || !other.entry.inModule || !one.entry.inModule) return null;
    const { sections } = this;
    if (!one.component) {
      const position = sections.indexOf(other.entry) + 1;
      return { act: "move_section", section: one.entry.section, position };
    }
    const act = {
      act: "move_component",
      path: one.entry.path,
      line: one.component.line,
      to: other.entry.path,
    };
    if (!other.component) return act;
    const behind = one.entry === other.entry && one.component.line < other.component.line;
    return { ...act, beside: other.component.line, behind };
  }

  /** What was told is of a text that is another by now. */
  clear(): void {
    setText(find(".did", this.room), "");
  }

  private tell(told: string, findings: readonly Finding[]): void {
    setText(find(".did", this.room), told);
    this.broken = findings;
    this.list();
  }

  /** Of what an act broke, what still is: it is found in the module as it is now. */
  still(findings: readonly Finding[]): void {
    const now = new Set(findings.map(({ code, text }) => `${code} ${text}`));
    this.broken = this.broken.filter(({ code, text }) => now.has(`${code} ${text}`));
    this.list();
  }

  private list(): void {
    const list = find(".new", this.room)!;
    // Told once.
    if (list.childElementCount === this.broken.length) return;
    list.replaceChildren();
    if (this.broken.length > 0) showFindings(list, this.broken);
  }
}

function placeOf({ path }: Entry, { id, line }: Component): string {
  return `${path}:${id || line}`;
}

function under(found: Element): HTMLElement | null {
  return found.closest<HTMLElement>("button[data-place]");
}
