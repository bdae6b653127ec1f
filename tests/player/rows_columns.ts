/** The columns of the components of rows, as a course brings them. */

import type { Column } from "../../src/modulebouwer/player/course.ts";

function column(name: string, kind: Column["kind"] = "text", needed = false): Column {
  return { name, kind, needed, maxLength: 100 };
}

export const MAP: readonly Column[] = [
  column("party", "text", true),
  column("role"),
  column("interest", "level", true),
  column("influence", "level", true),
  column("approach"),
];

export const PLAN: readonly Column[] = [
  column("action", "text", true),
  column("partner"),
  column("step", "text", true),
  column("date", "date", true),
  column("sign"),
  column("stop"),
];
