/** The text that one writes in: saved at every pause, and kept in this browser until it is in the file. */

import { historyField, isolateHistory } from "@codemirror/commands";
import {
  ChangeSet,
  type ChangeSpec,
  EditorSelection,
  EditorState,
  Text,
  Transaction,
  type Extension,
  type TransactionSpec,
} from "@codemirror/state";
import { EditorView } from "@codemirror/view";

import { all, button, downloadText, el, find, setText } from "../../../player/view/dom.ts";
import { ask } from "../dialog.ts";
import type { Draft, Drafts, FilledIn } from "../drafts.ts";
import { awaited, post, said } from "../server.ts";
import { word } from "../state.ts";
import { loadAnew } from "./anew.ts";
import { beside, chosen, type Choice } from "./conflict.ts";
import { setUp } from "./editor.ts";
import { inLines, ofAnother, textOf, type Edit } from "./lines.ts";
import { back, tellLost } from "./lost.ts";
import { letGo, mineField, ownAct } from "./mine.ts";
import { OpenText, reason, type Mark, type Outcome, type Trouble } from "./open_text.ts";

/** Milliseconds: without a key a text is saved after the first; what could not be saved is tried again after the second. */
const PAUSE = 400;
const AGAIN = 3_000;
/** Milliseconds between two looks at whether all is saved. */
const STEP = 20;
/** Pixels between the line that one types in and the edge. */
const LINE = 24;
const FIELDS = { history: historyField, mine: mineField };
/** What is typed in a field of the form is undone as what is typed in the text. */
export const FILLED_IN = "input.type.form";

/** What is filled in and not in the text yet. */
interface FillingIn {
  readonly waits: boolean;
  readonly pending: readonly FilledIn[];
  flush(): Promise<void>;
}

export class Desk {
  onOpen: (path: string) => void = () => undefined;
  /** The text, the cursor or what is found in the text is another; without transactions it is another text. */
  onEdit: (transactions: readonly Transaction[]) => void = () => undefined;
  /** One writes elsewhere in the text, or in another. */
  onCursor: () => void = () => undefined;
  form: FillingIn | null = null;
  /** Somebody typed. */
  onTyped: () => void = () => undefined;
  /** The words of a text, whose file is gone, are to go into a section that is to be chosen. */
  onElsewhere: (path: string) => void = () => undefined;
  /** Nothing is open any more. */
  onClosed: () => void = () => undefined;
  /** A component was inserted at a place. */
  onInsert: (mark: Mark) => void = () => undefined;
  /** The path that was asked for last. */
  wanted = "";
  private readonly texts = new Map<string, OpenText>();
  readonly editor: EditorView;
  private shown: OpenText | null = null;
  private formWaits = false;
  /** What is said above the text, and what one can do about it. */
  private told = "";
  /** What this window's last act made of the files; null while it is under way. */
  private made: ReadonlyMap<string, string | null> | null = new Map();

  constructor(
    private readonly room: HTMLElement,
    private readonly drafts: Drafts,
    private readonly help: (path: string) => Extension,
  ) {
    this.editor = new EditorView({
      parent: find("#editor", room)!,
      dispatchTransactions: (transactions, view) => {
        view.update(transactions);
        // Also where the cursor is: what another wrote comes in around it.
        if (this.shown) this.shown.state = view.state;
        if (this.shown && transactions.some((one) => one.docChanged)) this.typed(this.shown, transactions);
        this.onEdit(transactions);
        if (transactions.some((one) => one.selection || one.annotation(Transaction.userEvent)))
          this.onCursor();
      },
    });
    this.keepInView();
    addEventListener("beforeunload", (event) => {
      if (this.form?.waits || [...this.texts.values()].some((text) => text.dirty)) event.preventDefault();
    });
    document.addEventListener("visibilitychange", () => this.sync());
    const form = find<HTMLFormElement>(".insert", room)!;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.insert(String(new FormData(form).get("kind")));
    });
  }

  /** What is told above the text takes room from it: the line that one types in stays in view, where it was in view. */
  private keepInView(): void {
    let inView = true;
    const { scrollDOM } = this.editor;
    scrollDOM.addEventListener("scroll", () => (inView = this.seesCursor));
    const sizes = new ResizeObserver(() => {
      if (!this.editor.hasFocus || !inView) return;
      const { head } = this.editor.state.selection.main;
      this.editor.dispatch({ effects: EditorView.scrollIntoView(head, { yMargin: LINE }) });
    });
    for (const one of [this.editor.dom, ...all(".inserted, .trouble, .lost, .named, .picture", this.room)])
      sizes.observe(one);
  }

  private get seesCursor(): boolean {
    const at = this.editor.coordsAtPos(this.editor.state.selection.main.head);
    const seen = this.editor.scrollDOM.getBoundingClientRect();
    return at !== null && at.bottom > seen.top && at.top < seen.bottom;
  }

  /** Takes up what this window had not saved when it was loaded anew. */
  async takeUp(): Promise<void> {
    for (const path of await this.drafts.unsaved()) await this.known(path);
    this.sync();
  }

  /** Shows the text at `path` with what is left of it that is in no file. */
  async openLeft(path: string): Promise<void> {
    const text = this.texts.get(path);
    if (text && !text.dirty && !text.since) this.texts.delete(path);
    await this.open(path);
  }

  /** Shows the text at `path`, with the cursor at `line` (from 1) where one is given. */
  async open(path: string, line?: number): Promise<void> {
    if (this.shown) void this.save(this.shown);
    this.wanted = path;
    // What is filled in goes into the text that it was filled in for.
    await this.form?.flush();
    if (this.form?.waits) this.wanted = this.path;
    if (this.wanted !== path) return;
    // What was asked for last is shown.
    const text = await this.known(path);
    if (!text || this.wanted !== path) return;
    if (this.shown !== text) this.editor.setState(text.state);
    const before = this.shown;
    this.shown = text;
    text.left = false;
    if (before?.left && before !== text && !before.dirty) this.texts.delete(before.path);
    this.onEdit([]);
    this.room.hidden = false;
    setText(find("h2", this.room), path);
    history.replaceState(null, "", `#write=${encodeURIComponent(path)}`);
    this.tell();
    if (line !== undefined) this.goTo(line);
    this.onOpen(path);
    find(".insert", this.room)!.hidden = !path.endsWith(".md");
    this.onCursor();
    void this.save(text, true);
  }

  private async known(path: string): Promise<OpenText | null> {
    const read = this.texts.get(path) ?? (await this.read(path));
    // Asked for twice, it is one text.
    const text = this.texts.get(path) ?? read;
    if (text) this.texts.set(path, text);
    return text;
  }

  /** The path of the text that is shown. */
  get path(): string {
    return this.shown?.path ?? "";
  }

  /** What is filled in cannot be brought into the text: that is said where it is said of the text. */
  waits(waits: boolean): void {
    this.formWaits = waits;
    this.tell();
  }

  /** Brings what others saved into every open text, and what is typed into its file. */
  sync(): void {
    // What was asked for when it could not be had.
    if (this.wanted !== this.path) void this.open(this.wanted);
    for (const text of this.texts.values()) void this.save(text, true);
  }

  /** An act on the files, `made` by path: what comes of it into the texts is not another's. */
  async act<T>(run: (acted: (made: ReadonlyMap<string, string | null>) => void) => Promise<T>): Promise<T> {
    this.made = null;
    try {
      return await run((made) => (this.made = made));
    } finally {
      this.made ??= new Map();
      this.sync();
    }
  }

  /** True when everything that was typed is in its file, where there is one; what cannot be saved is not waited for. */
  async settled(): Promise<boolean> {
    await this.form?.flush();
    if (this.form?.waits) return false;
    const dirty = (): OpenText[] =>
      [...this.texts.values()].filter((text) => text.dirty && text.trouble?.state !== "gone");
    while (dirty().some((text) => !text.trouble)) {
      await Promise.all(dirty().map((text) => this.save(text)));
      await new Promise((resolve) => setTimeout(resolve, STEP));
    }
    return dirty().length === 0;
  }

  /** Files that are gone because one wanted it; what was typed meanwhile goes to `made`, where that is one. */
  async drop(paths: readonly string[], made: string | undefined): Promise<void> {
    for (const path of paths) {
      const text = this.texts.get(path);
      if (!text) continue;
      if (!text.dirty || (made && (await this.moveInto(text, made)))) this.leave(text);
      else this.stop(text, { state: "gone" });
    }
  }

  /** Its words are elsewhere, or are to be nowhere: it goes when another text is shown, unless one goes on in it. */
  private leave(text: OpenText): void {
    text.base = text.state.doc.toString();
    text.left = true;
    text.stuck = false;
    this.drafts.forget(text.path);
    if (text !== this.shown) this.texts.delete(text.path);
    else this.tell();
  }

  /** Brings what was typed into the file that says now what the text's own said. False where it cannot be. */
  private async moveInto(text: OpenText, to: string): Promise<boolean> {
    const typed = text.state.doc;
    const wish = JSON.stringify({ path: to, text: typed.toString(), base: text.base });
    const reply = await post("save", wish).catch(() => null);
    const told = await said<Outcome>(reply);
    return told?.state === "saved" && text.state.doc === typed;
  }

  /** A new component behind what one is in, as `modulebouwer new component` writes it. */
  private async insert(kind: string): Promise<void> {
    const { shown } = this;
    const told = find(".inserted", this.room);
    setText(told, "");
    const reply = await fetch(`component?kind=${encodeURIComponent(kind)}`).catch(() => null);
    const component = reply?.ok ? await reply.text().catch(() => null) : null;
    if (component === null) return setText(told, word("not_inserted"));
    if (shown !== this.shown) return setText(told, word("inserted_nowhere"));
    this.onInsert(this.place(component));
  }

  /** The place in the text where one writes now; without a text that is open there is none to write at. */
  mark(at = this.editor.state.selection.main.head): Mark {
    return this.shown?.mark(at) ?? { at };
  }

  /** A step of its own in the text at `path`, in whose place another may be shown by now. */
  put(path: string, change: (state: EditorState) => TransactionSpec): void {
    const text = this.texts.get(path);
    if (!text) return;
    const spec = [change(text.state), { annotations: isolateHistory.of("full"), userEvent: "input.paste" }];
    if (text === this.shown) return this.editor.dispatch(...spec);
    const made = text.state.update(...spec);
    text.state = made.state;
    text.changed(made.changes);
    this.keep(text);
    void this.save(text);
  }

  /** Puts a component behind what is at a mark, where one may be writing on; gives where it begins. */
  place(component: string, mark = this.mark()): Mark {
    const { doc } = this.editor.state;
    const at = behind(doc, doc.lineAt(mark.at).number);
    const text = `${at === doc.length && doc.line(doc.lines).length ? "\n" : ""}\n${component}`;
    this.editor.dispatch({
      changes: { from: at, insert: text },
      annotations: isolateHistory.of("full"),
      userEvent: "input",
    });
    return this.mark(at + text.indexOf(":::"));
  }

  /** Where one typed before the page was loaded anew. */
  goOn(): void {
    this.stand(this.editor.state.selection.main.head, "center");
  }

  private goTo(line: number): void {
    const { doc } = this.editor.state;
    this.stand(doc.line(Math.min(line, doc.lines)).from);
  }

  /**
   * Puts the cursor at a place of the text, in the middle of what is seen; at its beginning where that is a line's.
   * `focused`: what one types in.
   */
  stand(
    anchor: number,
    y: "start" | "center" = "start",
    focused: HTMLElement = this.editor.contentDOM,
  ): void {
    this.editor.dispatch({
      selection: { anchor },
      effects: EditorView.scrollIntoView(anchor, { y }),
    });
    focused.focus();
  }

  private async read(path: string): Promise<OpenText | null> {
    const reply = await fetch(`text?path=${encodeURIComponent(path)}`).catch(() => null);
    const told: Trouble = (await said<Outcome>(reply)) ?? { state: "lost" };
    const draft = await this.drafts.find(path);
    const onDisk = "text" in told ? (told.text ?? null) : null;
    if (!draft?.dirty && onDisk === null) {
      this.refuse(path, told);
      return null;
    }
    const config = { extensions: [setUp(path, this.help(path)), mineField] };
    // What was undone before can be undone again; what another wrote since comes in as ever.
    const state = draft
      ? EditorState.fromJSON(draft.state, config, FIELDS)
      : EditorState.create({ ...config, doc: onDisk ?? "" });
    const text = new OpenText(path, draft ? draft.base : onDisk, state);
    if (draft?.time) text.time = draft.time;
    const filled = draft?.filled ?? [];
    // Kept as what is in no file, though nothing was typed since it was in one.
    text.gone = draft?.dirty === true && !text.dirty && filled.length === 0;
    if (filled.length === 0 || (await this.fillIn(text, filled))) return text;
    this.refuse(path, { state: "lost" });
    return null;
  }

  /** What was filled in and not in the text yet when its window closed. False where nobody is there to do it. */
  private async fillIn(text: OpenText, filled: readonly FilledIn[]): Promise<boolean> {
    for (const one of filled) {
      const { doc } = text.state;
      const wish = { path: text.path, text: doc.toString(), ...one };
      const reply = await post("fill", JSON.stringify(wish)).catch(() => null);
      const told = (reply?.ok ? await reply.json().catch(() => undefined) : undefined) as
        { readonly changes: readonly Edit[] } | null | undefined;
      if (told === undefined) return false;
      const changes = told ? inLines(doc, told.changes) : (atEnd(doc, text.path, one.value) ?? []);
      text.state = text.state.update({ changes, userEvent: FILLED_IN }).state;
    }
    this.keep(text);
    return true;
  }

  /** What is filled in is kept, and told of, before it is in the text. */
  filledIn(): void {
    if (!this.shown) return;
    if (this.form?.pending.length) this.shown.time = Date.now();
    this.keep(this.shown);
    this.tell();
  }

  /** The words of a field that is gone: another took its component away. */
  homeless(words: unknown): void {
    const changes = atEnd(this.editor.state.doc, this.path, words);
    if (!changes) return;
    this.editor.dispatch({ changes, userEvent: FILLED_IN });
    setText(find(".inserted", this.room), word("filled_in_below"));
  }

  private refuse(path: string, told: Trouble): void {
    this.room.hidden = false;
    const box = find(".trouble", this.room)!;
    this.told = word("no_file", { path });
    box.replaceChildren(el("p", {}, told.state === "read" ? this.told : reason(told)));
  }

  private typed(text: OpenText, transactions: readonly Transaction[]): void {
    text.time = Date.now();
    if (transactions.some((one) => one.annotation(Transaction.userEvent))) {
      setText(find(".inserted", this.room), "");
      this.onTyped();
    }
    for (const { changes } of transactions) {
      text.since = text.since?.compose(changes) ?? null;
      text.changed(changes);
    }
    this.keep(text);
    this.tell();
    this.tellLost();
    text.after(PAUSE, () => void this.save(text));
  }

  /** False when the browser had no room for it. */
  private keep(text: OpenText): boolean {
    const state = text.state.toJSON(FIELDS) as Draft["state"];
    const { base, time } = text;
    const filled = text === this.shown ? (this.form?.pending ?? []) : [];
    const dirty = text.missed || filled.length > 0;
    text.stuck = dirty && text.trouble !== null;
    text.kept = this.drafts.keep(text.path, { base, dirty, stuck: text.stuck, time, state, filled });
    return text.kept;
  }

  private stop(text: OpenText, trouble: Trouble | null): void {
    text.trouble = trouble;
    if (trouble?.state === "gone") text.gone = true;
    if (text.stuck !== (text.missed && trouble !== null)) this.keep(text);
    if (text === this.shown) this.tell();
  }

  /**
   * One at a time for each text: what is asked meanwhile follows. `anew`: what waits for a choice is looked at again,
   * for its file may be another by now.
   */
  private async save(text: OpenText, anew = false): Promise<void> {
    if (!anew && text.trouble?.state === "gone") return;
    if (this.texts.get(text.path) !== text) return;
    if (text.since) {
      text.again = true;
      return;
    }
    const sent = text.state.doc;
    text.again = false;
    text.since = ChangeSet.empty(sent.length);
    const told = await awaited(this.ask(text, sent), () => this.stop(text, { state: "slow" }));
    const { since } = text;
    text.since = null;
    if (this.texts.get(text.path) !== text) return;
    let doc = sent;
    if (told.state === "saved" || told.state === "both") {
      text.trouble = null;
      text.gone = false;
      text.base = told.base ?? "";
      const own = !this.made || told.text === this.made.get(text.path);
      doc = this.bring(text, sent, told.changes ?? [], since, own);
      this.keep(text);
      this.tellLost();
    }
    this.stop(text, told.state === "saved" ? null : { ...told, doc });
    // Asked meanwhile, of a file that was gone when this was asked: it may be there now, or be made again.
    if (text.again || (text.dirty && !text.trouble)) return this.save(text, text.again);
    const waits = text.unsaved && (told.state === "lost" || told.state === "refused");
    if (waits || told.state === "anew") {
      text.after(AGAIN, () => void this.save(text));
    }
  }

  private async ask(text: OpenText, sent: Text): Promise<Trouble> {
    const wish = JSON.stringify({ path: text.path, text: sent.toString(), base: text.base });
    const reply = await post("save", wish).catch(() => null);
    // A server that this page cannot go on with.
    if (reply?.status === 403) return { state: "anew" };
    return (await said<Outcome>(reply)) ?? { state: "lost" };
  }

  /** By a press alone: what is typed while a page loads goes nowhere. Its next page takes up what is kept here. */
  private async loadAnew(): Promise<void> {
    if (![...this.texts.values()].every((one) => this.keep(one))) return this.tell();
    this.texts.clear();
    this.form = null;
    await loadAnew();
  }

  /**
   * What another wrote goes in without the cursor moving, and is not ours to undo. What comes of what was sent is given;
   * `since`: what was typed since then.
   */
  private bring(text: OpenText, sent: Text, edits: readonly Edit[], since: ChangeSet, own: boolean): Text {
    const theirs = ofAnother(sent, edits);
    const changes = theirs.map(since);
    if (changes.empty) return sent;
    const { anchor, head } = text.state.selection.main;
    const stays = inLines(sent, edits).map(since);
    const at = (place: number): number => Math.min(stays.mapPos(place), changes.newLength);
    const spec = {
      changes,
      selection: EditorSelection.single(at(anchor), at(head)),
      annotations: [Transaction.addToHistory.of(false), ownAct.of(own)],
    };
    if (text === this.shown) this.editor.dispatch(spec);
    else {
      text.state = text.state.update(spec).state;
      text.changed(changes);
    }
    return theirs.apply(sent);
  }

  private tell(): void {
    const text = this.shown;
    if (!text) return;
    const { trouble } = text;
    const { unsaved } = text;
    const key =
      this.formWaits || (trouble && unsaved)
        ? "not_saved"
        : unsaved || this.form?.waits
          ? "saving"
          : "text_saved";
    const kept = find("[data-kept]", this.room)!;
    setText(kept, word(key));
    kept.classList.toggle("error", key === "not_saved");
    const isTold = trouble && (unsaved || trouble.state === "anew");
    const told = isTold ? reason(trouble, text) : this.formWaits ? word("trouble_form") : "";
    const box = find(".trouble", this.room)!;
    // Told once, not at every key.
    const ways = trouble && told ? this.ways(text, trouble) : [];
    const now = [text.path, told, ...ways.map((one) => one.textContent)].join("\n");
    if (this.told === now) return;
    this.told = now;
    const stood = box.contains(document.activeElement);
    box.replaceChildren(...(told ? [el("p", {}, told)] : []), ...ways);
    if (stood) this.editor.focus();
  }

  /** What one can do about it. */
  private ways(text: OpenText, trouble: Trouble): HTMLElement[] {
    const { path } = text;
    const download = button(word("download"), () =>
      downloadText(path.split("/").at(-1)!, text.state.doc.toString()),
    );
    if (trouble.state === "gone") {
      const moved = trouble.moved ?? "";
      const ways = [
        moved ? button(word("go_on_in", { path: moved }), () => void this.carry(text, moved)) : null,
        button(word("write_again"), () => this.settle(text, null)),
        path.endsWith(".md") ? button(word("into_other"), () => this.onElsewhere(path)) : null,
        download,
        button(word("throw_away"), () => void this.throwAway(text)),
      ];
      return [el("div", { class: "buttons" }, ...ways)];
    }
    if (trouble.state !== "both") {
      const anew = trouble.state === "anew" && text.kept;
      const load = anew ? button(word("load_anew"), () => void this.loadAnew()) : null;
      return [el("div", { class: "buttons" }, load, download)];
    }
    return beside(trouble.doc!, trouble.conflicts![0]!, (choice) => void this.choose(text, choice), download);
  }

  /** What was typed since one could see it is not chosen about. */
  private async choose(text: OpenText, choice: Choice): Promise<void> {
    const seen = this.told;
    if (!text.trouble?.doc?.eq(text.state.doc)) await this.save(text);
    // What the server answers to the text as it was would undo the choice.
    while (text.since) await new Promise((resolve) => setTimeout(resolve, STEP));
    const { trouble } = text;
    const { doc } = text.state;
    if (text !== this.shown || seen !== this.told || !trouble?.conflicts || !trouble.doc?.eq(doc)) return;
    const conflict = trouble.conflicts[0]!;
    const { insert, cut } = chosen(doc, conflict, choice);
    const base = textOf(text.base ?? "");
    text.base = inLines(base, [conflict.base]).apply(base).toString();
    this.editor.dispatch({ changes: insert, annotations: Transaction.addToHistory.of(false) });
    if (cut) {
      // A step of its own: chosen within half a second of the last key, undo would take what was typed as well.
      this.editor.dispatch({
        changes: cut,
        annotations: isolateHistory.of("full"),
        userEvent: "input.choose",
      });
    }
    this.settle(text, text.base);
  }

  /** What others took away of what was typed here and saved, in whichever text. */
  private tellLost(): void {
    tellLost(this.editor, find(".lost", this.room)!, [...this.texts.values()], {
      back: (text) => void this.putBack(text),
      leave: (text) => this.forgo(text),
    });
  }

  private async putBack(text: OpenText): Promise<void> {
    await this.open(text.path);
    if (text === this.shown) back(this.editor, text.lost);
  }

  private forgo(text: OpenText): void {
    const spec = { effects: letGo.of(null) };
    if (text === this.shown) this.editor.dispatch(spec);
    else text.state = text.state.update(spec).state;
    this.keep(text);
    this.tellLost();
    this.editor.focus();
  }

  /** The words go to where the text's own went; what both changed is for the one who writes to choose. */
  private async carry(text: OpenText, to: string): Promise<void> {
    const moved = await this.moveInto(text, to);
    await this.open(to);
    const target = this.texts.get(to);
    if (!target || target !== this.shown) return;
    if (!moved && target.dirty) return this.append(text.path, to);
    if (!moved) {
      // What the server says of the text as it was is not about these words.
      while (target.since) await new Promise((resolve) => setTimeout(resolve, STEP));
      target.base = text.base;
      this.editor.dispatch({
        changes: { from: 0, to: target.state.doc.length, insert: text.state.doc },
        annotations: isolateHistory.of("full"),
        userEvent: "input.carry",
      });
      // Not before they are kept there.
      if (!this.keep(target)) return;
    }
    this.leave(text);
    this.editor.focus();
  }

  /** What is typed at a path; "" where nothing is open. */
  words(path: string): string {
    return this.texts.get(path)?.state.doc.toString() ?? "";
  }

  /** The words of a text, whose file is gone, go to the end of another, in place of what stands there in vain. */
  async append(path: string, to: string, vain = ""): Promise<void> {
    const text = this.texts.get(path);
    await this.open(to);
    const target = this.texts.get(to);
    if (!text || !target || target !== this.shown) return;
    const { length } = target.state.doc;
    const from = length - vain.length;
    this.editor.dispatch({
      changes: { from, to: length, insert: `\n${bodyOf(text.state.doc.toString()).trimStart()}` },
      selection: { anchor: from + 1 },
      effects: EditorView.scrollIntoView(from + 1, { y: "start" }),
      annotations: isolateHistory.of("full"),
      userEvent: "input.carry",
    });
    this.editor.focus();
    // Not before they are kept there.
    if (this.keep(target)) this.leave(text);
  }

  private async throwAway(text: OpenText): Promise<void> {
    const content = [el("p", {}, word("throw_why", { path: text.path }))];
    if (text.dirty && !(await ask(word("throw_what"), [], word("throw_away"), { content }))) return;
    this.leave(text);
    this.onClosed();
  }

  private settle(text: OpenText, base: string | null): void {
    text.trouble = null;
    text.base = base;
    this.editor.focus();
    this.tell();
    void this.save(text);
  }
}

/** Puts words behind all others; null where there are none. */
function atEnd(doc: Text, path: string, words: unknown): ChangeSpec | null {
  if (typeof words !== "string" || !words.trim()) return null;
  const lines = path.endsWith(".md") ? words : words.replace(/^/gm, "# ");
  return { from: doc.length, insert: `\n${lines}\n` };
}

/** Without the head of a section. */
export function bodyOf(text: string): string {
  return text.replace(/^---\n[^]*?\n---\n/, "");
}

/** Where the first blank line that is in no component and no head begins, from a line on; else the end. */
function behind(doc: Text, from: number): number {
  let depth = /^---\s*$/.test(doc.line(1).text) ? 1 : 0;
  for (let number = 2; number <= doc.lines; number += 1) {
    const { text, from: start } = doc.line(number);
    if (/^\s*:{3,}\s*\{/.test(text)) depth += 1;
    else if (depth > 0 && /^(---|\s*:{3,})\s*$/.test(text)) depth -= 1;
    else if (number >= from && depth === 0 && text.trim() === "") return start;
  }
  return doc.length;
}
