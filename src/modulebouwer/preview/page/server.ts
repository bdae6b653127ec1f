/** What the page asks of the preview's server. */

import { find } from "../../player/view/dom.ts";

/** The server takes a request that changes anything from its own pages alone: it wants the page's token. */
export function post(address: string, body: BodyInit = ""): Promise<Response> {
  const token = find<HTMLMetaElement>('meta[name="token"]')?.content ?? "";
  return fetch(address, { method: "POST", headers: { "X-Preview-Token": token }, body });
}

/** As `post`, also to another server than that of this page; null when none can be reached. */
export async function postAnew(address: string, body: BodyInit): Promise<Response | null> {
  const reply = await post(address, body).catch(() => null);
  if (reply?.status !== 403 || !(await renewToken())) return reply;
  return post(address, body).catch(() => null);
}

/** Takes the token of the server that answers now, which may be another than that of this page. Whether there is one. */
export async function renewToken(): Promise<boolean> {
  const reply = await fetch(location.pathname).catch(() => null);
  if (!reply?.ok) return false;
  const page = new DOMParser().parseFromString(await reply.text(), "text/html");
  const token = find<HTMLMetaElement>('meta[name="token"]', page)?.content;
  const own = find<HTMLMetaElement>('meta[name="token"]');
  if (token && own) own.content = token;
  return Boolean(token && own);
}

/** What a reply says, as JSON; null where there is none, it is a refusal, or it broke off half-way. */
export async function said<T>(reply: Response | null): Promise<T | null> {
  return reply?.ok ? ((await reply.json().catch(() => null)) as T | null) : null;
}
