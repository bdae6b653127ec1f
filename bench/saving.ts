/**
 * What saving costs a learner who answers 63 questions at a person's pace in a quiet LMS of SCORM (`make bench`).
 *
 * Commits are counted under the simulation's clock; "longest" is time of the processor, the most that the page had to
 * wait for at once: it is the same on a machine that has much else to do. Of three answers one is written (150 characters, 3.5 a second) and two are
 * chosen.
 */

import { ANSWERS, Quiet } from "../tests/simulation/quiet.ts";

for (const standard of ["scorm12", "scorm2004"] as const) {
  const quiet = new Quiet(standard);
  await quiet.pass(5_000);
  await quiet.answersAll();
  quiet.close();
  const each = (quiet.commits / ANSWERS).toFixed(2);
  console.log(`${standard}: ${each} commits an answer, longest ${quiet.longest.toFixed(0)} ms`);
}
