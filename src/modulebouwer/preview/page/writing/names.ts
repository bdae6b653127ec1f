/** The name at the cursor: where it gets its meaning, where it is spoken of, and another name for it in every text. */

import { button, el, find, setText } from "../../../player/view/dom.ts";
import { askUntil } from "../dialog.ts";
import { post, said } from "../server.ts";
import { word, words } from "../state.ts";
import type { Acts } from "./acts.ts";
import type { Desk } from "./desk.ts";

/** `naming.py`'s `place_of`: line and column, in characters, count from 1. */
interface Place {
  readonly path: string;
  readonly opens: boolean;
  readonly line: number;
  readonly column: number;
  readonly text: string;
  readonly defines: boolean;
}

interface Named {
  readonly state: "named";
  readonly name: string;
  readonly hangs: "" | "answers" | "visits";
  readonly renamable: boolean;
  readonly places: readonly Place[];
}

interface Cursor {
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

/** What one can ask, by the key that asks it. */
const KEYS = { definition: "F12", references: "Shift+F12", rename: "F2" } as const;
type Tool = keyof typeof KEYS;
const NOTES = { answers: "answers_hang", visits: "visits_hang", "": "links_follow" } as const;

export class Names {
  private readonly box = find("#desk .named")!;

  /** `next`: runs one act after the other. */
  constructor(
    private readonly desk: Desk,
    private readonly acts: Acts,
    private readonly next: (run: () => Promise<void>) => void,
  ) {
    const names = words["name_tools"] as Record<Tool, string>;
    const tools = (Object.keys(KEYS) as Tool[]).map((tool) =>
      el(
        "button",
        {
          type: "button",
          "data-name": tool,
          title: KEYS[tool],
          "aria-keyshortcuts": KEYS[tool],
          onclick: () => this.next(() => this.use(tool)),
        },
        names[tool],
      ),
    );
    find("#desk .names")!.append(...tools);
    desk.editor.dom.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      const pressed = event.shiftKey ? `Shift+${event.key}` : event.key;
      const tool = (Object.keys(KEYS) as Tool[]).find((one) => KEYS[one] === pressed);
      if (!tool) return;
      event.preventDefault();
      this.next(() => this.use(tool));
    });
    this.box.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.close();
    });
  }

  private async use(tool: Tool): Promise<void> {
    // What is typed goes first: names are looked up in the files.
    if (!(await this.desk.settled())) return this.tell(word("save_first"));
    const at = cursorOf(this.desk);
    const reply = await post("named", JSON.stringify(at)).catch(() => null);
    const told = await said<Named | { state: "refused"; why: string }>(reply);
    if (told?.state !== "named") return this.tell(told?.why ?? word("not_done"));
    if (!told.name) return this.tell(word("no_name"));
    if (tool === "rename") return this.rename(at, told);
    if (tool === "references") return this.list(told);
    const meaning = told.places.find((one) => one.defines);
    if (!meaning) return this.tell(word("no_meaning", { name: told.name }));
    if (!meaning.opens) return this.tell(word("meaning_elsewhere", { name: told.name, path: meaning.path }));
    this.tell("");
    await this.show(meaning);
  }

  private async rename(at: Cursor, { name, hangs, renamable }: Named): Promise<void> {
    if (!renamable) return this.tell(word("name_stays", { name }));
    this.tell("");
    const label = word(hangs === "visits" ? "file_name" : "name");
    await askUntil(
      word("rename_what", { what: name }),
      [{ name: "name", label, value: name, note: word(NOTES[hangs]) }],
      word("rename"),
      async ({ name: wanted = "" }) =>
        wanted === name
          ? ""
          : this.acts.attempt(
              { act: "rename_name", at, name: wanted },
              word("did_rename", { what: name, name: wanted }),
            ),
    );
  }

  private list({ name, places }: Named): void {
    this.tell(
      word("named_in", { name, count: places.length }),
      places.map((place) => {
        const where = place.text ? `${place.path}:${place.line}` : place.path;
        const inside = [
          el("b", {}, where),
          place.text ? ` ${place.text}` : null,
          place.defines ? el("small", {}, ` ${word("meaning_here")}`) : null,
        ];
        const item = place.opens
          ? el("button", { type: "button", onclick: () => void this.show(place) }, ...inside)
          : el("span", {}, ...inside);
        return el("li", {}, item);
      }),
    );
    find("button", this.box)?.focus();
  }

  private async show({ path, line, column }: Place): Promise<void> {
    await this.desk.open(path);
    if (this.desk.path !== path) return;
    const { doc } = this.desk.editor.state;
    const { from, text } = doc.line(Math.min(line, doc.lines));
    this.desk.stand(from + [...text].slice(0, column - 1).join("").length, "center");
  }

  private tell(told: string, places: readonly HTMLElement[] = []): void {
    setText(find("p", this.box), told);
    find("ol", this.box)!.replaceChildren(...places);
    find(".buttons", this.box)!.replaceChildren(...(told ? [button(word("close"), () => this.close())] : []));
  }

  private close(): void {
    this.tell("");
    this.desk.editor.focus();
  }

  /** What was told is of a text that is another by now. */
  clear(): void {
    this.tell("");
  }
}

function cursorOf({ path, editor: { state } }: Desk): Cursor {
  const { head } = state.selection.main;
  const { number, from, text } = state.doc.lineAt(head);
  return { path, line: number, column: [...text.slice(0, head - from)].length + 1 };
}
