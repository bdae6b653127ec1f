/** The page that lists modules, or that one begins on: new modules, documents that become one, others to open. */

import { all } from "../../player/view/dom.ts";
import { documents, oneAtATime, tell, type Made } from "./documents.ts";
import { post } from "./server.ts";
import { word } from "./state.ts";

documents();
for (const form of all<HTMLFormElement>("form[data-ask]")) {
  const what = form.dataset["ask"]!;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void oneAtATime(what, () => ask(what, Object.fromEntries(new FormData(form))));
  });
}

async function ask(what: string, values: object): Promise<void> {
  const reply = await post(`/${what}`, JSON.stringify(values));
  if (!reply.ok) return tell(what, word("not_done"));
  const { told, address } = (await reply.json()) as Made;
  tell(what, told);
  if (address) location.assign(address);
}
