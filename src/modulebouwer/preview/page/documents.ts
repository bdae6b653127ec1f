/** Documents: one that comes in becomes a new module; the module on screen goes out to reviewers or an LMS. */

import { el, find, onAction, setText } from "../../player/view/dom.ts";
import { showFindings } from "./findings.ts";
import { post } from "./server.ts";
import { word, words, type Finding } from "./state.ts";
import { goesOn } from "./waiting.ts";

/** What the server made of a document (app.py's `take_in`). `address` is "" when that is nothing. */
export interface Made {
  readonly told: string;
  readonly address: string;
  readonly findings: readonly Finding[];
}

let busy = false;
/** What is asked before it is made without words that are in no file. */
const WITHOUT = { package: "pack_without", review: "review_without" } as const;

export function documents(): void {
  const chooser = find<HTMLInputElement>(".incoming input[type=file]")!;
  onAction("import", () => chooser.click());
  onAction("review", () => void oneAtATime("review", () => send("review", "reviewing", "file_made")));
  onAction("package", () => void oneAtATime("package", () => send("package", "packing", "file_made")));
  chooser.addEventListener("change", () => {
    take(chooser.files);
    chooser.value = "";
  });
  // Anywhere on the page: a browser would leave it, and show the document, when it is dropped beside its place.
  addEventListener("dragover", (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    document.body.classList.add("dropping");
  });
  for (const name of ["dragleave", "drop", "dragend"]) {
    addEventListener(name, () => document.body.classList.remove("dropping"));
  }
  addEventListener("drop", (event) => {
    event.preventDefault();
    take(event.dataTransfer?.files ?? null);
  });
}

function take(files: FileList | null): void {
  const file = files?.[0];
  if (!file) return;
  const part = find(".incoming")!.closest("details");
  if (part) part.open = true;
  if (files.length > 1) return tell("import", word("one_document"));
  void oneAtATime("import", () => bring(file));
}

/** A second click while the first is answered does nothing. */
export async function oneAtATime(name: string, action: () => Promise<void>): Promise<void> {
  if (busy) return;
  busy = true;
  try {
    await action();
  } catch {
    // The server is gone, or the browser could not read the file.
    tell(name, word("not_done"));
  } finally {
    busy = false;
  }
}

async function bring(file: File): Promise<void> {
  tell("import", word("importing", { name: file.name }));
  const list = find("[data-made]")!;
  list.replaceChildren();
  const reply = await post(`/import?name=${encodeURIComponent(file.name)}`, file);
  if (!reply.ok) return tell("import", word("not_done"));
  const { told, address, findings } = (await reply.json()) as Made;
  tell("import", told, address ? el("a", { href: address }, word("open_made")) : null);
  if (findings.length > 0) showFindings(list, findings);
}

/** Something that is made of the module, and handed to whoever asks for it. */
async function send(what: "review" | "package", making: string, done: string): Promise<void> {
  if (!(await goesOn(word(WITHOUT[what]), word(`${WITHOUT[what]}_do`))))
    return tell(what, word("looked_first"));
  tell(what, word(making));
  // Said with it: what is written later is not in it.
  const time = new Date().toLocaleTimeString(words.language, { timeStyle: "short" });
  const reply = await post(what);
  if (!reply.ok) return tell(what, reply.status === 409 ? await reply.text() : word("not_done"));
  const named = /filename="(.+)"/.exec(reply.headers.get("Content-Disposition") ?? "")?.[1];
  const name = named ?? `${location.pathname.split("/").at(-2) ?? "module"}-review.docx`;
  const link = el("a", { href: URL.createObjectURL(await reply.blob()), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  tell(what, word(done, { name, time }));
}

export function tell(name: string, text: string, more: HTMLElement | null = null): void {
  const box = find(`[data-told="${name}"]`);
  setText(box, text);
  if (more) box?.append(" ", more);
}
