/** The course as the launch page carries it: the JSON in `<script type="application/json" id="course">`. */

export interface CourseSection {
  readonly id: string;
  readonly title: string;
  readonly minutes: number;
}

export interface CourseInteraction {
  readonly id: string;
  readonly component: string;
  readonly section: string;
  readonly prompt: string;
  readonly maxLength: number;
  readonly required: boolean;
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
  readonly interactions: readonly CourseInteraction[];
  readonly completion: {
    readonly sections: "all" | "none";
    readonly reflections: "required" | "all" | "none";
  };
  readonly answers: "lms" | "device" | "report";
  /** The locale's `player` words, nested as in templates/locales/<lang>.yaml. */
  readonly words: Words;
}

/** The course of the page that this script runs in. */
export function courseOfPage(): Course {
  return JSON.parse(document.getElementById("course")!.textContent) as Course;
}

export interface Words {
  readonly [key: string]: string | Words;
}
