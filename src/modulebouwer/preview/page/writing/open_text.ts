/** A text that is open: what its file says as far as we know, what is typed in it, and what keeps it out of the file. */

import type { ChangeDesc, ChangeSet, EditorState, Text } from "@codemirror/state";

import { word } from "../state.ts";
import type { Conflict } from "./conflict.ts";
import { textOf, type Edit } from "./lines.ts";
import { lostIn, mineField, type Lost } from "./mine.ts";

/** What the server says of a text (app.py's `text` and `save`). */
export interface Outcome {
  readonly state: "read" | "saved" | "both" | "gone" | "refused";
  readonly text?: string | null;
  readonly base?: string;
  readonly conflicts?: readonly Conflict[];
  readonly changes?: readonly Edit[];
  readonly why?: string;
  /** Of a file that is gone: the one that says now what it said, "" for none. */
  readonly moved?: string;
}

/** `doc`: what the server's answer is about. */
export type Trouble = Omit<Outcome, "state"> & {
  readonly state: Outcome["state"] | "lost" | "slow" | "anew";
  readonly doc?: Text;
};

/** A place in a text, which goes along with what is written around it. */
export interface Mark {
  at: number;
}

/** A text that was opened. `base`: what its file says, as far as we know; null for none. */
export class OpenText {
  trouble: Trouble | null = null;
  /** What was typed since the text was sent that the server has not answered yet. */
  since: ChangeSet | null = null;
  again = false;
  /** What was sent since there was an answer, the first two and the last: it may be in the file. */
  unanswered: readonly Text[] = [];
  /** When it was typed in. */
  time = Date.now();
  /** Whether what is kept of it says that it cannot be saved. */
  stuck = false;
  /** It is no longer wanted here. */
  left = false;
  /** Its file was not there when that was last known: an answer that does not come says nothing of it. */
  gone = false;
  /** Whether this browser holds it as it is. */
  kept = true;
  /** Two for each that was pasted or put in: too few in a day to be taken away again. */
  private readonly marks: Mark[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly path: string,
    public base: string | null,
    public state: EditorState,
  ) {}

  get dirty(): boolean {
    return this.base === null || !this.state.doc.eq(textOf(this.base));
  }

  /** Whether it is in no file, though it may have been. */
  get unsaved(): boolean {
    return this.dirty || (this.gone && !this.left);
  }

  /** Whether somebody would miss it: words that are in no file, and of those that were in one, what was typed here. */
  get missed(): boolean {
    return this.dirty || (this.unsaved && this.state.field(mineField).typed.length > 0);
  }

  get lost(): readonly Lost[] {
    return lostIn(this.state);
  }

  mark(at: number): Mark {
    const mark = { at };
    this.marks.push(mark);
    return mark;
  }

  changed(changes: ChangeDesc): void {
    for (const mark of this.marks) mark.at = changes.mapPos(mark.at);
  }

  send(doc: Text): void {
    if (!this.unanswered.at(-1)?.eq(doc)) this.unanswered = [...this.unanswered.slice(0, 2), doc];
  }

  /** Whether these lines are in the file because they were sent from here, though no answer said so. */
  sent(lines: readonly string[]): boolean {
    const said = lines.join("").replace(/\n?$/, "\n");
    return said.trim() !== "" && this.unanswered.some((one) => `\n${one}\n`.includes(`\n${said}`));
  }

  /** Once, after so many milliseconds; whoever asks later asks instead. */
  after(wait: number, run: () => void): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(run, wait);
  }
}

/** Why words are not in their file; `text`: whose they are, where one is open. */
export function reason(trouble: Trouble, text?: OpenText): string {
  const kept = word(text?.kept === false ? "kept_nowhere" : "kept_here");
  if (trouble.state === "lost") return word("trouble_lost", { port: location.port, kept });
  if (trouble.state === "slow") return word("trouble_slow", { kept });
  if (trouble.state === "gone") {
    const moved = trouble.moved ? word("trouble_moved", { path: trouble.moved }) : "";
    return [word(gone(text), { kept }), moved].filter(Boolean).join(" ");
  }
  const why = trouble.state === "refused" ? (trouble.why ?? "") : word(`trouble_${trouble.state}`);
  return text?.kept === false ? `${why} ${kept}` : why;
}

function gone(text: OpenText | undefined): string {
  if (!text || text.dirty) return "trouble_gone";
  return text.missed ? "trouble_gone_saved" : "trouble_gone_read";
}
