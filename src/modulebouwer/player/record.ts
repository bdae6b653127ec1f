/** What the player remembers of a learner: the values that every other file talks about. */

/** One answer as the learner left it. `time` is that of the last change, in whole milliseconds since the epoch (UTC). */
export interface Answer {
  readonly value: string;
  readonly time: number;
}

/** Everything that is kept for one learner in one attempt. Plain data, JSON-able, never holding HTML. */
export interface StateRecord {
  /** Rises at every attempt to save: a repeated value is not sent again by some LMSs (Moodle, SCORM 1.2). */
  readonly revision: number;
  /** Version of the module that wrote the record (semantic version). */
  readonly moduleVersion: string;
  /** Section id of the place left, "" at the start. */
  readonly location: string;
  /** Section ids in the order of the first visit. */
  readonly visited: readonly string[];
  /** Interaction id → answer. Ids that this module version no longer has stay in it. */
  readonly answers: Readonly<Record<string, Answer>>;
  /** Interaction id → the other text of a conflict (two tabs, two devices), until the learner has chosen. */
  readonly conflicts: Readonly<Record<string, Answer>>;
  /** Time of the learner's own "Afronden", or null. */
  readonly finished: number | null;
}
