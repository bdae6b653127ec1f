/** What the page asks of the preview's server. */

import { find } from "../../player/view/dom.ts";

/** The server takes a request that changes anything from its own pages alone: it wants the page's token. */
export function post(address: string, body: BodyInit = ""): Promise<Response> {
  const token = find<HTMLMetaElement>('meta[name="token"]')?.content ?? "";
  return fetch(address, { method: "POST", headers: { "X-Preview-Token": token }, body });
}
