/**
 * Rows of cells as one value: a line a row, cells apart by tabs, with a backslash before what would part them.
 *
 * What is empty at the end of a row, and empty rows, are left out. Two values below each other are the rows of both.
 */

export type Row = readonly string[];

const ESCAPES: Readonly<Record<string, string>> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n" };
/** Between texts that came from more than two places (state.ts); it is no row. */
const BETWEEN = "---";

export function joinRows(rows: readonly Row[]): string {
  return rows
    .map(line)
    .filter((text) => text !== "")
    .join("\n");
}

function line(row: Row): string {
  const filled = row.slice(
    0,
    row.reduce((end, cell, index) => (cell === "" ? end : index + 1), 0),
  );
  const text = filled.map((cell) => cell.replace(/[\\\t\n]/g, (character) => ESCAPES[character]!)).join("\t");
  return text === BETWEEN ? `\\${text}` : text;
}

/** Rows of exactly `columns` cells; cells that are one too many stay, below each other in the last one. */
export function parseRows(value: string, columns: number): Row[] {
  return value
    .split("\n")
    .filter((text) => text !== "" && text !== BETWEEN)
    .map((text) => {
      const cells = text.split("\t").map(unescape);
      const last = cells.slice(columns - 1).join("\n");
      return Array.from({ length: columns }, (_, index) =>
        index === columns - 1 ? last : (cells[index] ?? ""),
      );
    });
}

function unescape(cell: string): string {
  return cell.replace(/\\([^])/g, (_, character: string) =>
    character === "t" ? "\t" : character === "n" ? "\n" : character,
  );
}
