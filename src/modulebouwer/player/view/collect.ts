/** The learner's answers as one value, for the page and for every way to take them along. */

import { answerOf, type Context } from "./context.ts";

export interface PortfolioEntry {
  readonly id: string;
  readonly prompt: string;
  /** Where the field is in the page, or null when this version of the module no longer asks. */
  readonly target: string | null;
  readonly value: string;
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

export function collect(context: Context): Portfolio {
  const { course, session, phrases } = context;
  const answers = session.record.answers;
  const missing = phrases.word("portfolio.no_answer");

  function note(id: string): string {
    const answer = answers[id];
    if (!answer || answer.value === "") return "";
    const parts = [phrases.word("portfolio.written", { date: phrases.date(answer.time) })];
    if (session.status(id).kind === "unsaved") parts.push(phrases.word("portfolio.unsaved"));
    return parts.join(" · ");
  }

  /** The answer, and the other text as long as the learner has not chosen between two. */
  function value(id: string): string {
    const texts = [answerOf(session, id), session.record.conflicts[id]?.value ?? ""];
    return texts.filter((text) => text !== "").join("\n\n***\n\n");
  }

  const known = new Set(course.interactions.map((interaction) => interaction.id));
  const kept = new Set([...Object.keys(answers), ...Object.keys(session.record.conflicts)]);
  const gone = [...kept].filter((id) => !known.has(id) && value(id) !== "");
  const groups: PortfolioGroup[] = course.sections
    .map((section) => ({
      title: section.title,
      lead: "",
      entries: course.interactions
        .filter((interaction) => interaction.section === section.id)
        .map(({ id, prompt }) => {
          return {
            id,
            prompt,
            target: `#answer-${id}`,
            value: value(id),
            missing,
            note: note(id),
          };
        }),
    }))
    .filter((group) => group.entries.length > 0);
  if (gone.length) {
    groups.push({
      title: phrases.word("portfolio.earlier"),
      lead: phrases.word("portfolio.earlier_lead"),
      entries: gone.map((id) => {
        return { id, prompt: id, target: null, value: value(id), missing, note: note(id) };
      }),
    });
  }
  const written = groups.some((group) => group.entries.some((entry) => entry.value !== ""));
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
