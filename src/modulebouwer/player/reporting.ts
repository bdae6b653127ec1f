/** What reports are told: an answer that the learner has left and that is safe, once for each text. */

import type { Course } from "./course.ts";
import type { Respond } from "./seam.ts";
import type { Outcome, Tracker } from "./tracker.ts";

export class Reporting {
  readonly #course: Course;
  readonly #tracker: Tracker;
  readonly #respond: Respond;
  readonly #settled = new Set<string>();
  readonly #reported = new Map<string, string>();

  constructor(course: Course, tracker: Tracker, respond: Respond) {
    this.#course = course;
    this.#tracker = tracker;
    this.#respond = respond;
  }

  settle(id: string): void {
    this.#settled.add(id);
  }

  /** `safe`: the value of an answer when it is safe; undefined when it is not, for then it is reported when it is. */
  async run(safe: (id: string) => string | undefined): Promise<void> {
    let told = false;
    for (const id of this.#settled) {
      const value = safe(id);
      if (value === undefined) continue;
      this.#settled.delete(id);
      const interaction = this.#course.interactions.find((one) => one.id === id);
      const answer = interaction ? this.#respond(interaction, value) : null;
      if (!interaction || !answer || (this.#reported.get(id) ?? "") === value) continue;
      const response = this.#course.answers === "report" ? answer : null;
      const outcome = await this.#tracker
        .report({ kind: "answered", interaction, response })
        .catch((error: unknown): Outcome => ({ kind: "failed", error: String(error) }));
      if (outcome.kind === "ok") this.#reported.set(id, value);
      told ||= response !== null;
    }
    if (told) await this.#tracker.commit().catch(() => undefined);
  }
}
