/** Text and module side by side: the module shows what one writes, and a click in it puts the cursor there. */

import { find, setText } from "../../../player/view/dom.ts";
import { found, sourceWords, spotAt, type Spot } from "../../../lms/stage/spot.ts";
import { word } from "../state.ts";
import { POINTED, SHOW } from "../ways.ts";
import type { Desk } from "./desk.ts";

/** Milliseconds that the cursor stands still before the module goes to it. */
const REST = 250;
const SECTION = /^sections\/(.+)\.md$/;
/** The page of the package with the words of `module.yaml`. */
const START = "start";

export function beside(desk: Desk): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  desk.onCursor = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      // Who looks or answers in the module stays where they are.
      if (find("#desk")!.contains(document.activeElement)) tell(cursorOf(desk));
    }, REST);
  };
  document.addEventListener(POINTED, (event) => {
    void write(desk, (event as CustomEvent<Spot | null>).detail).then((done) =>
      setText(find(".here [role=status]"), done ? "" : word("nowhere_written")),
    );
  });
}

function tell(detail: Spot | null): void {
  document.dispatchEvent(new CustomEvent(SHOW, { detail }));
}

/** The word that the cursor stands at or behind, else the next one. */
function cursorOf(desk: Desk): Spot | null {
  const section = SECTION.exec(desk.path)?.[1];
  if (!section && desk.path !== "module.yaml") return null;
  const { doc, selection } = desk.editor.state;
  const words = sourceWords(doc.toString());
  const line = doc.lineAt(selection.main.head);
  const before = words.filter(({ from }) => from <= selection.main.head).length - 1;
  const at = (words[before]?.from ?? -1) >= line.from ? before : before + 1;
  return spotAt(
    section ? `section-${section}` : START,
    words.map((one) => one.text),
    Math.min(at, words.length - 1),
  );
}

/** Puts the cursor at what was pointed at. False when that stands in no text. */
async function write(desk: Desk, spot: Spot | null): Promise<boolean> {
  if (!spot) return false;
  const section = /^section-(.+)$/.exec(spot.page)?.[1];
  if (!section && spot.page !== START) return false;
  const path = section ? `sections/${section}.md` : "module.yaml";
  await desk.open(path);
  if (desk.path !== path) return false;
  const words = sourceWords(desk.editor.state.doc.toString());
  const place = found(
    spot,
    words.map((one) => one.text),
  );
  if (!words[place]) return false;
  desk.stand(words[place].from, "center");
  return true;
}
