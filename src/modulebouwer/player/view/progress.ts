/** What is done of what the module asks: for the contents, for finishing, for the proof. */

import type { Course, CourseComponent } from "../course.ts";
import { kindOf } from "../kinds.ts";
import { answerOf, type Context } from "./context.ts";

type Work = Pick<Context, "course" | "session">;

export function isDone({ session }: Work, component: CourseComponent): boolean {
  return kindOf(component.kind).done(component, (id) => answerOf(session, id));
}

/** Whether the last check of all that a component asks was right, and nothing was changed since. */
export function isRight({ course, session }: Work, component: CourseComponent): boolean {
  return course.interactions
    .filter(({ id }) => component.interactions.includes(id))
    .every((one) => kindOf(component.kind).respond(one, answerOf(session, one.id))?.result === "correct");
}

/** Whole percentage of the graded questions whose last check was right; null when nothing is graded. */
export function score(work: Work): number | null {
  const graded = work.course.components.filter((component) => component.graded);
  if (graded.length === 0) return null;
  const right = graded.filter((component) => isRight(work, component));
  return Math.round((100 * right.length) / graded.length);
}

/** Whether it has to be done before finishing. */
export function isAsked({ completion }: Course, { required }: CourseComponent): boolean {
  return completion.components === "all" || (completion.components === "required" && required);
}
