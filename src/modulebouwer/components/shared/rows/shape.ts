/** What the components of rows differ in, and what their rows say in words. */

import type { Column, RowsSettings, Word } from "../../../player/course.ts";
import type { Phrases } from "../../../player/view/words.ts";
import { isDate } from "./dates.ts";
import { isLevel } from "./levels.ts";
import { parseRows, type Row } from "./value.ts";

/** Where the words of a kind of rows are: `components.plan`. */
export type RowsWords = Word extends infer Way ? (Way extends `${infer Words}.row` ? Words : never) : never;

export interface Shape extends RowsSettings {
  readonly words: RowsWords;
}

export function rowsOf({ columns }: Shape, value: string): Row[] {
  return parseRows(value, columns.length);
}

/** How many rows have all that a row needs. */
export function complete({ columns }: Shape, rows: readonly Row[]): number {
  return rows.filter((row) =>
    columns.every(({ kind, needed }, index) => !needed || isFilled(kind, row[index]!)),
  ).length;
}

function isFilled(kind: Column["kind"], cell: string): boolean {
  return kind === "text" ? cell.trim() !== "" : kind === "date" ? isDate(cell) : isLevel(cell);
}

export function headings(phrases: Phrases, { words, columns }: Shape): string[] {
  return columns.map(({ name, title }) => title ?? phrases.word(`${words}.columns.${name}` as Word));
}

/** The cells as a person reads them. */
export function inWords(phrases: Phrases, { words, columns }: Shape, row: Row): string[] {
  return columns.map(({ kind, levels }, index) => {
    const cell = row[index]!;
    if (kind === "level" && isLevel(cell))
      return `${cell} – ${levels?.[+cell - 1] ?? phrases.word(`${words}.levels.${cell}` as Word)}`;
    return kind === "date" && isDate(cell) ? phrases.date(cell) : cell;
  });
}

/** A paragraph a row, each cell after its heading. */
export function asText(phrases: Phrases, shape: Shape, value: string): string {
  const heads = headings(phrases, shape);
  return rowsOf(shape, value)
    .map((row, number) => {
      const cells = inWords(phrases, shape, row).flatMap((cell, index) =>
        cell === "" ? [] : [`${heads[index]}: ${cell}`],
      );
      return `${number + 1}. ${cells.join("\n")}`;
    })
    .join("\n\n");
}
