/** The module's texts, with the components in each: where one chooses what to write in, and changes their order. */

import { all, el, find, setText } from "../../../player/view/dom.ts";
import { askUntil } from "../dialog.ts";
import { showFindings } from "../findings.ts";
import { said } from "../server.ts";
import { word, words, type Finding } from "../state.ts";
import { Turns } from "../turns.ts";
import type { Acts } from "./acts.ts";

export interface Component {
  readonly component: string;
  /** What the author calls this kind of component. */
  readonly name: string;
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
  /** Whether there is such a file. */
  readonly there: boolean;
}

/** Where one stands: a path, or that of a component behind it. It goes along with what an act moves or names anew. */
interface Stand {
  place: string;
}

/** What one stands on: a text, or a component in it. */
interface Chosen {
  readonly entry: Entry;
  readonly component: Component | null;
}

type Spot = Pick<Component, "line" | "component" | "id">;

/** An act that brings a section, or a component, to another place: `to` is the text that a component goes to. */
interface Move {
  readonly act: string;
  readonly section?: string;
  readonly position?: number;
  readonly to?: string;
  readonly beside?: Spot | null;
  readonly behind?: boolean;
}

/** Pixels that a pointer goes before it drags. */
const DRAGS = 6;
const TOOLS = ["add", "up", "down", "rename", "remove", "undo", "redo"] as const;
type Tool = (typeof TOOLS)[number];

export class Outline {
  private told = "";
  private stood: Stand = { place: "" };
  /** How often the texts were asked for, and the last time that is shown: answers overtake each other. */
  private asked = 0;
  private shown = 0;
  /** A pointer is down: what it was put on stays under it. */
  private pressed = false;
  private entries: readonly Entry[] = [];
  /** What is told of the last act. */
  private did = "";
  /** What the last act broke. */
  private broken: readonly Finding[] = [];
  private acts: Acts | null = null;
  /** One act after the other: each begins at what the one before left. */
  private readonly turns = new Turns();
  private readonly tools = new Map<Tool, HTMLButtonElement>();

  constructor(
    private readonly room: HTMLElement,
    private readonly choose: (path: string, line?: number) => Promise<void>,
  ) {
    const names: Record<Tool, string> = words["outline_tools"] as Record<Tool, string>;
    for (const tool of TOOLS) {
      const use = (): void => this.ask(tool);
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
    const asked = ++this.asked;
    const entries = await said<Entry[]>(await fetch("texts").catch(() => null));
    if (!entries || asked < this.shown) return;
    this.shown = asked;
    this.entries = entries;
    this.draw();
    this.enable();
  };

  private draw(): void {
    const now = JSON.stringify(this.entries);
    // Who stands on a button stays there while nothing changes.
    if (this.pressed || now === this.told) return;
    this.told = now;
    const focused = (document.activeElement as HTMLElement | null)?.dataset["place"];
    const before = this.places();
    find(".texts", this.room)!.replaceChildren(...this.entries.map((entry) => this.item(entry)));
    this.stand(this.place);
    // Where one stood may be gone: then one stands on what came in its place.
    if (focused) this.button(focused, before.indexOf(focused))?.focus();
  }

  private places(): string[] {
    return all("button[data-place]", this.room).map((one) => one.dataset["place"]!);
  }

  /** The sections of the module, and what else is a section's file. */
  get writable(): readonly Entry[] {
    return this.entries.filter((one) => one.section);
  }

  /** The text at `path` is open. */
  mark(path: string): void {
    this.stand(this.place.startsWith(`${path}:`) ? this.place : path);
  }

  private get place(): string {
    return this.stood.place;
  }

  private stand(place: string): void {
    if (place !== this.place) this.stood = { place };
    for (const one of all("button[data-place]", this.room)) {
      if (one.dataset["place"] === place) one.setAttribute("aria-current", "true");
      else one.removeAttribute("aria-current");
    }
    this.enable();
  }

  private item(entry: Entry): HTMLElement {
    const { path, section, title, components, inModule, there } = entry;
    const lacks = !there ? "not_made_yet" : section && !inModule ? "not_in_module" : "";
    const outside = lacks ? el("small", {}, word(lacks)) : null;
    const parts = components.map((one) =>
      el(
        "li",
        {},
        this.chooser(
          placeOf(entry, one),
          () => this.choose(path, one.line),
          one.name,
          one.id && one.id !== one.component ? el("small", {}, ` ${one.id}`) : null,
        ),
      ),
    );
    return el(
      "li",
      {},
      this.chooser(
        path,
        () => (there ? this.choose(path) : this.make(path)),
        section ? title : path,
        outside,
      ),
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
    // What can be done after the act that is under way shows when it is done.
    for (const [tool, one] of this.tools)
      one.disabled = this.turns.count === 0 && !this.can(tool, this.place);
  }

  private can(tool: Tool, place: string): boolean {
    const chosen = this.at(place);
    const can: Record<Tool, boolean> = {
      add: true,
      up: this.moved(place, -1) !== null,
      down: this.moved(place, 1) !== null,
      rename: chosen !== null && (chosen.component ? chosen.component.id !== "" : chosen.entry.inModule),
      remove: chosen !== null && (chosen.component !== null || chosen.entry.inModule),
      undo: this.acts?.canUndo ?? false,
      redo: this.acts?.canRedo ?? false,
    };
    return this.acts !== null && can[tool];
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
    this.ask(tool);
  }

  readonly next = (run: () => Promise<void>): void => {
    const done = this.turns.next(run).finally(() => {
      this.enable();
      // A button that went, or cannot be used any more, holds nobody.
      const stood = document.activeElement;
      if (stood === document.body || stood?.matches(".tools button:disabled"))
        (this.button(this.place) ?? find("button[data-place]", this.room))?.focus();
    });
    this.enable();
    void done;
  };

  /** It is about where one stands now, also when it has to wait for what is under way. */
  private ask(tool: Tool): void {
    const { stood } = this;
    this.next(() => this.use(tool, stood));
  }

  private async use(tool: Tool, stood: Stand): Promise<void> {
    const { acts } = this;
    if (!acts || !this.can(tool, stood.place)) return;
    const chosen = this.at(stood.place);
    if (tool === "undo") await acts.undo();
    else if (tool === "redo") await acts.redo();
    else if (tool === "add") await this.add(chosen);
    else if (tool === "rename") await this.rename(chosen!, stood);
    else if (tool === "remove") await this.remove(chosen!, stood);
    else await this.move(this.moved(stood.place, tool === "up" ? -1 : 1), stood);
  }

  /** The file for the references. */
  private async make(path: string): Promise<void> {
    this.next(
      async () => void (await this.acts?.run({ act: "add_references" }, word("did_add", { what: path }))),
    );
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

  private rename({ entry, component }: Chosen, stood: Stand): Promise<void> {
    return component ? this.renameComponent(entry, component, stood) : this.renameSection(entry, stood);
  }

  private renameComponent(
    { path }: Entry,
    { name: kind, id, answers }: Component,
    stood: Stand,
  ): Promise<void> {
    const note = answers ? word("answers_hang") : word("links_follow");
    return askUntil(
      word("rename_what", { what: kind }),
      [{ name: "name", label: "id", value: id, note }],
      word("rename"),
      ({ name = "" }) =>
        this.renamed(id, name, { act: "rename_component", path, id, name }, `${path}:${name}`, stood),
    );
  }

  private renameSection({ section, title }: Entry, stood: Stand): Promise<void> {
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
        // With the same title it is the file that has another name.
        const names = values["title"] === title ? [section, values["name"]!] : [title, values["title"]!];
        return this.renamed(names[0]!, names[1]!, act, `sections/${values["name"]!}.md`, stood);
      },
    );
  }

  /** Why not; "" for done, and then one stands on it under its new name. */
  private async renamed(
    what: string,
    name: string,
    act: object,
    place: string,
    stood: Stand,
  ): Promise<string> {
    if (what === name && "id" in act) return "";
    const inside = this.room.contains(document.activeElement);
    const why = await this.acts!.attempt(act, word("did_rename", { what, name }));
    if (why) return why;
    stood.place = place;
    // Who chose something else meanwhile stays there.
    if (this.stood !== stood && this.place !== place) return "";
    this.stand(place);
    if (inside && !document.activeElement?.matches(".tools button")) this.button(place)?.focus();
    return "";
  }

  private async remove({ entry, component }: Chosen, stood: Stand): Promise<void> {
    const { path, section, title, components } = entry;
    const answers = component ? component.answers : components.some((one) => one.answers);
    const act = component
      ? { act: "remove_component", path, what: spot(component) }
      : { act: "remove_section", section };
    const what = component ? component.id || component.name : title;
    const told = word("did_remove", { what }) + (answers ? ` ${word("answers_stay")}` : "");
    const { sections } = this;
    const number = sections.indexOf(entry);
    const beside = (sections[number + 1] ?? sections[number - 1])?.path ?? "module.yaml";
    const done = await this.acts!.run(act, told, component ? path : beside);
    if (!done) return;
    const stays = this.stood === stood;
    // A second press that waits takes nothing else away.
    stood.place = "";
    const place = component ? path : beside;
    if (stays || this.place === place) this.focus(place);
  }

  /** Where the component with that number in a text is, or the last; the text where it has none. */
  private placeIn(path: string, number: number): string {
    const entry = this.entries.find((one) => one.path === path);
    const component = entry?.components[number] ?? entry?.components.at(-1);
    return entry && component ? placeOf(entry, component) : path;
  }

  private async move(act: Move | null, stood: Stand): Promise<void> {
    const chosen = this.at(stood.place);
    if (!act || !chosen) return;
    const what = chosen.component ? chosen.component.id || chosen.component.name : chosen.entry.title;
    const number = chosen.component ? this.landing(act, chosen.component) : 0;
    if (!(await this.acts!.run(act, word("did_move", { what })))) return;
    const to = act.to ?? chosen.entry.path;
    stood.place = chosen.component ? this.placeIn(to, number) : to;
    if (this.stood === stood) this.focus(stood.place);
  }

  /** The number that a component gets in the text that it goes to. */
  private landing({ to, beside, behind }: Move, component: Component): number {
    const there = this.entries.find(({ path }) => path === to)?.components ?? [];
    const others = there.filter((one) => one !== component);
    const number = others.findIndex(({ line }) => line === beside?.line);
    return number < 0 ? others.length : number + (behind ? 1 : 0);
  }

  /** One stands there; who writes on meanwhile goes on writing. */
  private focus(place: string): void {
    this.stand(place);
    const { activeElement: on } = document;
    if (on === document.body || this.room.contains(on)) this.button(place)?.focus();
  }

  /** What puts the one where one stands a place up (-1) or down (1); null where it cannot go. */
  private moved(place: string, by: -1 | 1): Move | null {
    const chosen = this.at(place);
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
    const act = { act: "move_component", path: entry.path, what: spot(component) };
    if (beside) return { ...act, to: entry.path, beside: spot(beside), behind: by > 0 };
    if (!next) return null;
    const first = by > 0 ? next.components[0] : undefined;
    return { ...act, to: next.path, beside: first ? spot(first) : null };
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
      // The click comes first.
      setTimeout(() => this.release());
    };
    this.room.addEventListener("pointerdown", (event) => {
      drags = false;
      this.pressed = true;
      const place = under(event.target as Element)?.dataset["place"];
      // A finger scrolls.
      if (place && event.button === 0 && event.pointerType !== "touch") {
        from = { place, x: event.clientX, y: event.clientY };
      }
    });
    addEventListener("pointermove", (event) => {
      // Let go where nobody told.
      if (this.pressed && event.buttons === 0) end();
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
      this.stand(start);
      const { stood } = this;
      this.next(() => this.move(this.dropped(stood.place, target), stood));
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

  private dropped(start: string, target: string): Move | null {
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
      what: spot(one.component),
      to: other.entry.path,
    };
    if (!other.component) return act;
    const behind = one.entry === other.entry && one.component.line < other.component.line;
    return { ...act, beside: spot(other.component), behind };
  }

  /** What was told is of a text that is another by now. */
  clear(): void {
    this.did = "";
    this.tellAll();
  }

  private release(): void {
    this.pressed = false;
    this.draw();
    this.tellAll();
  }

  private tell(told: string, findings: readonly Finding[]): void {
    this.did = told;
    this.broken = findings;
    this.tellAll();
  }

  /** Of what an act broke, what still is: it is found in the module as it is now. */
  still(findings: readonly Finding[]): void {
    const now = new Set(findings.map(({ code, text }) => `${code} ${text}`));
    this.broken = this.broken.filter(({ code, text }) => now.has(`${code} ${text}`));
    this.tellAll();
  }

  private tellAll(): void {
    if (this.pressed) return;
    setText(find(".did", this.room), this.did);
    const list = find(".new", this.room)!;
    const now = JSON.stringify(this.broken);
    // Told once.
    if (list.dataset["told"] === now) return;
    list.dataset["told"] = now;
    list.replaceChildren();
    if (this.broken.length > 0) showFindings(list, this.broken);
  }
}

function placeOf({ path }: Entry, { id, line }: Component): string {
  return `${path}:${id || line}`;
}

/** `shaping.py`'s `Spot`: the line may be another's by the time that it is read. */
function spot({ line, component, id }: Component): Spot {
  return { line, component, id };
}

function under(found: Element): HTMLElement | null {
  return found.closest<HTMLElement>("button[data-place]");
}
