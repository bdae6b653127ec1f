/** What the page asks of the preview's server. */

import { find } from "../../player/view/dom.ts";

/**
 * The server takes a request that changes anything from its own pages alone: it wants the page's token. Where the server
 * was started again meanwhile, the page goes on with the new one: it is not loaded anew, for who types in it types on.
 */
export async function post(address: string, body: BodyInit = ""): Promise<Response> {
  const reply = await send(address, body);
  return reply.status === 403 && (await renewToken()) ? send(address, body) : reply;
}

function send(address: string, body: BodyInit): Promise<Response> {
  return fetch(address, { method: "POST", headers: { "X-Preview-Token": meta("token").content }, body });
}

/** Takes the token of the server that answers now. False where there is none, or where it is not of this page's kind. */
export async function renewToken(): Promise<boolean> {
  const reply = await fetch(location.pathname).catch(() => null);
  const text = reply?.ok ? await reply.text().catch(() => "") : "";
  const page = new DOMParser().parseFromString(text, "text/html");
  // Of the same program, about the same folder: what is written here goes nowhere else.
  if (find<HTMLMetaElement>(SERVES, page)?.content !== find<HTMLMetaElement>(SERVES)?.content) return false;
  meta("token").content = meta("token", page).content;
  return true;
}

const SERVES = 'meta[name="serves"]';

function meta(name: string, page: ParentNode = document): HTMLMetaElement {
  return find<HTMLMetaElement>(`meta[name="${name}"]`, page)!;
}

/** Milliseconds without an answer after which one would wonder. */
const PATIENCE = 5_000;

/** Calls `late`, once, where an answer does not come; it may come yet. */
export function awaited<T>(answer: Promise<T>, late: () => void): Promise<T> {
  const timer = setTimeout(late, PATIENCE);
  return answer.finally(() => clearTimeout(timer));
}

/** What a reply says, as JSON; null where there is none, it is a refusal, or it broke off half-way. */
export async function said<T>(reply: Response | null): Promise<T | null> {
  return reply?.ok ? ((await reply.json().catch(() => null)) as T | null) : null;
}
