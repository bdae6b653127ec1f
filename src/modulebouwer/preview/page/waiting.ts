/** Words that are in this browser and in no file: listed at the top of the page, in whichever way one looks at it. */

import { button, downloadText, el, find, setText } from "../../player/view/dom.ts";
import { ask, pane, show } from "./dialog.ts";
import { KEPT, forget, isSaving, prefer, titleIn, wordsLeft, wordsOf, type Left } from "./drafts.ts";
import { post, said } from "./server.ts";
import { word, words } from "./state.ts";
import { writeAt } from "./ways.ts";

/** Milliseconds between two looks: that a window was closed is told by nobody. */
const OFTEN = 2_000;
/** Milliseconds between two looks at whether all is saved. */
const STEP = 50;

/** "" where nothing is written. */
const folder = find("#desk")?.dataset["folder"] ?? "";
let shown = "";

export function waiting(): void {
  if (!folder) return;
  const look = (): void => void update();
  addEventListener("storage", look);
  document.addEventListener(KEPT, look);
  document.addEventListener("visibilitychange", look);
  setInterval(() => document.visibilityState === "visible" && look(), OFTEN);
  look();
}

/** Whether to go on with what would be made without these words; asked only where there are any. */
export async function goesOn(title: string, action: string): Promise<boolean> {
  if (!folder) return true;
  while (await isSaving(folder)) await new Promise((resolve) => setTimeout(resolve, STEP));
  const left = await inNoFile(await wordsLeft(folder));
  if (left.length === 0) return true;
  const paths = [...new Set(left.map(({ path }) => path))];
  const content = [
    el("p", {}, word("words_left_out")),
    el("ul", { class: "marked" }, ...paths.map((one) => el("li", {}, one))),
  ];
  if (await ask(title, [], action, { content, cancel: word("look_first") })) return true;
  await update();
  find("#waiting")!.focus();
  return false;
}

/** Without what a window saved as it was closed: it did not live to hear of it. */
async function inNoFile(left: readonly Left[]): Promise<Left[]> {
  const found: Left[] = [];
  for (const one of left) {
    if (one.where === "closed" && (await onDisk(one.path)) === wordsOf(one.draft)) forget(one.key);
    else found.push(one);
  }
  return found;
}

async function update(): Promise<void> {
  const inView = (await wordsLeft(folder)).filter((one) => !isInView(one));
  // Who stands on a button stays there while nothing changes.
  const now = inView.map(({ key, where, draft }) => `${key} ${where} ${draft.time}`).join("\n");
  if (now === shown) return;
  shown = now;
  const left = await inNoFile(inView);
  if (shown === now) draw(left);
}

function draw(left: readonly Left[]): void {
  const room = find("#waiting")!;
  const list = find("ul", room)!;
  const stood = list.contains(document.activeElement);
  list.replaceChildren(...left.map(item));
  room.hidden = left.length === 0 && !find(".told", room)!.textContent;
  find("h2", room)!.hidden = find(".why", room)!.hidden = left.length === 0;
  if (stood) room.focus();
}

/** What one writes in now is told above the text itself. */
function isInView({ path, where }: Left): boolean {
  return where === "here" && document.body.matches(".writes") && find("#desk h2")?.textContent === path;
}

function item(one: Left, number: number): HTMLElement {
  const { path, where, draft } = one;
  const id = `words-${number}`;
  const title = path.endsWith(".md") ? titleIn(draft.state.doc) : "";
  const time = draft.time ? new Date(draft.time).toLocaleString(words.language, STYLE) : "";
  const own = where === "closed";
  const ways = [
    where === "elsewhere" ? null : button(word("open_words"), () => open(one)),
    button(word("compare"), () => void compare(one)),
    own ? button(word("put_back"), () => void putBack(one)) : null,
    button(word("download"), () => downloadText(path.split("/").at(-1)!, wordsOf(draft))),
    own ? button(word("throw_away"), () => void throwAway(one)) : null,
  ].filter((way) => way !== null);
  for (const way of ways) way.setAttribute("aria-describedby", id);
  return el(
    "li",
    {},
    el(
      "p",
      { id },
      el("b", {}, path),
      title ? ` ${title}` : null,
      el("small", {}, ` ${[time, word(`words_${where}`)].filter(Boolean).join(" · ")}`),
    ),
    el("div", { class: "buttons" }, ...ways),
  );
}

const STYLE = { dateStyle: "medium", timeStyle: "short" } as const;

function tell(text: string): void {
  const room = find("#waiting")!;
  setText(find(".told", room), text);
  room.hidden = false;
  shown = "?";
  void update();
}

/** Taken up in the text, where the editor saves it or tells why it cannot. */
function open(one: Left): void {
  if (one.where === "closed") prefer(one);
  writeAt(one.path);
}

async function compare({ path, draft }: Left): Promise<void> {
  const file = await onDisk(path);
  const [theirs, ours] = differing(file ?? "", wordsOf(draft));
  const inFile = file === null ? el("p", {}, word("no_file", { path })) : pane(word("in_file"), theirs);
  await show(path, el("div", { class: "compared" }, inFile, pane(word("your_words"), ours)));
}

/** Null for no such file. */
async function onDisk(path: string): Promise<string | null> {
  const reply = await fetch(`text?path=${encodeURIComponent(path)}`).catch(() => null);
  return (await said<{ text?: string | null }>(reply))?.text ?? null;
}

/** From the first line that is another up to the last. */
function differing(one: string, other: string): [string, string] {
  const [first, second] = [one.split("\n"), other.split("\n")];
  const most = Math.min(first.length, second.length);
  let head = 0;
  while (head < most && first[head] === second[head]) head += 1;
  let tail = 0;
  while (tail < most - head && first.at(-1 - tail) === second.at(-1 - tail)) tail += 1;
  const middle = (lines: string[]): string => lines.slice(head, lines.length - tail).join("\n");
  return [middle(first), middle(second)];
}

/** What cannot be brought in without a choice is opened, with the choice beside it. */
async function putBack(one: Left): Promise<void> {
  const { path, key, draft } = one;
  if (draft.filled?.length) return open(one);
  const wish = JSON.stringify({ path, text: draft.state.doc, base: draft.base });
  const reply = await post("save", wish).catch(() => null);
  const told = await said<{ state: string }>(reply);
  if (!told) return tell(word("trouble_lost", { port: location.port, kept: word("kept_here") }));
  if (told.state !== "saved") return open(one);
  // Told first: a list without words and without news is hidden, and who stands in it would stand nowhere.
  tell(word("did_put_back", { path }));
  forget(key);
}

async function throwAway({ path, key, draft }: Left): Promise<void> {
  const content = [el("p", {}, word("throw_why", { path }))];
  if (!(await ask(word("throw_what"), [], word("throw_away"), { content }))) return;
  // What was typed meanwhile by who took it up is not what was looked at.
  const now = (await wordsLeft(folder)).find((one) => one.key === key);
  if (now?.draft.time !== draft.time) return;
  tell(word("did_throw", { path }));
  forget(key);
}
