/** Prior work: a field to paste in, and a file of the learner's own to choose from. Nothing but this page reads it. */

import type { CourseComponent } from "../../player/course.ts";
import type { Kit } from "../../player/kit.ts";
import type { Context } from "../../player/view/context.ts";
import { borrow, register } from "../register.ts";
import type {} from "../shared/writing/player.ts";
import { piecesOf, type Piece } from "./pieces.ts";

// A text of this many bytes is no download of a module.
const MOST_BYTES = 1_000_000;

register((kit) => {
  const writing = borrow("writing")(kit);
  return {
    "prior-work": {
      ...writing,
      attach(context, components) {
        const update = writing.attach(context, components);
        for (const component of components) attachFile(kit, context, component);
        return update;
      },
    },
  };
});

function attachFile(kit: Kit, context: Context, component: CourseComponent): void {
  const { el, find, para } = kit;
  const word = (name: "unreadable"): string => context.phrases.word(`components.prior-work.${name}`);
  const root = find(`#prior-work-${component.id}`) ?? document.body;
  const input = find<HTMLInputElement>("input[type=file]", root);
  const place = find("[data-pieces]", root) ?? el("div");
  if (!input) return;
  input.disabled = false;
  input.addEventListener("change", () => void read());

  async function read(): Promise<void> {
    const file = input?.files?.[0];
    if (!file) return;
    // A Word file, or a text in another encoding, has signs that no text has.
    const text = file.size > MOST_BYTES ? "" : await file.text().catch(() => "");
    const pieces = /[\0\uFFFD]/.test(text) ? [] : piecesOf(text);
    place.replaceChildren(
      pieces.length ? choice(kit, context, component, pieces, take) : para(word("unreadable")),
    );
  }

  /** Below what stands there: what the learner wrote is never overwritten. */
  function take(text: string): void {
    const area = find<HTMLTextAreaElement>("textarea", root);
    if (!area || !input) return;
    area.value = [area.value.trim(), text].filter((one) => one !== "").join("\n\n");
    area.dispatchEvent(new Event("input", { bubbles: true }));
    context.session.settle(component.id);
    place.replaceChildren();
    input.value = "";
    area.focus();
  }
}

/** The pieces to choose from, none chosen yet. */
function choice(
  { all, button, el }: Kit,
  { phrases }: Context,
  component: CourseComponent,
  pieces: readonly Piece[],
  take: (text: string) => void,
): HTMLElement {
  const rows = pieces.map(({ title, text }, number) => {
    const id = `piece-${component.id}-${number}`;
    const name = title || phrases.word("components.prior-work.whole");
    const box = el("input", { type: "checkbox", id, value: String(number) });
    return el("div", { class: "piece" }, box, el("label", { for: id }, name, el("small", {}, text)));
  });
  const set = el("fieldset", {}, el("legend", {}, phrases.word("components.prior-work.choose")), ...rows);
  const chosen = (): string =>
    all<HTMLInputElement>("input:checked", set)
      .map(({ value }) => pieces[Number(value)])
      .flatMap((piece) => (piece ? [piece.title ? `${piece.title}\n${piece.text}` : piece.text] : []))
      .join("\n\n");
  set.append(button(phrases.word("components.prior-work.take"), () => chosen() && take(chosen())));
  return set;
}
