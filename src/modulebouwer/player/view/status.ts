/** Where an answer is, in words: bewaard, verstuurd, bezig or niet bewaard. */

import type { Word } from "../course.ts";
import type { AnswerStatus } from "../session.ts";
import type { Context } from "./context.ts";
import type { Phrases } from "./words.ts";

export function statusText(phrases: Phrases, status: AnswerStatus): string {
  if (status.kind === "empty") return "";
  const { kind } = status;
  if (kind === "saving" || kind === "fetching" || kind === "sent") return phrases.word(`status.${kind}`);
  if (kind === "unsaved") return phrases.word(`status.${status.why.replace("-", "_")}` as Word);
  const saved = `status.saved_${status.where}` as const;
  if (new Date(status.time).toDateString() === new Date().toDateString()) {
    return phrases.word(saved, { time: phrases.time(status.time) });
  }
  // A date that is divided over two lines reads badly on a phone.
  return phrases.word(`${saved}_date`, { date: phrases.date(status.time).replace(/ /g, "\u00a0") });
}

/** Announces saving politely and refusal assertively, each sentence once until it changes. */
export function announcer(context: Context): () => void {
  const { course, session, phrases, announce } = context;
  const known = new Map<string, string>();
  const text = (id: string): string => statusText(phrases, session.status(id));
  for (const { id } of course.interactions) known.set(id, text(id));
  return () => {
    for (const { id } of course.interactions) {
      const { kind } = session.status(id);
      const now = text(id);
      if (kind === "saving" || kind === "fetching" || kind === "empty" || known.get(id) === now) continue;
      known.set(id, now);
      announce(now, kind === "unsaved" ? "assertive" : "polite");
    }
  };
}
