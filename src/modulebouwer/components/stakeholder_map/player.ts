/** What follows the rows of a map of stakeholders: the usual approach beside each, and the picture below all. */

import { borrow, register } from "../register.ts";
import type { Extra } from "../shared/rows/form.ts";
import type {} from "../shared/rows/player.ts";
import { isLevel } from "../shared/rows/levels.ts";
import { mapPicture, quadrantOf } from "./picture.ts";

/** Beside the field for the learner's own approach, what is usual with this interest and influence. */
const showUsual: Extra = ({ kit, context: { phrases }, elements, cells }) => {
  return () => {
    for (const row of elements()) {
      const [, , interest = "", influence = ""] = cells(row);
      const known = isLevel(interest) && isLevel(influence);
      const approach = known
        ? phrases.word(`components.stakeholder-map.quadrants.${quadrantOf(+interest, +influence)}`)
        : "";
      const text = known ? phrases.word("components.stakeholder-map.usual", { approach }) : "";
      kit.setText(kit.find("[data-remark]", row), text);
    }
  };
};

const showPicture: Extra = ({ kit, context: { phrases }, root, elements, cells }) => {
  const place = kit.find("[data-picture]", root)!;
  // Of a page that is not shown, nothing has a width.
  function draw(): void {
    if (place.clientWidth)
      place.replaceChildren(mapPicture(phrases, elements().map(cells), place.clientWidth));
  }
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
    extras: [showUsual, showPicture],
    picture: (phrases, rows) => mapPicture(phrases, rows),
  }),
}));
