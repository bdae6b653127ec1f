/**
 * An evaluation: nothing of it goes into the record, to the LMS or into a store. The learner takes it along as a small
 * file: a line a statement, each with the module and how much of it was read in three ranges, so that the lines of
 * many can be put below each other. No name, no moment, no number.
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
    const read = phrases.word(`components.evaluation.range.${range}`);
    const head = [course.title, course.identifier, course.version, read];
    const chosen = groups.map((group) => {
      const radio = find<HTMLInputElement>("input:checked", group);
      const anchor = radio?.closest("label")?.lastElementChild?.textContent?.trim() ?? "";
      const statement = group.querySelector("legend")?.textContent?.trim() ?? "";
      return csvLine(...head, statement, radio?.value ?? "", anchor);
    });
    const written = fields.map((field) =>
      csvLine(...head, field.labels[0]?.textContent?.trim() ?? "", "", field.value.trim()),
    );
    // With a mark, because Excel would take the letters for those of Windows otherwise.
    return `\ufeff${[...chosen, ...written, ""].join("\r\n")}`;
  }

  function filled(): boolean {
    return groups.some((group) => find("input:checked", group)) || fields.some(({ value }) => value.trim());
  }

  const said = find("[data-said]", root);
  const take = button(phrases.word("components.evaluation.take"), () => {
    const some = filled();
    // Chance in its name, so that those of many fit in one folder; no name, and nowhere else.
    const name = `${course.identifier}-evaluatie-${Math.random().toString(36).slice(2, 8)}.csv`;
    if (some) download(name, "text/csv;charset=utf-8", file());
    setText(said, phrases.word(some ? "components.evaluation.taken" : "components.evaluation.nothing"));
  });
  take.dataset["action"] = "take-evaluation";
  find("[data-take]", root)?.append(take);
}
