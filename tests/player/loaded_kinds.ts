/** The kinds of a component's script, as a package without a page would have them, and a context to ask them in. */

import type { Kind, Kinds } from "../../src/modulebouwer/components/kind.ts";
import type { Make } from "../../src/modulebouwer/components/register.ts";
import type { Course, CourseComponent, CourseInteraction } from "../../src/modulebouwer/player/course.ts";
import type { Kit } from "../../src/modulebouwer/player/kit.ts";
import type { Context } from "../../src/modulebouwer/player/view/context.ts";

/** `families`: what it shares with others, which goes before it; `kit`: the tools that it takes while it is made. */
export async function loadedKind(
  kind: string,
  families: readonly string[] = [],
  kit: Partial<Kit> = {},
): Promise<Kind> {
  const page = globalThis as { window?: { modulebouwer?: Make[] } };
  page.window ??= {};
  const folders = [...families.map((family) => `shared/${family}`), kind.replaceAll("-", "_")];
  for (const folder of folders) await import(`../../src/modulebouwer/components/${folder}/player.ts`);
  const made: Kinds[] = (page.window.modulebouwer ?? []).map((make) => make(kit as Kit));
  return Object.assign({}, ...made)[kind] as Kind;
}

/** Words come back as their path, with their values behind it. */
export function contextOf(
  components: readonly CourseComponent[],
  interactions: readonly CourseInteraction[],
): Context {
  const word = (path: string, values: Readonly<Record<string, string>> = {}): string =>
    [path, ...Object.values(values)].join(" | ");
  return {
    course: { components, interactions } as unknown as Course,
    phrases: { word },
  } as unknown as Context;
}

export function component(
  id: string,
  kind: string,
  interactions: readonly string[],
  settings: CourseComponent["settings"] = {},
): CourseComponent {
  return { id, kind, section: "begin", title: id, required: false, graded: false, interactions, settings };
}

export function interaction(
  id: string,
  kind: string,
  type: CourseInteraction["type"],
  options: Readonly<Record<string, string>>,
): CourseInteraction {
  return {
    id,
    component: kind,
    section: "begin",
    prompt: `Over ${id}`,
    type,
    maxLength: 100,
    required: false,
    options: Object.entries(options).map(([key, text]) => ({ id: key, text })),
  };
}
