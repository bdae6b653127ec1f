/**
 * Scales: for each statement the number of the point that the learner chose, "1" for the lowest.
 *
 * A later moment shows the answers of the earlier one only when all of its own are given: until then they would steer.
 */

import type { CourseComponent, CourseInteraction } from "../../player/course.ts";
import type { Kit } from "../../player/kit.ts";
import type { Context } from "../../player/view/context.ts";
import { settingsOf, type Block, type Kind, type ValueOf } from "../kind.ts";
import { picture } from "./moments.ts";
import { register } from "../register.ts";
import { atRest } from "../shared/rest.ts";
import { tie } from "../shared/tied.ts";

register((kit) => ({ scale: scaleKind(kit) }));

function scaleKind(kit: Kit): Kind {
  return {
    attach(context, components) {
      tie(kit, components);
      const updates = components.map((component) => attachScale(kit, context, component));
      return () => updates.forEach((update) => update());
    },
    done,
    say: (_context, interaction, value) => inWords(interaction, value),
    present: (context, component, value) => [
      {
        prompt: component.title,
        interactions: component.interactions,
        blocks: blocksOf(kit, context, component, value),
      },
    ],
    respond: (interaction, value) =>
      interaction.options?.some(({ id }) => id === value) ? { parts: [value], result: "neutral" } : null,
  };
}

function done(component: CourseComponent, value: ValueOf): boolean {
  return component.interactions.every((id) => value(id) !== "");
}

/** "2 – Ik zoek een nummer op als er iets is." */
function inWords({ options = [] }: CourseInteraction, value: string): string {
  const point = options.find(({ id }) => id === value);
  return point ? `${point.id} – ${point.text}` : value;
}

/** One statement with what the learner chose then and now, "" for nothing. */
interface Row {
  readonly interaction: CourseInteraction;
  readonly then: string;
  readonly now: string;
}

/** What a later moment may show: its rows and the names of both moments. */
interface Comparison {
  readonly rows: readonly Row[];
  readonly names: readonly [string, string];
}

function rowsOf({ course }: Context, component: CourseComponent, value: ValueOf): Row[] {
  const earlier = settingsOf(component, "scale").earlier;
  return course.interactions
    .filter(({ id }) => component.interactions.includes(id))
    .map((interaction) => ({
      interaction,
      then: earlier && value(earlier + interaction.id.slice(component.id.length)),
      now: value(interaction.id),
    }));
}

/** null at a first moment, and as long as not all is answered. */
function comparison(context: Context, component: CourseComponent, value: ValueOf): Comparison | null {
  const { course, phrases } = context;
  const earlier = course.components.find(({ id }) => id === settingsOf(component, "scale").earlier);
  if (!earlier || !done(component, value)) return null;
  return {
    rows: rowsOf(context, component, value),
    names: [
      settingsOf(earlier, "scale").moment || phrases.word("components.scale.then"),
      settingsOf(component, "scale").moment || phrases.word("components.scale.now"),
    ],
  };
}

/** An answer of the earlier moment in words, also when there is none. */
function thenInWords({ phrases }: Context, { interaction, then }: Row): string {
  return inWords(interaction, then) || phrases.word("components.scale.nothing");
}

function blocksOf(kit: Kit, context: Context, component: CourseComponent, value: ValueOf): Block[] {
  const { phrases } = context;
  const compared = comparison(context, component, value);
  if (compared?.rows.some(({ then }) => then)) {
    return [{ kind: "picture", draw: () => draw(kit, context, compared) }, table(context, compared)];
  }
  const answered = rowsOf(context, component, value).filter(({ now }) => now);
  if (answered.length === 0) return [];
  const moment = settingsOf(component, "scale").moment || phrases.word("components.scale.chosen");
  const rows = answered.map(({ interaction, now }) => [interaction.prompt, inWords(interaction, now)]);
  return [{ kind: "table", head: [phrases.word("components.scale.statement"), moment], rows }];
}

function table(context: Context, { rows, names }: Comparison): Extract<Block, { kind: "table" }> {
  return {
    kind: "table",
    head: [context.phrases.word("components.scale.statement"), ...names],
    rows: rows.map((row) => [
      row.interaction.prompt,
      thenInWords(context, row),
      inWords(row.interaction, row.now),
    ]),
  };
}

function draw(kit: Kit, context: Context, { rows, names }: Comparison): Element {
  const { phrases } = context;
  const moment = (name: string, answer: string): string =>
    phrases.word("components.scale.moment", { moment: name, answer });
  const places = rows.map((row) => ({
    statement: row.interaction.prompt,
    name: `${row.interaction.prompt} ${moment(names[0], thenInWords(context, row))} ${moment(names[1], inWords(row.interaction, row.now))}`,
    then: Number(row.then),
    now: Number(row.now),
    points: row.interaction.options?.length ?? 2,
  }));
  return picture(kit, places, names);
}

function attachScale(kit: Kit, context: Context, component: CourseComponent): () => void {
  const { all, answerOf, answerState, find } = kit;
  const { session } = context;
  const root = find(`#scale-${component.id}`) ?? document.body;
  const radios = all<HTMLInputElement>("input[type=radio]", root);
  // The arrow keys choose all that they pass.
  const settle = atRest((id) => session.settle(id));
  for (const radio of radios) {
    radio.disabled = false;
    radio.addEventListener("change", () => {
      session.answer(radio.name, radio.value);
      settle(radio.name);
    });
  }
  const value: ValueOf = (id) => answerOf(session, id);
  const words = (): string =>
    rowsOf(context, component, value)
      .filter(({ now }) => now)
      .map(({ interaction, now }) => `${interaction.prompt}\n${inWords(interaction, now)}`)
      .join("\n\n");
  const updateState = answerState(context, root, component.interactions, words, radios[0] ?? root);
  const updateEarlier = attachEarlier(kit, context, component, root);
  return () => {
    for (const radio of radios) radio.checked = radio.value === value(radio.name);
    updateEarlier();
    updateState();
  };
}

/** Beside each statement and below the scale: the earlier moment, once all is answered. */
function attachEarlier(
  kit: Kit,
  context: Context,
  component: CourseComponent,
  root: HTMLElement,
): () => void {
  const { all, answerOf, el, find, para, setText } = kit;
  const { phrases } = context;
  const lines = all("[data-then]", root);
  const below = find("[data-moments]", root);
  let shown: string | null = null;

  function content(compared: Comparison): Node[] {
    const [then] = compared.names;
    if (!compared.rows.some((row) => row.then)) {
      return [para(phrases.word("components.scale.nothing_then", { moment: then }), "small")];
    }
    const both = table(context, compared);
    const summary = el("summary", {}, phrases.word("components.scale.as_table"));
    const twin = el("details", { class: "hint" }, summary, kit.table(both.head, both.rows));
    return [draw(kit, context, compared), twin];
  }

  return () => {
    if (!below) return;
    const compared = comparison(context, component, (id) => answerOf(context.session, id));
    const now = compared ? compared.rows.map((row) => `${row.then}/${row.now}`).join() : "";
    if (now === shown) return;
    if (shown === "" && compared) context.announce(phrases.word("components.scale.shown"));
    shown = now;
    const some = compared?.rows.some((row) => row.then) ?? false;
    lines.forEach((line, index) => {
      const row = compared?.rows[index];
      line.hidden = !some;
      const answer = row ? thenInWords(context, row) : "";
      setText(line, phrases.word("components.scale.moment", { moment: compared?.names[0] ?? "", answer }));
    });
    below.hidden = compared === null;
    below.replaceChildren(...(compared ? content(compared) : []));
  };
}
