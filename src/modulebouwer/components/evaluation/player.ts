/**
 * An evaluation: nothing of it goes into the record, to the LMS or into a store. The learner takes it along as a small
 * file: the module, how much of it was read in three ranges, and what was filled in. No name, no moment, no number.
 */

import type { Kit } from "../../player/kit.ts";
import type { Context } from "../../player/view/context.ts";
import { register } from "../register.ts";
import { csvLine, readRange } from "./file.ts";

register((kit) => ({
  evaluation: {
    attach(context) {
      kit.all(".evaluation").forEach((root) => evaluation(kit, context, root));
      return () => {};
    },
    done: () => true,
    say: () => "",
    respond: () => null,
  },
}));

function evaluation(
  { all, button, download, find, setText }: Kit,
  context: Context,
  root: HTMLElement,
): void {
  const { course, phrases, session } = context;
  const groups = all("fieldset", root);
  const fields = all<HTMLTextAreaElement>("textarea", root);
  for (const field of all<HTMLInputElement>("input, textarea", root)) field.disabled = false;

  function file(): string {
    const visited = course.sections.filter(({ id }) => session.record.visited.includes(id));
    const range = readRange(visited.length, course.sections.length);
    const chosen = groups.map((group) => {
      const radio = find<HTMLInputElement>("input:checked", group);
      const anchor = radio?.closest("label")?.lastElementChild?.textContent?.trim() ?? "";
      return csvLine(group.querySelector("legend")?.textContent?.trim() ?? "", radio?.value ?? "", anchor);
    });
    const written = fields.map((field) =>
      csvLine(field.labels[0]?.textContent?.trim() ?? "", "", field.value.trim()),
    );
    const read = phrases.word(`components.evaluation.range.${range}`);
    const head = [
      csvLine(course.title, course.identifier, course.version),
      csvLine(phrases.word("components.evaluation.read"), "", read),
    ];
    // With a mark, because Excel would take the letters for those of Windows otherwise.
    return `\ufeff${[...head, ...chosen, ...written, ""].join("\r\n")}`;
  }

  function filled(): boolean {
    return groups.some((group) => find("input:checked", group)) || fields.some(({ value }) => value.trim());
  }

  const said = find("[data-said]", root);
  const take = button(phrases.word("components.evaluation.take"), () => {
    const some = filled();
    if (some) download(`${course.identifier}-evaluatie.csv`, "text/csv;charset=utf-8", file());
    setText(said, phrases.word(some ? "components.evaluation.taken" : "components.evaluation.nothing"));
  });
  take.dataset["action"] = "take-evaluation";
  find("[data-take]", root)?.append(take);
}
