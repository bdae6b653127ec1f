/**
 * What this browser keeps of every text that is open: what is typed and not yet in the file, and what can be undone.
 * Each window has its own; what a window left that is gone, the next one takes up.
 */

import { computer, tab } from "./storage.ts";

const PREFIX = "writing";
/** An event of the document: what is kept, or whether it is in its file, is another. */
export const KEPT = "preview:kept";

/** `forms.py`'s `Filled`, of a field of the text that it is kept with. */
export interface FilledIn {
  readonly line: number;
  readonly way: readonly (string | number)[];
  readonly value: unknown;
  readonly gone: boolean;
}

/** `base`: what the file said, null for none; `state`: the editor's, as JSON. */
export interface Draft {
  readonly base: string | null;
  readonly dirty: boolean;
  /** What is filled in in its form and not in the text yet. */
  readonly filled?: readonly FilledIn[];
  /** It was tried, and it cannot be saved as things are. */
  readonly stuck: boolean;
  /** When it was typed, in milliseconds since 1970. */
  readonly time: number;
  readonly state: { readonly doc: string };
  /** What was sent, and may be in the file though no answer said so. */
  readonly sent?: readonly string[];
}

/** Words that are in this browser and in no file. `where`: the window that has them. */
export interface Left {
  readonly key: string;
  readonly path: string;
  readonly where: "here" | "elsewhere" | "closed";
  readonly draft: Draft;
}

/** `module`: its folder. Newest first; without what a window that is open is about to save. */
export async function wordsLeft(module: string): Promise<Left[]> {
  return (await unsaved(module)).filter(({ where, draft }) => where === "closed" || draft.stuck);
}

/** Whether this window is about to save something. */
export async function isSaving(module: string): Promise<boolean> {
  return (await unsaved(module)).some(({ where, draft }) => where === "here" && !draft.stuck);
}

async function unsaved(module: string): Promise<Left[]> {
  const open = await openWindows();
  const begin = `${PREFIX} ${module} `;
  const found: Left[] = [];
  for (const key of computer.keys().filter((one) => one.startsWith(begin))) {
    const draft = readDraft(key);
    if (!draft?.dirty) continue;
    const end = key.lastIndexOf(" ");
    const window = key.slice(end + 1);
    const where = !open.has(`${PREFIX} ${window}`)
      ? "closed"
      : window === thisWindow()
        ? "here"
        : "elsewhere";
    found.push({ key, path: key.slice(begin.length, end), where, draft });
  }
  return found.sort((one, other) => (other.draft.time || 0) - (one.draft.time || 0));
}

/** All of them, also what is filled in and not in the text yet. */
export function wordsOf({ state, filled = [] }: Draft): string {
  const more = filled.filter(({ gone }) => !gone).map(({ value }) => String(value));
  return [state.doc, ...more].join("\n");
}

/** The title of a section's text, "" for none. */
export function titleIn(text: string): string {
  return /^title:[ \t]*(["']?)(.+?)\1[ \t]*$/m.exec(text)?.[2] ?? "";
}

export function forget(key: string): void {
  computer.removeItem(key);
  tellKept();
}

/** Of several of one text, this is the one that is taken up when the text is opened. */
export function prefer({ key, draft }: Left): void {
  computer.setItem(key, JSON.stringify({ ...draft, time: Date.now() }));
}

function tellKept(): void {
  document.dispatchEvent(new Event(KEPT));
}

/** "" where nobody writes yet. */
function thisWindow(): string {
  return document.documentElement.dataset["window"] ?? "";
}

async function openWindows(): Promise<ReadonlySet<string | undefined>> {
  const { held } = await navigator.locks.query().catch(() => ({ held: [] }));
  return new Set(held?.map((lock) => lock.name));
}

function readDraft(key: string): Draft | null {
  try {
    return JSON.parse(computer.getItem(key) ?? "null") as Draft | null;
  } catch {
    return null;
  }
}

export class Drafts {
  private constructor(
    private readonly module: string,
    private readonly id: string,
  ) {}

  /** `module`: its folder. */
  static async ofThisWindow(module: string): Promise<Drafts> {
    const known = tab.getItem(PREFIX);
    // A window that was doubled has the number of the first.
    const id = known && (await held(known)) ? known : crypto.randomUUID();
    if (id !== known) await held(id);
    tab.setItem(PREFIX, id);
    document.documentElement.dataset["window"] = id;
    return new Drafts(module, id);
  }

  /** What this window had not saved when it was loaded anew: the paths. */
  async unsaved(): Promise<string[]> {
    return (await unsaved(this.module)).filter(({ where }) => where === "here").map(({ path }) => path);
  }

  /** False when the browser had no room: then nothing but this page holds the text. */
  keep(path: string, draft: Draft): boolean {
    try {
      computer.setItem(this.key(path, this.id), JSON.stringify(draft));
      return true;
    } catch {
      return false;
    } finally {
      tellKept();
    }
  }

  /** Nothing of this window's is kept of the text any more. */
  forget(path: string): void {
    forget(this.key(path, this.id));
  }

  /** What this window had not saved of a text, else the last that one that is gone had not saved, else its own. */
  async find(path: string): Promise<Draft | null> {
    const own = readDraft(this.key(path, this.id));
    if (own?.dirty) return own;
    const open = await openWindows();
    const left = computer
      .keys()
      .filter((key) => key.startsWith(this.key(path, "")))
      .filter((key) => !open.has(`${PREFIX} ${key.slice(this.key(path, "").length)}`))
      .map((key) => ({ key, draft: readDraft(key) }));
    // What is in its file needs nobody.
    for (const { key } of left.filter(({ draft }) => !draft?.dirty)) computer.removeItem(key);
    const [last] = left
      .filter(({ draft }) => draft?.dirty)
      .sort((one, other) => (other.draft!.time || 0) - (one.draft!.time || 0));
    if (!last) return own;
    // First it is kept under this window's name.
    if (this.keep(path, last.draft!)) forget(last.key);
    return last.draft;
  }

  private key(path: string, window: string): string {
    return [PREFIX, this.module, path, window].join(" ");
  }
}

/** Whether this window is now, and for as long as it is there, the one with that number. */
function held(id: string): Promise<boolean> {
  return new Promise((resolve) => {
    const asked = navigator.locks.request(`${PREFIX} ${id}`, { ifAvailable: true }, (lock) => {
      resolve(lock !== null);
      return lock ? new Promise(() => undefined) : null;
    });
    // A browser that may keep nothing has no locks either, and no other window would see them.
    asked.catch(() => resolve(true));
  });
}
