/** Gives every recording component of a course an answer, and tells how it reads in each way to take it along. */

import { readdirSync, readFileSync } from "node:fs";
import type { Kind, Kinds, Part } from "../../src/modulebouwer/components/kind.ts";
import type { Make } from "../../src/modulebouwer/components/register.ts";
import type {
  Course,
  CourseComponent,
  CourseInteraction,
  RowsSettings,
} from "../../src/modulebouwer/player/course.ts";
import type { Kit } from "../../src/modulebouwer/player/kit.ts";
import type { Context } from "../../src/modulebouwer/player/view/context.ts";
import { Phrases } from "../../src/modulebouwer/player/view/words.ts";

const COMPONENTS = new URL("../../src/modulebouwer/components/", import.meta.url);

/** An answer of each type of interaction, as the page would keep it. `many`: all that one can choose. */
function answer(
  { type, id, options = [], targets = [], right = [] }: CourseInteraction,
  graded: boolean,
  many: boolean,
): string {
  const typed = course.typed[id];
  if (typed !== undefined) return typed;
  const first = options[0]?.id ?? "";
  const checked = graded ? "1!" : "";
  if (type === "likert") return first;
  if (type === "true-false") return `${checked}${right[0] ?? "true"}`;
  if (type === "fill-in") return `${checked}${right[0] ?? "woord"}`;
  if (type === "matching") return checked + options.map((one) => `${one.id}=${targets[0]!.id}`).join(",");
  if (type === "choice" && !many) return checked + (right[0] ?? first);
  if (type === "sequencing" || type === "choice") return checked + options.map((one) => one.id).join(",");
  return rows(id);
}

function columnsOf(id: string): RowsSettings["columns"] | undefined {
  const settings = component(id)?.settings;
  return settings && "columns" in settings ? (settings as RowsSettings).columns : undefined;
}

/** Rows where a component has columns, else a text. */
function rows(id: string): string {
  const columns = columnsOf(id);
  if (!columns) return "Een eigen tekst";
  const cell = { text: "cel", level: "3", date: "2026-12-01" };
  const row = columns.map(({ kind }) => cell[kind as keyof typeof cell]).join("\t");
  return Array.from({ length: 3 }, () => row).join("\n");
}

/** `typed`: what is typed into fields of numbers and dates. */
const course = JSON.parse(readFileSync(process.argv[2]!, "utf8")) as Course & {
  typed: Record<string, string>;
};
const component = (id: string): CourseComponent | undefined => course.components.find((one) => one.id === id);
const phrases = new Phrases(course);

const page = globalThis as { window?: { modulebouwer?: Make[]; modulebouwerCourse: Course } };
page.window = { modulebouwerCourse: course };
for (const folder of ["shared/", ""])
  for (const name of readdirSync(new URL(folder, COMPONENTS)).sort())
    if (readdirSync(COMPONENTS).includes(name) || folder)
      try {
        await import(new URL(`${folder}${name}/player.ts`, COMPONENTS).href);
      } catch (error) {
        if ((error as { code?: string }).code !== "ERR_MODULE_NOT_FOUND") throw error;
      }
const kit = {
  phrases: () => phrases,
  course: () => course,
  kindOf: (name: string) => kinds[name]!,
} as unknown as Kit;
const kinds = Object.assign({}, ...(page.window.modulebouwer ?? []).map((make) => make(kit))) as Kinds;

const unknown = course.components.filter(({ kind }) => !kinds[kind]).map(({ kind }) => kind);
if (unknown.length > 0) {
  process.stdout.write(JSON.stringify({ unknown }));
  process.exit();
}

const { collect } = await import("../../src/modulebouwer/player/portfolio/collect.ts");
const { asText } = await import("../../src/modulebouwer/player/portfolio/exports.ts");
const { docx } = await import("../../src/modulebouwer/player/portfolio/docx.ts");

const answers: Record<string, { value: string; time: number }> = {};
for (const one of course.components) {
  const given = (many: boolean) => (id: string) =>
    answer(
      course.interactions.find((each) => each.id === id)!,
      "tries" in one.settings,
      many,
    );
  // Some want one choice, some want all.
  const value = [given(false), given(true)].find((each) => kinds[one.kind]?.done(one, each)) ?? given(false);
  for (const id of one.interactions) answers[id] = { value: value(id), time: 1 };
}
const record = { answers, conflicts: {} };
const context = {
  course,
  phrases,
  session: { record, status: () => ({ kind: "saved" }), answer: () => {} },
} as unknown as Context;

/** The words that a component's answer shows: those of its table's cells, or its text. */
function words(parts: readonly Part[]): string[] {
  return parts
    .flatMap(({ blocks }) => blocks)
    .flatMap((block) =>
      block.kind === "table" ? block.rows.flat() : block.kind === "text" ? block.text.split("\n") : [],
    )
    .filter((text) => text !== "");
}

const portfolio = collect(context, kit, new Set(["document", "plan", "map", "questions"]));
const text = asText(portfolio);
const word = new TextDecoder().decode(
  await (await docx(portfolio, course.language, () => Promise.resolve(null))).arrayBuffer(),
);
const escaped = (one: string): string =>
  one.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

const told = course.components.map((one) => {
  const kind: Kind = kinds[one.kind]!;
  const value = (id: string): string => answers[id]?.value ?? "";
  const own = course.interactions.filter(({ id }) => one.interactions.includes(id));
  const entry = portfolio.groups.flatMap(({ entries }) => entries).find(({ id }) => id === one.id);
  const shown = words((entry?.parts ?? []).map((part) => ({ ...part, interactions: [] })));
  return {
    kind: one.kind,
    done: kind.done(one, value) && !kind.done(one, () => ""),
    long:
      own.map(({ id, maxLength }) => (value(id).length > maxLength ? value(id) : null)).find(Boolean) ?? null,
    said: own.every((each) => kind.say(context, each, value(each.id)) !== ""),
    portfolio: shown.length > 0,
    text: shown.length > 0 && shown.every((each) => text.includes(each)),
    docx: shown.length > 0 && shown.every((each) => word.includes(escaped(each))),
    report: own.every((each) => kind.respond(each, value(each.id)) !== null),
    empty: own.every((each) => kind.say(context, each, "") === ""),
  };
});
process.stdout.write(JSON.stringify(told));
