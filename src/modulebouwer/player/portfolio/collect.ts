/** The learner's answers as one value, for the page and for every way to take them along. */

import type { Block, Kind, Present } from "../../components/kind.ts";
import type { CourseComponent } from "../course.ts";
import type { Kit } from "../kit.ts";
import { answerOf, type Context } from "../view/context.ts";

/** What one component says. */
export interface PortfolioEntry {
  readonly id: string;
  readonly title: string;
  /** Where it is in the page, or null when this version of the module no longer asks. */
  readonly target: string | null;
  readonly parts: readonly PortfolioPart[];
}

export interface PortfolioPart {
  /** "" where the entry's title is the question. */
  readonly prompt: string;
  readonly blocks: readonly Block[];
  /** Said in place of an answer that is not there. */
  readonly missing: string;
  /** Date, and whether the LMS has it. */
  readonly note: string;
}

export interface PortfolioGroup {
  readonly title: string;
  readonly lead: string;
  readonly entries: readonly PortfolioEntry[];
}

export interface Portfolio {
  readonly heading: string;
  readonly title: string;
  readonly details: readonly string[];
  /** Empty as long as nothing was written. */
  readonly groups: readonly PortfolioGroup[];
}

const BETWEEN = "***";

export function collect(context: Context, kit: Kit): Portfolio {
  const { course, phrases } = context;
  const groups: PortfolioGroup[] = course.sections
    .map((section) => ({
      title: section.title,
      lead: "",
      entries: course.components
        .filter((component) => component.section === section.id)
        .map((component) => entry(context, kit, component)),
    }))
    .filter((group) => group.entries.length > 0);
  const gone = vanished(context);
  if (gone.length) {
    groups.push({
      title: phrases.word("portfolio.earlier"),
      lead: phrases.word("portfolio.earlier_lead"),
      entries: gone,
    });
  }
  const written = groups.some((group) =>
    group.entries.some(({ parts }) => parts.some(({ blocks }) => blocks.length)),
  );
  return {
    heading: phrases.word("portfolio.heading"),
    title: course.title,
    details: [
      course.publisher,
      `${phrases.word("portfolio.version", { version: course.version })} · ${phrases.date(course.date)}`,
      phrases.word("portfolio.made", { date: phrases.date(Date.now()) }),
    ].filter((line) => line !== ""),
    groups: written ? groups : [],
  };
}

function entry(context: Context, kit: Kit, component: CourseComponent): PortfolioEntry {
  const { session, phrases } = context;
  const kind = kit.kindOf(component.kind);
  const present = kind.present ?? inWords(kind);
  const shown = present(context, component, (id) => answerOf(session, id));
  // As long as the learner has not chosen between two answers, both are there.
  const others = present(context, component, (id) => session.record.conflicts[id]?.value ?? "");
  const parts = shown.map((part, index): PortfolioPart => {
    const other = others[index]?.blocks ?? [];
    const between: Block[] = part.blocks.length && other.length ? [{ kind: "text", text: BETWEEN }] : [];
    return {
      prompt: shown.length > 1 ? part.prompt : "",
      blocks: [...part.blocks, ...between, ...other],
      missing: phrases.word("portfolio.no_answer"),
      note: note(context, part.interactions),
    };
  });
  return {
    id: component.id,
    title: component.title,
    target: `#answer-${component.interactions[0]}`,
    parts,
  };
}

/** A part for each interaction, with its words. */
function inWords({ say }: Kind): Present {
  return (context, component, value) =>
    context.course.interactions
      .filter(({ id }) => component.interactions.includes(id))
      .map((one) => ({
        prompt: one.prompt,
        interactions: [one.id],
        blocks: textBlocks(say(context, one, value(one.id))),
      }));
}

function textBlocks(text: string): Block[] {
  return text === "" ? [] : [{ kind: "text", text }];
}

/** Answers to what this version of the module no longer asks, as they stand in the record. */
function vanished(context: Context): PortfolioEntry[] {
  const { course, session, phrases } = context;
  const known = new Set(course.interactions.map((interaction) => interaction.id));
  const kept = new Set([...Object.keys(session.record.answers), ...Object.keys(session.record.conflicts)]);
  return [...kept]
    .filter((id) => !known.has(id))
    .map((id) => ({ id, texts: [answerOf(session, id), session.record.conflicts[id]?.value ?? ""] }))
    .filter(({ texts }) => texts.some((text) => text !== ""))
    .map(({ id, texts }) => {
      const text = texts.filter((one) => one !== "").join(`\n\n${BETWEEN}\n\n`);
      const missing = phrases.word("portfolio.no_answer");
      const parts = [{ prompt: "", blocks: textBlocks(text), missing, note: note(context, [id]) }];
      return { id, title: session.record.labels[id]?.prompt ?? id, target: null, parts };
    });
}

/** When the last of `ids` was written, and whether all of them are kept. */
function note({ session, phrases }: Context, ids: readonly string[]): string {
  const answers = ids
    .map((id) => session.record.answers[id])
    .filter((answer) => answer && answer.value !== "");
  if (answers.length === 0) return "";
  const time = Math.max(...answers.map((answer) => answer!.time));
  const parts = [phrases.word("portfolio.written", { date: phrases.date(time) })];
  if (ids.some((id) => session.status(id).kind === "unsaved")) parts.push(phrases.word("portfolio.unsaved"));
  return parts.join(" · ");
}
