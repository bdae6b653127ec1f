/** Text that the browser keeps under a key. It may block that, or run out of room, at any time. */

/** The part of `Storage` in use. Each may throw. */
export type TextStore = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** "" where there is none. */
export function textOf(store: TextStore | null, key: string): string {
  try {
    return store?.getItem(key) ?? "";
  } catch {
    return "";
  }
}

/** Keeps `text`, or nothing when it is ""; false when the browser did not. */
export function keepText(store: TextStore | null, key: string, text: string): boolean {
  try {
    if (text) store?.setItem(key, text);
    else store?.removeItem(key);
    return store !== null;
  } catch {
    return false;
  }
}

/** Keeps under `to` what stands under `from`, and there no more, unless something stands under `to`. */
export function moveText(store: TextStore | null, from: string, to: string): void {
  if (textOf(store, to)) return;
  keepText(store, to, textOf(store, from));
  keepText(store, from, "");
}
