/** What reports are told: an answer that the learner has left and that is safe, once for each text. */

import { failed } from "./saving.ts";
import type { Course } from "./course.ts";
import type { Answer } from "./record.ts";
import type { Respond } from "./seam.ts";
import type { Response, Tracker } from "./tracker.ts";

const EMPTIED: Response = { parts: [], result: "neutral" };

export class Reporting {
  readonly #course: Course;
  readonly #tracker: Tracker;
  readonly #respond: Respond;
  readonly #settled = new Set<string>();
  readonly #reported = new Map<string, string>();
  /** What earlier sessions may not have told, or told in another place: a page that closes tells nothing. */
  #behind = true;

  constructor(course: Course, tracker: Tracker, respond: Respond) {
    this.#course = course;
    this.#tracker = tracker;
    this.#respond = respond;
  }

  settle(id: string): void {
    this.#settled.add(id);
  }

  /**
   * `safe`: an answer when it is safe; undefined when it is not, for then it is told when it is. `typed`: what this
   * session changed, and tells when the learner has left it. `finishing`: also where there is nothing new to tell.
   */
  async run(
    safe: (id: string) => Answer | undefined,
    typed: ReadonlySet<string>,
    finishing: boolean,
  ): Promise<void> {
    let told = false;
    for (const { id } of this.#course.interactions) {
      if (!this.#settled.has(id)) continue;
      const answer = safe(id);
      if (answer === undefined) continue;
      this.#settled.delete(id);
      if ((this.#reported.get(id) ?? "") !== answer.value)
        told = (await this.#tell(id, answer, false)) || told;
    }
    if (this.#behind && this.#course.answers === "report" && (told || finishing)) {
      this.#behind = false;
      for (const { id } of this.#course.interactions) {
        const answer = typed.has(id) ? undefined : safe(id);
        if (answer) told = (await this.#tell(id, answer, true)) || told;
      }
    }
    if (told) await this.#tracker.commit().catch(() => undefined);
  }

  /** Whether its text was told. */
  async #tell(id: string, { value, time }: Answer, again: boolean): Promise<boolean> {
    const interaction = this.#course.interactions.find((one) => one.id === id)!;
    const answer = this.#respond(interaction, value) ?? (again && value === "" ? EMPTIED : null);
    if (!answer) return false;
    const response = this.#course.answers === "report" ? answer : null;
    const outcome = await this.#tracker
      .report({ kind: "answered", interaction, response, time, again })
      .catch(failed);
    if (outcome.kind === "ok" && !again) this.#reported.set(id, value);
    return response !== null;
  }
}
