/** What stands in the file of an evaluation: nothing that tells one learner from another. */

/** How much of the module was read, too coarse to tell learners apart. */
export function readRange(read: number, all: number): "all" | "half" | "less" {
  return read >= all ? "all" : read * 2 >= all ? "half" : "less";
}

/** Cells of a line of CSV (RFC 4180); a cell that a spreadsheet would take for a formula is text. */
export function csvLine(...cells: readonly string[]): string {
  return cells.map((cell) => `"${cell.replace(/^[=+\-@\t\r]/, "'$&").replace(/"/g, '""')}"`).join(";");
}
