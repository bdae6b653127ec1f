/** What one does to the whole of a module, and takes back: each act is saved at once, in every text that it touches. */

import { post, said } from "../server.ts";
import { word, type Finding } from "../state.ts";
import type { Desk } from "./desk.ts";
import { tab } from "../storage.ts";

/** `writing.py`'s `Wish`: a text that is to be, null for none; and what it was. */
interface Wish {
  readonly path: string;
  readonly text: string | null;
  readonly base: string | null;
}

interface Done {
  readonly what: string;
  readonly back: readonly Wish[];
}

/** What the server says of an act (desk.py's `shape`). `findings`: what is wrong with the module since. */
type Told =
  | { readonly state: "done"; readonly back: readonly Wish[]; readonly findings: readonly Finding[] }
  | { readonly state: "refused"; readonly why: string };

export class Acts {
  /** Called after each act, with a sentence about it and what it made findings of. */
  onTold: (told: string, findings: readonly Finding[]) => void = () => undefined;
  private readonly key: string;
  private readonly done: Done[];
  private readonly undone: Done[] = [];

  /** `module`: its folder. What this window did stays known after F5. */
  constructor(
    module: string,
    private readonly desk: Desk,
    private readonly update: () => Promise<void>,
  ) {
    this.key = `acts ${module}`;
    this.done = JSON.parse(tab.getItem(this.key) ?? "[]") as Done[];
  }

  get canUndo(): boolean {
    return this.done.length > 0;
  }

  get canRedo(): boolean {
    return this.undone.length > 0;
  }

  /** `act`: one of `shaping.py`'s; `what` is told of it when it is done. Whether it is. */
  async run(act: object, what: string, next?: string): Promise<boolean> {
    const why = await this.attempt(act, what, next);
    if (why) this.onTold(why, []);
    return !why;
  }

  /** As `run`, but why it is not done is given: "" for done. `next`: what is shown where that what was shown is gone. */
  async attempt(act: object, what: string, next = "module.yaml"): Promise<string> {
    const told = await this.ask(act, what, next);
    if (typeof told === "string") return told;
    this.done.push({ what, back: told });
    this.undone.length = 0;
    this.keep();
    return "";
  }

  undo(): Promise<void> {
    return this.turn(this.done, this.undone, "undid");
  }

  redo(): Promise<void> {
    return this.turn(this.undone, this.done, "redid");
  }

  private async turn(from: Done[], to: Done[], told: string): Promise<void> {
    const last = from.at(-1);
    if (!last) return;
    const act = { act: "take_back", wishes: last.back };
    const back = await this.ask(act, word(told, { what: last.what }), "module.yaml");
    if (typeof back === "string") return this.onTold(back, []);
    from.pop();
    to.push({ what: last.what, back });
    this.keep();
    await this.update();
  }

  /** What takes it back; or why it is not done. */
  private async ask(act: object, what: string, next: string): Promise<readonly Wish[] | string> {
    // What is typed goes first: an act begins at what the files say.
    if (!(await this.desk.settled())) return word("save_first");
    return this.desk.act(async (acted) => {
      const reply = await post("shape", JSON.stringify(act)).catch(() => null);
      // Nothing is called so, not even for a moment: an empty title.
      if (reply?.status === 400) return word("no_such_title");
      const told = await said<Told>(reply);
      if (told?.state !== "done") return told?.why ?? word("not_done");
      acted(new Map(told.back.map(({ path, base }) => [path, base])));
      await this.show(told.back, next);
      this.onTold(what, told.findings);
      return told.back;
    });
  }

  /** What the act made is shown, what it took away is closed. */
  private async show(back: readonly Wish[], next: string): Promise<void> {
    const made = back.find((one) => one.text === null)?.path;
    const gone = back.filter((one) => one.base === null).map((one) => one.path);
    const wasOpen = gone.includes(this.desk.wanted);
    await this.desk.drop(gone, made);
    await this.update();
    this.desk.sync();
    if (made) await this.desk.open(made);
    else if (wasOpen) await this.desk.open(next);
  }

  private keep(): void {
    try {
      tab.setItem(this.key, JSON.stringify(this.done));
    } catch {
      // No room: the oldest is known no longer.
      this.done.shift();
      if (this.done.length > 0) this.keep();
    }
  }
}
