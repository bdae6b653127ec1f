/** What the player remembers of a learner: the values that every other file talks about. */

/** One answer as the learner left it. */
export interface Answer {
  readonly value: string;
  /** Of the last change, by the learner's clock, in milliseconds since the epoch (UTC). Only ever shown. */
  readonly time: number;
  /** Which version of the answer this is: one more than all that its page knew. Decides what is newer. */
  readonly version: number;
  /** The page that wrote it, which wrote no other text of this version; not there where nobody is known. */
  readonly by?: string;
  /** Of an answer's field: page → the newest version of its under this id that was let go. */
  readonly seen?: Readonly<Record<string, number>>;
}

/** What an answer was an answer to, as long as the record has room for it. */
export interface Label {
  /** The kind of its component, as in the course. */
  readonly component: string;
  /** The first words of its prompt. */
  readonly prompt: string;
}

/** Everything that is kept for one learner in one attempt. Plain data, JSON-able, never holding HTML. */
export interface StateRecord {
  /** Tells this attempt from every other; "" until the first save. */
  readonly attempt: string;
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
  /** Interaction id → what it was. */
  readonly labels: Readonly<Record<string, Label>>;
  /** Time of the learner's own "Afronden", or null. */
  readonly finished: number | null;
}
