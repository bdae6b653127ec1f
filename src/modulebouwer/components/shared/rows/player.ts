/** Components in which the learner fills rows: a kind brings its words, what goes with its rows, and a picture of them. */

import type { CourseComponent } from "../../../player/course.ts";
import type { Kit } from "../../../player/kit.ts";
import type { Phrases } from "../../../player/view/words.ts";
import { settingsOf, type Block, type Kind, type Share } from "../../kind.ts";
import { lend } from "../../register.ts";
import { tie } from "../tied.ts";
import { form, type Extra } from "./form.ts";
import { asText, complete, headings, inWords, rowsOf, type RowsWords, type Shape } from "./shape.ts";
import type { Row } from "./value.ts";

declare module "../../register.ts" {
  interface Shared {
    rows: typeof rows;
  }
}

export interface RowsKind {
  readonly words: RowsWords;
  readonly share: Share;
  /** Each row is read by itself. */
  readonly cards?: true;
  readonly extras: readonly Extra[];
  readonly picture?: (
    phrases: Phrases,
    component: CourseComponent,
    rows: readonly Row[],
    width?: number,
  ) => Element;
}

const rows = { kind };

lend("rows", rows);

function shapeOf(words: RowsWords, component: CourseComponent): Shape {
  return { words, ...settingsOf(component, "plan") };
}

function kind(kit: Kit, { words, share, cards, extras, picture }: RowsKind): Kind {
  /** The one interaction of a component of rows has the component's id. */
  const componentOf = (id: string): CourseComponent => kit.course().components.find((one) => one.id === id)!;
  const text = (phrases: Phrases, id: string, value: string): string =>
    asText(phrases, shapeOf(words, componentOf(id)), value);
  return {
    share,
    attach(context, components) {
      tie(kit, components);
      const updates = components.map((component) =>
        form(kit, context, shapeOf(words, component), component, extras),
      );
      return () => updates.forEach((update) => update());
    },
    done(component, value) {
      const shape = shapeOf(words, component);
      return complete(shape, rowsOf(shape, value(component.id))) >= shape.minRows;
    },
    say: ({ phrases }, { id }, value) => text(phrases, id, value),
    present({ phrases }, component, value) {
      const shape = shapeOf(words, component);
      const found = rowsOf(shape, value(component.id));
      const numbered = found.map((row, index) => [String(index + 1), ...inWords(phrases, shape, row)]);
      const head = [phrases.word("components.rows.number"), ...headings(phrases, shape)];
      const table: Block = { kind: "table", head, rows: numbered, ...(cards && { cards }) };
      const drawn: Block[] = picture
        ? [{ kind: "picture", draw: (width) => picture(phrases, component, found, width) }]
        : [];
      const blocks = found.length === 0 ? [] : [table, ...drawn];
      return [{ prompt: component.title, interactions: component.interactions, blocks }];
    },
    respond({ id }, value) {
      const said = text(kit.phrases(), id, value);
      return said === "" ? null : { parts: [said], result: "neutral" };
    },
  };
}
