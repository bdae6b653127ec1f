/** A server answers that this page cannot go on with: it is loaded anew, and one goes on where one was. */

import { tab } from "../storage.ts";

const KEY = "modulebouwer-anew";

export async function loadAnew(): Promise<void> {
  tab.setItem(KEY, "text");
  // What is not shown there may be opened from the page to begin on.
  const reply = await fetch(location.pathname).catch(() => null);
  if (reply?.status === 404) location.assign("/");
  else location.reload();
}

/** Whether one wrote here before the page was loaded anew, once. */
export function stood(): boolean {
  const wrote = tab.getItem(KEY) !== null;
  tab.removeItem(KEY);
  return wrote;
}
