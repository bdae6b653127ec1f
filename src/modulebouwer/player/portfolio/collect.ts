/** The learner's answers as one value, for the page and for every way to take them along. */

import type { Block, Kind, Present, Share } from "../../components/kind.ts";
import type { CourseComponent } from "../course.ts";
import type { Kit } from "../kit.ts";
import type { StateRecord } from "../record.ts";
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
  readonly written: string;
  /** Said where the LMS does not have it. */
  readonly warning: string;
}

export interface PortfolioGroup {
  readonly title: string;
  readonly lead: string;
  readonly entries: readonly PortfolioEntry[];
  /** A sentence that names what has no answer yet; "" where all of it has. */
  readonly open: string;
}

export interface Portfolio {
  readonly heading: string;
  readonly title: string;
  /** Whose it is, "" where nobody says. */
  readonly name: string;
  readonly details: readonly string[];
  /** Empty as long as nothing was written. */
  readonly groups: readonly PortfolioGroup[];
}

const BETWEEN = "***";

/** The parts that this module's answers are in, in the order of the module. */
export function sharesOf({ course }: Context, kit: Kit): Share[] {
  return [...new Set(course.components.map(({ kind }) => shareOf(kit, kind)))];
}

function shareOf(kit: Kit, kind: string): Share {
  return kit.kindOf(kind).share ?? "document";
}

/** `shares`: what of it the learner takes along. */
export function collect(context: Context, kit: Kit, shares: ReadonlySet<Share>): Portfolio {
  const { course, phrases, session } = context;
  const groups: PortfolioGroup[] = course.sections
    .map((section) => ({
      title: section.title,
      lead: "",
      open: "",
      entries: course.components
        .filter(({ section: of, kind }) => of === section.id && shares.has(shareOf(kit, kind)))
        .map((component) => entry(context, kit, component)),
    }))
    .filter((group) => group.entries.length > 0)
    .map((group) => ({ ...group, open: openIn(context, group.entries) }));
  const gone = vanished(context);
  if (gone.length) {
    groups.push({
      title: phrases.word("portfolio.earlier"),
      lead: phrases.word("portfolio.earlier_lead"),
      entries: gone,
      open: "",
    });
  }
  const written = groups.some((group) =>
    group.entries.some(({ parts }) => parts.some(({ blocks }) => blocks.length)),
  );
  return {
    heading: phrases.word("portfolio.heading"),
    title: course.title,
    name: session.connection?.learnerName ?? "",
    details: [
      course.publisher,
      `${phrases.word("portfolio.version", { version: course.version })} · ${phrases.date(course.date)}`,
      period(context),
      phrases.word("portfolio.made", { date: phrases.date(Date.now()) }),
    ].filter((line) => line !== ""),
    groups: written ? groups : [],
  };
}

/** What is taken along: without the questions that have no answer, which a sentence names. */
export function answered(portfolio: Portfolio): Portfolio {
  const groups = portfolio.groups.map((group) => ({
    ...group,
    entries: group.entries
      .map((one) => ({ ...one, parts: one.parts.filter(({ blocks }) => blocks.length > 0) }))
      .filter(({ parts }) => parts.length > 0),
  }));
  return { ...portfolio, groups };
}

function openIn({ phrases }: Context, entries: readonly PortfolioEntry[]): string {
  const prompts = entries.flatMap(({ title, parts }) =>
    parts.filter(({ blocks }) => blocks.length === 0).map(({ prompt }) => `‘${prompt || title}’`),
  );
  if (prompts.length === 0) return "";
  const form = prompts.length === 1 ? "one" : "other";
  return phrases.word(`portfolio.open.${form}`, { prompts: prompts.join("; ") });
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
      ...notes(context, part.interactions),
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
      const parts = [{ prompt: "", blocks: textBlocks(text), missing, ...notes(context, [id]) }];
      return { id, title: session.record.labels[id]?.prompt ?? id, target: null, parts };
    });
}

/** When the last of `ids` was written, and whether all of them are kept. */
function notes({ session, phrases }: Context, ids: readonly string[]): { written: string; warning: string } {
  const times = timesOf(session.record, ids);
  if (times.length === 0) return { written: "", warning: "" };
  const unsaved = ids.some((id) => session.status(id).kind === "unsaved");
  return {
    written: phrases.word("portfolio.written", { date: phrases.date(Math.max(...times)) }),
    warning: unsaved ? phrases.word("portfolio.unsaved") : "",
  };
}

/** From when to when all of it was written; "" as long as there is nothing. */
export function period({ session, phrases }: Context): string {
  const times = timesOf(session.record, Object.keys(session.record.answers));
  if (times.length === 0) return "";
  const [first, last] = [Math.min(...times), Math.max(...times)].map((time) => phrases.date(time));
  return first === last
    ? phrases.word("portfolio.written", { date: first! })
    : phrases.word("portfolio.written_between", { first: first!, last: last! });
}

function timesOf(record: StateRecord, ids: readonly string[]): number[] {
  return ids.flatMap((id) => {
    const answer = record.answers[id];
    return answer && answer.value !== "" ? [answer.time] : [];
  });
}
