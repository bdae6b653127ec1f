/** What follows the rows of a map of stakeholders: what their quadrant asks beside each, and the picture below all. */

import { settingsOf } from "../kind.ts";
import { borrow, register } from "../register.ts";
import type { Extra } from "../shared/rows/form.ts";
import type {} from "../shared/rows/player.ts";
import { isLevel } from "../shared/rows/levels.ts";
import { mapPicture } from "./picture.ts";
import { mapWords, quadrantOf, remark } from "./words.ts";

/** Beside the field for the learner's own approach, what goes with this interest and influence. */
const showUsual: Extra = ({ kit, context: { phrases }, component, elements, cells }) => {
  const settings = settingsOf(component, "stakeholder-map");
  return () => {
    for (const row of elements()) {
      const [, , interest = "", influence = ""] = cells(row);
      const known = isLevel(interest) && isLevel(influence);
      const text = known ? remark(phrases, settings, quadrantOf(+interest, +influence)) : "";
      kit.setText(kit.find("[data-remark]", row), text);
    }
  };
};

const showPicture: Extra = ({ kit, context: { phrases }, component, root, elements, cells }) => {
  const place = kit.find("[data-picture]", root)!;
  const words = mapWords(phrases, settingsOf(component, "stakeholder-map"));
  // Of a page that is not shown, nothing has a width.
  function draw(): void {
    if (place.clientWidth) place.replaceChildren(mapPicture(words, elements().map(cells), place.clientWidth));
  }
  // On paper is also what was not shown yet.
  addEventListener("beforeprint", () => {
    if (!place.firstChild) place.append(mapPicture(words, elements().map(cells)));
  });
  let width = 0;
  new ResizeObserver(() => {
    if (place.clientWidth !== width) draw();
    width = place.clientWidth;
  }).observe(place);
  return draw;
};

register((kit) => ({
  "stakeholder-map": borrow("rows").kind(kit, {
    words: "components.stakeholder-map",
    share: "map",
    extras: [showUsual, showPicture],
    picture: (phrases, component, rows, width) =>
      mapPicture(mapWords(phrases, settingsOf(component, "stakeholder-map")), rows, width),
  }),
}));
