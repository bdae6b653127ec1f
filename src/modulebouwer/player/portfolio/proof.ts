/** The proof of having taken part, by the learner's own account, as one value for every form that it takes. */

import type { Kit } from "../kit.ts";
import { answerOf, type Context } from "../view/context.ts";
import { period } from "./collect.ts";

export interface Proof {
  readonly title: string;
  readonly name: string;
  /** What the one with that name does: took part, or is taking part. */
  readonly lead: string;
  readonly module: string;
  /** Said as long as the module is not finished, "" once it is. */
  readonly soFar: string;
  readonly facts: readonly (readonly [label: string, value: string])[];
  readonly objectives: { readonly title: string; readonly texts: readonly string[] };
  readonly statement: string;
}

/** `digest`: of the package, "" where nobody says. */
export function proofOf(context: Context, kit: Kit, name: string, digest: string): Proof {
  const { course, session, phrases } = context;
  const { finished, visited } = session.record;
  const word = (key: Parameters<typeof phrases.word>[0]): string => phrases.word(key);
  const done = course.components.filter(({ kind, ...component }) =>
    kit.kindOf(kind).done({ kind, ...component }, (id) => answerOf(session, id)),
  );
  const read = course.sections.filter(({ id }) => visited.includes(id));
  const facts: [string, string][] = [
    [word("proof.publisher"), course.publisher],
    [word("proof.version"), `${course.version} (${phrases.date(course.date)})`],
    [word("proof.study_load"), phrases.duration(course.studyLoad)],
    [word("proof.sections"), `${read.length} / ${course.sections.length}`],
    [word("proof.tasks"), course.components.length ? `${done.length} / ${course.components.length}` : ""],
    [word("proof.answers"), period(context)],
    [word("proof.finished"), finished === null ? "" : phrases.date(finished)],
    [word("proof.printed"), phrases.date(Date.now())],
    [word("proof.digest"), digest],
  ];
  return {
    title: word(finished === null ? "proof.title_so_far" : "proof.title"),
    name,
    lead: word(finished === null ? "proof.takes_part" : "proof.took_part"),
    module: course.title,
    soFar: finished === null ? word("proof.so_far") : "",
    facts: facts.filter(([, value]) => value !== ""),
    objectives: { title: word("proof.objectives"), texts: course.objectives.map(({ text }) => text) },
    statement: word("proof.disclaimer"),
  };
}
