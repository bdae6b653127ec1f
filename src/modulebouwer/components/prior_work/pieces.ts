/** The text that a learner downloads from a module, in the pieces that they wrote. */

/** A question or table of the other module, and what was answered. */
export interface Piece {
  readonly title: string;
  readonly text: string;
}

/**
 * What can be taken along of a file: its answers where a module made it (player/portfolio/exports.ts, `asText`), else
 * the whole text, without a title. None for an empty one.
 */
export function piecesOf(file: string): readonly Piece[] {
  const lines = file.replace(/^\uFEFF/, "").split(/\r\n|\r|\n/);
  const begins = lines.flatMap((_, number) => (isHead(lines, number, "-", 72) ? [number] : []));
  const ends = [
    ...lines.flatMap((_, number) => (isHead(lines, number, "=", Infinity) ? [number] : [])),
    ...begins,
    lines.length,
  ];
  const pieces = begins.map((begin) => {
    const end = Math.min(...ends.filter((line) => line > begin));
    return {
      title: lines[begin] ?? "",
      text: lines
        .slice(begin + 2, end)
        .join("\n")
        .trim(),
    };
  });
  const whole = lines.join("\n").trim();
  if (begins.length === 0) return whole ? [{ title: "", text: whole }] : [];
  return pieces.filter(({ text }) => text !== "");
}

/** A line with another below it that is as long, of one sign. */
function isHead(lines: readonly string[], number: number, sign: string, most: number): boolean {
  const [line = "", below = ""] = [lines[number], lines[number + 1]];
  return line.trim() !== "" && below === sign.repeat(Math.min(line.length, most));
}
