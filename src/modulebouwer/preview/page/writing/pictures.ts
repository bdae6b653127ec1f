/** Pictures that are pasted or dropped into a text: kept in the module's media, shown where the cursor is. */

import { find, setText } from "../../../player/view/dom.ts";
import { showFindings } from "../findings.ts";
import { post } from "../server.ts";
import { word, type Finding } from "../state.ts";
import type { Desk } from "./desk.ts";
import type { Form } from "./form.ts";

/** What the server made of a picture (desk.py's `picture`). `path` and `component` are "" when it was not kept. */
interface Told {
  readonly path: string;
  readonly component: string;
  readonly why: string;
  readonly findings: readonly Finding[];
}

export function pictures(desk: Desk, form: Form): void {
  // One after the other, each behind the one before.
  let turn: Promise<void> = Promise.resolve();
  const take = (event: Event, data: DataTransfer | null): void => {
    const files = [...(data?.files ?? [])].filter((file) => file.type.startsWith("image/"));
    if (files.length === 0 || !desk.path.endsWith(".md")) return;
    event.preventDefault();
    event.stopPropagation();
    document.body.classList.remove("dropping");
    for (const file of files) turn = turn.then(() => bring(desk, form, file));
  };
  const room = desk.editor.dom;
  room.addEventListener("paste", (event) => take(event, event.clipboardData), true);
  room.addEventListener(
    "drop",
    (event) => {
      const at = desk.editor.posAtCoords({ x: event.clientX, y: event.clientY });
      if (at !== null && event.dataTransfer?.files.length)
        desk.editor.dispatch({ selection: { anchor: at } });
      take(event, event.dataTransfer);
    },
    true,
  );
}

async function bring(desk: Desk, form: Form, file: File): Promise<void> {
  const { path } = desk;
  const section = path.replace(/^sections\/|\.md$/g, "");
  tell(word("keeping_picture", { name: file.name }), []);
  const query = new URLSearchParams({ name: file.name, section });
  const reply = await post(`picture?${query}`, file).catch(() => null);
  const told = reply?.ok ? ((await reply.json()) as Told) : null;
  if (!told?.path)
    return tell(told?.why || word("picture_not_kept", { name: file.name }), told?.findings ?? []);
  // Another text was opened meanwhile: the picture is there, and is shown nowhere.
  if (desk.path !== path) return tell(word("picture_elsewhere", { path: told.path }), told.findings);
  desk.place(told.component);
  tell(word("picture_kept", { path: told.path }), told.findings);
  await form.ask("alt");
}

function tell(told: string, findings: readonly Finding[]): void {
  const box = find("#desk .picture")!;
  setText(find("p", box), told);
  const list = find("ol", box)!;
  list.replaceChildren();
  if (findings.length > 0) showFindings(list, findings);
}
