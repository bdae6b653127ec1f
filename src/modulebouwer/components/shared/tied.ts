/** What is said about an answer, that it is needed and its hint, is said with its field too (WCAG 2.2, 1.3.1 and 3.3.2). */

import type { CourseComponent } from "../../player/course.ts";
import type { Kit } from "../../player/kit.ts";

/** Ties them by `aria-describedby`: what stands with one field to that field, what stands above all to each. */
export function tie({ all }: Kit, components: readonly CourseComponent[]): void {
  for (const { kind, id } of components) {
    const root = `#${CSS.escape(`${kind}-${id}`)}`;
    all(`${root} .required, ${root} .hint`).forEach((about, number) => {
      about.id = `about-${id}-${number}`;
      const place = about.closest("[data-field]") ?? about.closest(root)!;
      for (const field of all('[id^="answer-"]', place)) {
        const before = field.getAttribute("aria-describedby");
        field.setAttribute("aria-describedby", before ? `${before} ${about.id}` : about.id);
      }
    });
  }
}
