/** `cmi.objectives` of SCORM 2004 (Run-Time Environment 4.2.17): the module's objectives, for an LMS that shows them. */

import type { CourseObjective } from "../../player/course.ts";
import type { ScormCalls } from "../scorm/scorm_api.ts";

/** Smallest permitted maximum of a description, less the room for a language's mark. */
const LONGEST_DESCRIPTION = 250;

/** Makes those that the LMS lacks. What it refuses is left: objectives are only shown, nothing hangs on them. */
export function openObjectives(calls: ScormCalls, objectives: readonly CourseObjective[]): void {
  const known = ids(calls);
  for (const { id, text } of objectives) {
    if (known.includes(id)) continue;
    const name = `cmi.objectives.${known.length}`;
    if (calls.set(`${name}.id`, id) !== "0") return;
    known.push(id);
    calls.set(`${name}.description`, text.replace(/\s+/g, " ").slice(0, LONGEST_DESCRIPTION));
    calls.set(`${name}.completion_status`, "incomplete");
  }
}

export function completeObjectives(calls: ScormCalls, objectives: readonly CourseObjective[]): void {
  for (const [index, id] of ids(calls).entries()) {
    if (objectives.some((objective) => objective.id === id)) {
      calls.set(`cmi.objectives.${index}.completion_status`, "completed");
    }
  }
}

function ids(calls: ScormCalls): string[] {
  const count = parseInt(calls.get("cmi.objectives._count").value ?? "0", 10) || 0;
  return Array.from({ length: count }, (_, index) => calls.get(`cmi.objectives.${index}.id`).value ?? "");
}
