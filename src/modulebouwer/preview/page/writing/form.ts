/** What the cursor stands in as a form, beside its text: what changes in the one changes in the other. */

import { undo } from "@codemirror/commands";
import { forEachDiagnostic, setDiagnosticsEffect, type Diagnostic } from "@codemirror/lint";
import { MapMode, type Text, type Transaction } from "@codemirror/state";

import { all, button, el, find } from "../../../player/view/dom.ts";
import { explained } from "../findings.ts";
import type { FilledIn } from "../drafts.ts";
import { awaited, post } from "../server.ts";
import { word } from "../state.ts";
import { FILLED_IN, type Desk } from "./desk.ts";
import { inLines, type Edit } from "./lines.ts";
import { described, fieldsOf, isUntouched, type Turn } from "./fields.ts";
import { codeOf, missingKey } from "./help.ts";
import type { Mark } from "./open_text.ts";
import { valueAt, type Schema, type Value, type Way } from "./schema.ts";

/** Milliseconds of rest before the form follows the cursor, and before a value goes into the text. */
const REST = 200;
/** Milliseconds after which a server that could not be reached is tried again. */
const AGAIN = 3_000;
/** No line has this number. */
const GONE = 0;

/** `forms.py`'s `form`; lines from 1. */
interface Shown {
  readonly state: "form";
  readonly name: string;
  readonly title: string;
  readonly first: number;
  readonly last: number;
  readonly schema: Schema;
  readonly labels: Readonly<Record<string, string>>;
  readonly data: Value;
  readonly places: readonly { readonly way: Way; readonly line: number; readonly column: number }[];
}
type Told = Shown | { readonly state: "none" } | { readonly state: "broken"; readonly title: string };

/** `forms.py`'s `filled`. */
interface Filled {
  readonly changes: readonly Edit[];
  readonly form: Told;
}

/** `whole`: other fields show after it. */
interface Change {
  readonly way: Way;
  readonly turn: Turn;
  readonly whole: boolean;
}

const rested = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, REST));

export class Form {
  private shown: Shown | null = null;
  /** The text that it shows. */
  private doc: Text | null = null;
  /** Nothing was filled in since it was drawn. */
  private fresh = true;
  /** What was filled in and is not in the text yet. */
  private waiting: Change[] = [];
  /** What had the focus when other fields were asked for. */
  private stood: Element | null = null;
  private filling: Promise<void> | null = null;
  /** What was asked to be shown last; and whether that is a component to begin with. */
  private asked = 0;
  private begins = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** When what was filled in goes into the text: a finding that comes meanwhile must not put it off. */
  private soon: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly room: HTMLElement,
    private readonly toggle: HTMLElement,
    private readonly desk: Desk,
  ) {
    toggle.addEventListener("click", () => this.open(this.room.hidden === true));
    room.addEventListener("submit", (event) => event.preventDefault());
    room.addEventListener("keydown", (event) => {
      const undoes = event.key === "z" && (event.ctrlKey || event.metaKey) && !event.shiftKey;
      // Where nothing is filled in yet, what one did last is that it was inserted.
      if (undoes && this.fresh) undo(this.desk.editor);
      else if (event.key === "Escape") this.open(false);
      else return;
      event.preventDefault();
      this.desk.editor.focus();
    });
    desk.form = this;
    desk.onEdit = (transactions) => {
      for (const one of transactions) this.move(one);
      if (transactions.some((one) => one.effects.some((effect) => effect.is(setDiagnosticsEffect))))
        this.tell();
      if (!this.room.hidden) this.after();
    };
  }

  open(opens = true): void {
    this.room.hidden = !opens;
    this.toggle.setAttribute("aria-pressed", String(opens));
    this.doc = null;
    if (opens) void this.follow();
  }

  /**
   * Of the component at a place: what one types comes in the field of that id, without one in its first with words.
   * Unless one writes elsewhere by then: there one writes on.
   */
  async begin(mark: Mark, id = ""): Promise<void> {
    const { activeElement } = document;
    const { doc } = this.desk.editor.state;
    this.room.hidden = false;
    this.toggle.setAttribute("aria-pressed", "true");
    this.doc = null;
    this.begins = true;
    await this.follow(mark);
    this.begins = false;
    if (doc !== this.desk.editor.state.doc || activeElement !== document.activeElement) return this.after();
    const fields = all<HTMLInputElement>("input, textarea", this.room);
    const untouched = fields.find((one) => isUntouched(one.value)) ?? fields.find((one) => one.spellcheck);
    const field = fields.find((one) => one.id === id) ?? untouched;
    this.desk.stand(mark.at, "start", field);
    field?.select();
  }

  /** What one writes above it, or another, moves it. */
  private move({ changes, docChanged, startState, newDoc }: Transaction): void {
    if (!docChanged || !this.shown || this.shown.first === GONE) return;
    const { first, last } = this.shown;
    const start = startState.doc.line(Math.min(first, startState.doc.lines)).from;
    const at = changes.mapPos(start, 1, MapMode.TrackAfter);
    const now = at === null ? GONE : newDoc.lineAt(at).number;
    this.shown = { ...this.shown, first: now, last: last + now - first };
  }

  private after(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.follow(), REST);
  }

  /** Shows what the cursor stands in now; or what is at a place, which comes first. */
  private async follow(mark?: Mark): Promise<void> {
    if (this.begins && !mark) return;
    this.asked += 1;
    const { asked } = this;
    if (this.room.hidden || this.filling || this.waiting.length > 0) return;
    const { doc, selection } = this.desk.editor.state;
    const line = doc.lineAt(mark?.at ?? selection.main.head).number;
    const inside = this.shown && line >= this.shown.first && line <= this.shown.last;
    if (doc === this.doc && inside) return;
    const told = await this.send<Told>("form", { line }, doc);
    // Asked again meanwhile, that is what is shown.
    if (!told || asked !== this.asked) return;
    if (doc !== this.desk.editor.state.doc || this.waiting.length > 0) return;
    this.doc = doc;
    this.show(told);
  }

  /** Undefined when the server cannot be reached. */
  private async send<T>(route: string, values: object, doc: Text): Promise<T | undefined> {
    const body = JSON.stringify({ path: this.desk.path, text: doc.toString(), ...values });
    const reply = await post(route, body).catch(() => null);
    // Null is an answer here.
    return reply?.ok ? reply.json().catch(() => undefined) : undefined;
  }

  private show(told: Told): void {
    const before = this.shown;
    this.shown = told.state === "form" ? told : null;
    if (told.state !== "form") {
      const why = told.state === "none" ? word("no_form") : word("form_broken", { what: told.title });
      this.room.replaceChildren(el("p", { class: "quiet" }, why));
      return;
    }
    const same = before?.name === told.name && JSON.stringify(before.data) === JSON.stringify(told.data);
    if (!same || before.first !== told.first) this.draw(told);
    this.tell();
  }

  private draw(told: Shown): void {
    this.fresh = true;
    const focused = this.stood ?? document.activeElement;
    this.stood = null;
    this.room.inert = false;
    const inside = this.room.contains(focused) ? focused : null;
    const opened = all<HTMLDetailsElement>("details", this.room).map((one) => one.open);
    const selection =
      inside instanceof HTMLInputElement || inside instanceof HTMLTextAreaElement
        ? ([inside.selectionStart, inside.selectionEnd] as const)
        : null;
    const context = {
      schema: told.schema,
      labels: told.labels,
      set: (way: Way, value: Value | undefined) => this.set({ way, turn: () => value, whole: false }),
      turn: (way: Way, turn: Turn) => this.set({ way, turn, whole: true }),
    };
    this.room.replaceChildren(
      el("h3", {}, told.title),
      el("p", { class: "quiet" }, ...described(told.schema.description)),
      el("div", { class: "wrong", "data-wrong": "[]" }),
      ...fieldsOf(context, told.schema, [], told.data),
    );
    all<HTMLDetailsElement>("details", this.room).forEach(
      (one, number) => (one.open = opened[number] ?? false),
    );
    if (!inside) return;
    const again = inside.id ? find<HTMLInputElement>(`#${CSS.escape(inside.id)}`, this.room) : null;
    // What one stood on may be gone: then one stands on what it was in.
    const place = inside.closest<HTMLElement>("fieldset[data-way]")?.dataset["way"];
    const around = place ? find(`fieldset[data-way='${CSS.escape(place)}']`, this.room) : null;
    (again ?? around)?.focus({ preventScroll: again !== null });
    if (again && selection && again.type !== "checkbox") again.setSelectionRange(...selection);
  }

  private set(change: Change): void {
    this.fresh = false;
    const key = JSON.stringify(change.way);
    // The last that was typed in a field is what it says.
    const older = (one: Change): boolean => !change.whole && !one.whole && JSON.stringify(one.way) === key;
    this.waiting = [...this.waiting.filter((one) => !older(one)), change];
    if (change.whole) {
      // What is typed before the other fields show would be typed in the wrong one.
      this.stood = document.activeElement;
      this.room.inert = true;
    }
    if (change.whole) void this.flush();
    // Who types on does not put it off.
    else this.soon ??= setTimeout(() => void this.flush(), REST);
    this.desk.filledIn();
  }

  /** What a window that closes now would take along: to be filled in by the next. */
  get pending(): readonly FilledIn[] {
    const { shown } = this;
    if (!shown) return [];
    return this.waiting
      .filter(({ whole }) => !whole)
      .map(({ way, turn }) => {
        const value = turn(undefined);
        return { line: shown.first, way, value: value ?? null, gone: value === undefined };
      });
  }

  /** Whether something that was filled in is not in the text yet. */
  get waits(): boolean {
    return this.waiting.length > 0;
  }

  /** Brings what was filled in into the text, one after the other; what cannot be brought stays in its field. */
  flush(): Promise<void> {
    clearTimeout(this.soon);
    this.soon = undefined;
    this.filling ??= this.fill().finally(() => {
      this.filling = null;
      this.room.inert = false;
      if (this.waits) this.soon = setTimeout(() => void this.flush(), AGAIN);
      else this.after();
      this.desk.filledIn();
    });
    return this.filling;
  }

  private async fill(): Promise<void> {
    for (let first = true; this.waiting.length > 0 && this.shown; first = false) {
      // What is typed on and on goes in piece by piece.
      if (!first && !this.waiting[0]!.whole) await rested();
      const change = this.waiting[0]!;
      const { doc } = this.desk.editor.state;
      const value = change.turn(valueAt(this.shown.data, change.way));
      const wish = {
        line: this.shown.first,
        way: change.way,
        value: value ?? null,
        gone: value === undefined,
      };
      // Its component is gone, and another may stand on the line by now.
      const asked = wish.line === GONE ? null : this.send<Filled | null>("fill", wish, doc);
      const told = asked && (await awaited(asked, () => this.desk.waits(true)));
      this.desk.waits(told === undefined);
      if (told === undefined) return;
      // Somebody else wrote meanwhile: once more, in what there is now.
      if (doc !== this.desk.editor.state.doc) continue;
      this.waiting = this.waiting.filter((one) => one !== change);
      if (told === null) {
        this.doc = null;
        this.desk.homeless(value);
        continue;
      }
      this.desk.editor.dispatch({ changes: inLines(doc, told.changes), userEvent: FILLED_IN });
      this.doc = this.desk.editor.state.doc;
      if (told.form.state !== "form" || change.whole) this.show(told.form);
      else {
        this.shown = told.form;
        this.tell();
      }
    }
  }

  /** Findings stand at their field: those that the text has, with the same fixes. */
  private tell(): void {
    const { shown } = this;
    if (!shown || this.room.hidden) return;
    const { editor } = this.desk;
    const found = new Map<Element, HTMLElement[]>();
    forEachDiagnostic(editor.state, (one, from, to) => {
      const line = editor.state.doc.lineAt(from);
      if (line.number < shown.first || line.number > shown.last) return;
      const box = this.boxAt(shown, one, line.number, from - line.from + 1);
      if (box) found.set(box, [...(found.get(box) ?? []), this.told(one, from, to)]);
    });
    for (const box of all(".wrong", this.room)) {
      const inside = found.get(box) ?? [];
      if (box.textContent !== inside.map((one) => one.textContent).join("")) box.replaceChildren(...inside);
      const control = find(`[aria-describedby~="${CSS.escape(box.id)}"]`, this.room);
      if (inside.length > 0) control?.setAttribute("aria-invalid", "true");
      else control?.removeAttribute("aria-invalid");
    }
  }

  private boxAt({ places }: Shown, one: Diagnostic, line: number, column: number): HTMLElement | null {
    const before = places.filter(
      (place) => place.line < line || (place.line === line && place.column <= column),
    );
    const missing = missingKey(one);
    let way: Way = before.at(-1)?.way ?? [];
    // What is missing is told where the mapping begins: of an item that is its first key.
    if (missing) way = [...(typeof way.at(-1) === "string" ? way.slice(0, -1) : way), missing];
    for (; ; way = way.slice(0, -1)) {
      const box = find(`[data-wrong='${CSS.escape(JSON.stringify(way))}']`, this.room);
      if (box || way.length === 0) return box;
    }
  }

  private told(one: Diagnostic, from: number, to: number): HTMLElement {
    const { severity, message, actions = [] } = one;
    return el(
      "div",
      { class: severity },
      el("p", {}, el("b", {}, explained(codeOf(one))), ` ${message}`),
      ...actions.map((action) => button(action.name, () => action.apply(this.desk.editor, from, to))),
    );
  }
}
