/** All kinds of components that this package has: those whose scripts came before the player's. */

import type { Kind, Kinds } from "../components/kind.ts";
import type { CourseInteraction } from "./course.ts";
import { tools, type Kit } from "./kit.ts";
import type { Response } from "./tracker.ts";

export const kit: Kit = { ...tools, kindOf };

let known: Kinds | null = null;

export function kinds(): Kinds {
  known ??= Object.assign({}, ...(window.modulebouwer ?? []).map((make) => make(kit))) as Kinds;
  return known;
}

/** A kind without its script is a mistake of the build, told loudly. */
export function kindOf(name: string): Kind {
  const kind = kinds()[name];
  if (!kind) throw new Error(`no component ${name}`);
  return kind;
}

export function answeredAs(interaction: CourseInteraction, value: string): Response | null {
  return kindOf(interaction.component).respond(interaction, value);
}
