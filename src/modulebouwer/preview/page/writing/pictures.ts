/** Pictures that are pasted or dropped into a text: kept in the module's media, shown where the cursor is. */

import type { Text } from "@codemirror/state";

import { button, find, setText } from "../../../player/view/dom.ts";
import { showFindings } from "../findings.ts";
import { post, said } from "../server.ts";
import { word, type Finding } from "../state.ts";
import { Turns } from "../turns.ts";
import type { Desk } from "./desk.ts";
import type { Mark } from "./open_text.ts";
import { idOf } from "./fields.ts";
import type { Form } from "./form.ts";

/** What the server made of a picture (desk.py's `picture`). `path` and `component` are "" when it was not kept. */
interface Told {
  readonly path: string;
  readonly component: string;
  readonly why: string;
  readonly findings: readonly Finding[];
}

/** Where a picture is to come: behind what stood at the mark, in a text that said `doc` then. */
interface Place {
  readonly path: string;
  readonly doc: Text;
  readonly mark: Mark;
}

export class Pictures {
  /** One after the other, each behind the one before. */
  private readonly turns = new Turns();
  /** Where the last was taken, and what the next one taken in that line is to stand behind. */
  private last: { readonly path: string; readonly from: Mark; readonly mark: Mark } | null = null;

  constructor(
    private readonly desk: Desk,
    private readonly form: Form,
  ) {
    const room = desk.editor.dom;
    // Pasted in a field, it comes below the component that the form shows.
    for (const one of [room, find("#fields")!])
      one.addEventListener(
        "paste",
        (event) => {
          // A word processor or a spreadsheet puts a picture of the words beside the words.
          if (!event.clipboardData?.getData("text/plain").trim()) this.take(event, event.clipboardData);
        },
        true,
      );
    room.addEventListener(
      "drop",
      (event) => {
        const at = desk.editor.posAtCoords({ x: event.clientX, y: event.clientY });
        if (at !== null && event.dataTransfer?.files.length)
          desk.editor.dispatch({ selection: { anchor: at } });
        this.take(event, event.dataTransfer);
      },
      true,
    );
  }

  /** What was told is of a text that is another by now. `typed`: it still is open, and what is wrong still is. */
  clear(typed: boolean): void {
    const { state } = find("#desk .picture")!.dataset;
    if (state === "passing" || (state !== "busy" && !typed)) tell("");
  }

  private take(event: Event, data: DataTransfer | null): void {
    const files = [...(data?.files ?? [])].filter((file) => file.type.startsWith("image/"));
    if (files.length === 0 || !this.desk.path.endsWith(".md")) return;
    event.preventDefault();
    event.stopPropagation();
    document.body.classList.remove("dropping");
    const { path } = this.desk;
    const { doc } = this.desk.editor.state;
    const from = this.desk.mark();
    const lineAt = ({ at }: Mark): number => doc.lineAt(at).number;
    if (this.last?.path !== path || lineAt(this.last.from) !== lineAt(from))
      this.last = { path, from, mark: this.desk.mark() };
    const { mark } = this.last;
    for (const file of files) void this.turns.next(() => this.bring(file, { path, doc, mark }));
  }

  private async bring(file: File, { path, doc, mark }: Place): Promise<void> {
    const { desk, form } = this;
    tell(word("keeping_picture", { name: file.name }), [], "busy");
    const told = await sent(file, path.replace(/^sections\/|\.md$/g, ""));
    if (!told.path) {
      return tell(`${word("picture_not_kept", { name: file.name })} ${told.why}`.trim(), told.findings);
    }
    // Another text was opened meanwhile: the picture is there, and is shown nowhere.
    if (desk.path !== path) return tell(word("picture_elsewhere", { path: told.path }), told.findings);
    const writesOn = doc !== desk.editor.state.doc || form.waits || !isAt(desk.editor.dom);
    const figure = desk.place(told.component, mark);
    const describe = (): Promise<void> => form.begin(figure, idOf(["alt"]));
    // The next one of these is to stand behind it.
    mark.at = figure.at;
    const named = word(writesOn ? "picture_below" : "picture_kept", { path: told.path });
    const passes = !writesOn && told.findings.length === 0;
    tell(named, told.findings, passes ? "passing" : "", writesOn ? describe : null);
    if (!writesOn) await describe();
  }
}

async function sent(file: File, section: string): Promise<Told> {
  const not = (why: string): Told => ({ path: "", component: "", why, findings: [] });
  // A file that went, or that the browser may not read, would look as if there were no server.
  const data = await file.arrayBuffer().catch(() => null);
  if (!data) return not(word("picture_unread"));
  const query = new URLSearchParams({ name: file.name, section });
  const reply = await post(`picture?${query}`, data).catch(() => null);
  if (reply?.status === 413) return not(await reply.text());
  return (await said<Told>(reply)) ?? not(word("picture_lost"));
}

/** Whether one is in it, or nowhere. */
function isAt(room: HTMLElement): boolean {
  return room.contains(document.activeElement) || document.activeElement === document.body;
}

function tell(
  told: string,
  findings: readonly Finding[] = [],
  state: "busy" | "passing" | "" = "",
  describe: (() => Promise<void>) | null = null,
): void {
  const box = find("#desk .picture")!;
  box.dataset["state"] = state;
  setText(find("p", box), told);
  const list = find("ol", box)!;
  list.replaceChildren();
  if (findings.length > 0) showFindings(list, findings);
  const describes = describe ? [button(word("describe_picture"), () => void describe())] : [];
  const closes = told && state === "" ? [button(word("close"), () => tell(""))] : [];
  find(".buttons", box)!.replaceChildren(...describes, ...closes);
}
