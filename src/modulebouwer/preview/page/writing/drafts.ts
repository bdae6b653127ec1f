/**
 * What this browser keeps of every text that is open: what is typed and not yet in the file, and what can be undone.
 * Each window has its own; what a window left that is gone, the next one takes up.
 */

const PREFIX = "writing";

/** `base`: what the file said, null for none; `state`: the editor's, as JSON. */
export interface Draft {
  readonly base: string | null;
  readonly dirty: boolean;
  readonly state: unknown;
}

export class Drafts {
  private constructor(
    private readonly module: string,
    private readonly id: string,
  ) {}

  /** `module`: its folder. */
  static async ofThisWindow(module: string): Promise<Drafts> {
    const known = sessionStorage.getItem(PREFIX);
    // A window that was doubled has the number of the first.
    const id = known && (await held(known)) ? known : crypto.randomUUID();
    if (id !== known) await held(id);
    sessionStorage.setItem(PREFIX, id);
    return new Drafts(module, id);
  }

  /** False when the browser has no room: then nothing but this page holds the text. */
  keep(path: string, draft: Draft): boolean {
    try {
      localStorage.setItem(this.key(path, this.id), JSON.stringify(draft));
      return true;
    } catch {
      return false;
    }
  }

  /** What this window kept of a text, else what one that is gone had not saved. */
  async find(path: string): Promise<Draft | null> {
    const own = this.read(this.key(path, this.id));
    if (own) return own;
    const open = new Set((await navigator.locks.query()).held?.map((lock) => lock.name));
    for (const key of Object.keys(localStorage)) {
      const window = key.slice(this.key(path, "").length);
      if (!key.startsWith(this.key(path, "")) || open.has(`${PREFIX} ${window}`)) continue;
      const draft = this.read(key);
      // First it is kept under this window's name.
      if (!draft?.dirty || this.keep(path, draft)) localStorage.removeItem(key);
      if (draft?.dirty) return draft;
    }
    return null;
  }

  private key(path: string, window: string): string {
    return [PREFIX, this.module, path, window].join(" ");
  }

  private read(key: string): Draft | null {
    try {
      return JSON.parse(localStorage.getItem(key) ?? "null") as Draft | null;
    } catch {
      return null;
    }
  }
}

/** Whether this window is now, and for as long as it is there, the one with that number. */
function held(id: string): Promise<boolean> {
  return new Promise((resolve) => {
    void navigator.locks.request(`${PREFIX} ${id}`, { ifAvailable: true }, (lock) => {
      resolve(lock !== null);
      return lock ? new Promise(() => undefined) : null;
    });
  });
}
