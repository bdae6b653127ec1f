/**
 * What the browser keeps: on this computer, or as long as this tab is there. Where it was told to keep nothing (Chrome:
 * "Sites may not save data"), asking is a mistake already: then this page alone holds what it is given.
 */

export interface Kept {
  getItem(key: string): string | null;
  /** Throws when there is no room. */
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
  keys(): readonly string[];
}

export const computer = opened(() => localStorage, false);
export const tab = opened(() => sessionStorage, true);

/** `passing`: what only this page holds is of use too; else nothing is taken. */
function opened(storage: () => Storage, passing: boolean): Kept {
  try {
    const found = storage();
    return {
      getItem: (key) => found.getItem(key),
      setItem: (key, value) => found.setItem(key, value),
      removeItem: (key) => found.removeItem(key),
      keys: () => Object.keys(found),
    };
  } catch {
    const held = new Map<string, string>();
    return {
      getItem: (key) => held.get(key) ?? null,
      setItem: (key, value) => {
        if (!passing) throw new Error("nothing may be kept");
        held.set(key, value);
      },
      removeItem: (key) => held.delete(key),
      keys: () => [...held.keys()],
    };
  }
}
