/** Small ways of components whose value is a row of ids. */

import type { CourseComponent, CourseInteraction } from "../../../player/course.ts";
import type { Kit } from "../../../player/kit.ts";
import type { Context } from "../../../player/view/context.ts";
import type { Kind } from "../../kind.ts";
import { tie } from "../tied.ts";

export type Attach = (kit: Kit, context: Context, component: CourseComponent) => () => void;

export function attachEach(kit: Kit, attach: Attach): Kind["attach"] {
  return (context, components) => {
    tie(kit, components);
    const updates = components.map((component) => attach(kit, context, component));
    return () => updates.forEach((update) => update());
  };
}

export function idsOf(value: string): string[] {
  return value.split(",").filter((id) => id !== "");
}

export function interactionOf({ course }: Context, component: CourseComponent): CourseInteraction {
  return course.interactions.find(({ id }) => id === component.id)!;
}
