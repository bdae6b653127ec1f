/** The course as a package carries it: at the beginning of its script (render/launch_page.py). */

export interface CourseSection {
  readonly id: string;
  readonly title: string;
  readonly minutes: number;
}

/** Something that can be answered: an option, a point of a scale, one side of a match. */
export interface CourseResponse {
  readonly id: string;
  readonly text: string;
}

export type InteractionType =
  "long-fill-in" | "fill-in" | "true-false" | "choice" | "sequencing" | "matching" | "likert";

/** One recorded answer: kept, merged and reported by itself. */
export interface CourseInteraction {
  /** The component's id, with a part's id behind a full stop where it has parts. */
  readonly id: string;
  /** The kind of its component. */
  readonly component: string;
  readonly section: string;
  readonly prompt: string;
  readonly type: InteractionType;
  readonly maxLength: number;
  readonly required: boolean;
  readonly options?: readonly CourseResponse[];
  readonly targets?: readonly CourseResponse[];
  /** The right responses: ids, `source=target` for matching, every accepted text for fill-in. */
  readonly right?: readonly string[];
}

/** A component that records. */
export interface CourseComponent {
  readonly id: string;
  readonly kind: string;
  readonly section: string;
  readonly title: string;
  readonly required: boolean;
  readonly graded: boolean;
  /** Ids of its interactions, in order. */
  readonly interactions: readonly string[];
  /** What its kind alone knows the meaning of. */
  readonly settings: Readonly<Record<string, unknown>>;
}

export interface CourseObjective {
  readonly id: string;
  readonly text: string;
}

export interface Course {
  readonly identifier: string;
  /** Absolute IRI of the module, "" when module.yaml has no `base_iri`; cmi5 and xAPI name activities under it. */
  readonly iri: string;
  readonly version: string;
  readonly title: string;
  /** "" when the module names none. */
  readonly publisher: string;
  readonly language: string;
  /** Of this version, ISO 8601. */
  readonly date: string;
  /** Minutes. */
  readonly studyLoad: number;
  readonly objectives: readonly CourseObjective[];
  /** Name of the standard that the package was written in, for the support panel. */
  readonly standard: string;
  readonly sections: readonly CourseSection[];
  readonly components: readonly CourseComponent[];
  /** Of all components, in order. */
  readonly interactions: readonly CourseInteraction[];
  readonly completion: {
    readonly sections: "all" | "none";
    readonly components: "required" | "all" | "none";
    readonly score: "none" | "pass";
  };
  /** Least percentage of the graded questions to pass, 0 when nothing is graded. */
  readonly passMark: number;
  readonly answers: "lms" | "device" | "report";
  /** The locale's `player` words, nested as in templates/locales/<lang>.yaml. */
  readonly words: Words;
}

declare global {
  interface Window {
    modulebouwerCourse?: Course;
  }
}

/** The course of the page that this script runs in. */
export function courseOfPage(): Course {
  return window.modulebouwerCourse!;
}

export interface Words {
  readonly [key: string]: string | Words;
}
