/** Words of a text whose file is gone, into a section that one chooses: one that is there, or a new one. */

import { ask, askUntil } from "../dialog.ts";
import { titleIn } from "../drafts.ts";
import { word } from "../state.ts";
import type { Acts } from "./acts.ts";
import { bodyOf, type Desk } from "./desk.ts";
import type { Outline } from "./outline.ts";

export function rescue(desk: Desk, acts: Acts, outline: Outline): void {
  desk.onElsewhere = (path) => outline.next(() => choose(path, desk, acts, outline));
}

async function choose(path: string, desk: Desk, acts: Acts, outline: Outline): Promise<void> {
  const sections = outline.writable.map((one) => [one.path, one.title] as const);
  const choices = [["", word("new_section")] as const, ...sections];
  const field = { name: "to", label: word("section"), value: "", choices };
  const chosen = await ask(word("into_what", { path }), [field], word("go_on"));
  if (chosen?.["to"]) await desk.append(path, chosen["to"]);
  else if (chosen) await makeNew(path, desk, acts);
}

async function makeNew(path: string, desk: Desk, acts: Acts): Promise<void> {
  const title = titleIn(desk.words(path));
  await askUntil(
    word("new_section"),
    [{ name: "title", label: word("title"), value: title }],
    word("make"),
    async (values) => {
      const act = { act: "add_section", title: values["title"], after: "" };
      const why = await acts.attempt(act, word("did_add", { what: values["title"]! }));
      if (!why) await desk.append(path, desk.path, bodyOf(desk.editor.state.doc.toString()));
      return why;
    },
  );
}
