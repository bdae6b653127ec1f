/** The course of the page that this script runs in: at the beginning of its script (render/launch_page.py). */

import type { Course, CourseInteraction } from "./course_types.ts";

export type * from "./course_types.ts";

export type InteractionType = CourseInteraction["type"];

declare global {
  interface Window {
    modulebouwerCourse?: Course;
  }
}

export function courseOfPage(): Course {
  return window.modulebouwerCourse!;
}
