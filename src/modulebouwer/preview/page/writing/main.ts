/** Writing in the preview: the module's texts at the left, one of them in the middle, the module in its LMS beside it. */

import { find } from "../../../player/view/dom.ts";
import { Drafts } from "../drafts.ts";
import type { Finding } from "../state.ts";
import { NEWS, OPENED } from "../ways.ts";
import { Acts } from "./acts.ts";
import { stood } from "./anew.ts";
import { beside } from "./beside.ts";
import { Desk } from "./desk.ts";
import { Form } from "./form.ts";
import { help } from "./help.ts";
import { Names } from "./names.ts";
import { Outline } from "./outline.ts";
import { pasting } from "./pasting.ts";
import { Pictures } from "./pictures.ts";
import { rescue } from "./rescue.ts";

/** Of a finding's place: a text that is written here, and the line. */
const WRITTEN = /^(sections\/[^/]+\.md|module\.yaml|references\.yaml):(\d+)/;
const folder = find("#desk")!.dataset["folder"]!;

void Drafts.ofThisWindow(folder).then(async (drafts) => {
  const desk = new Desk(find("#desk .text")!, drafts, help(folder));
  const outline = new Outline(find("#desk nav")!, (path, line) => desk.open(path, line));
  const form = new Form(find("#fields")!, find("[data-form]")!, desk);
  desk.onInsert = (mark) => void form.begin(mark);
  const pictures = new Pictures(desk, form);
  pasting(desk);
  beside(desk);
  const acts = new Acts(folder, desk, outline.update);
  outline.act(acts);
  const names = new Names(desk, acts, outline.next);
  rescue(desk, acts, outline);
  let before = "";
  desk.onOpen = (path) => {
    outline.mark(path);
    if (path !== before) pictures.clear(false);
    before = path;
  };
  desk.onClosed = () => void desk.open(outline.first);
  desk.onTyped = () => {
    names.clear();
    pictures.clear(true);
    outline.clear();
  };
  document.addEventListener(OPENED, (event) => void desk.openLeft((event as CustomEvent<string>).detail));
  const begin = async (): Promise<void> => {
    await outline.update();
    const path = decodeURIComponent(location.hash.split("=")[1] ?? "") || outline.first;
    if (!path || desk.wanted) return;
    await desk.open(path);
    if (stood()) desk.goOn();
  };
  document.addEventListener(NEWS, (event) => {
    outline.still((event as CustomEvent<readonly Finding[]>).detail);
    void begin();
    desk.sync();
  });
  // What is found opens here, and not in another program.
  find("#findings")!.addEventListener("click", (event) => {
    const place = (event.target as HTMLElement).closest(".place")?.textContent ?? "";
    const [, path, line] = WRITTEN.exec(place) ?? [];
    if (!path || !document.body.matches(".writes")) return;
    event.preventDefault();
    void desk.open(path, Number(line));
  });
  await desk.takeUp();
  await begin();
});
