/** Virtual time: what is due runs in its order, one thing at a time, and all that waits for it before the next. */

/** Whose work it is: what a frozen page has to do waits, what a page that is gone had to do is forgotten. */
export interface Owner {
  state: "running" | "frozen" | "gone";
  readonly held: Due[];
}

export interface Due {
  readonly at: number;
  readonly order: number;
  readonly owner: Owner | null;
  readonly call: () => void;
  cancelled: boolean;
}

const immediate = setImmediate;

/** Lets everything that waits for a promise go on: Node runs all microtasks before it comes back here. */
export function drained(): Promise<void> {
  return new Promise((resolve) => immediate(resolve));
}

export class Clock {
  /** Milliseconds since the run began; whole or not. */
  elapsed = 0;
  /** Things that were done so far, and the most that a run may ask: pages that only answer each other never end. */
  done = 0;
  most = Infinity;
  #order = 0;
  #heap: Due[] = [];

  /** Calls back after `wait` milliseconds; returns the way to cancel. */
  later(wait: number, owner: Owner | null, call: () => void): () => void {
    const due = { at: this.elapsed + Math.max(0, wait), order: this.#order++, owner, call, cancelled: false };
    this.#push(due);
    return () => (due.cancelled = true);
  }

  /** A page is blocked for so long, and with it all pages: what they had to do comes late. The world goes on. */
  block(milliseconds: number): void {
    const until = this.elapsed + milliseconds;
    const late: Due[] = [];
    for (let due = this.#heap[0]; due && due.at <= until; due = this.#heap[0]) {
      this.#pop();
      if (due.owner) late.push(due);
      else this.#run(due);
    }
    for (const due of late) this.#push(due);
    this.elapsed = until;
  }

  /** What is nobody's. */
  #run({ at, cancelled, call }: Due): void {
    if (cancelled) return;
    this.elapsed = Math.max(this.elapsed, at);
    call();
  }

  /** What waited while the page was frozen is due now. */
  thaw(owner: Owner): void {
    for (const due of owner.held.splice(0)) if (!due.cancelled) this.#push(due);
  }

  /** Runs everything that is due in the next `milliseconds`; `after` is called after each thing with its owner. */
  async run(milliseconds: number, within: (owner: Owner, call: () => void) => Promise<void>): Promise<void> {
    const until = this.elapsed + milliseconds;
    for (let due = this.#heap[0]; due && due.at <= until; due = this.#heap[0]) {
      this.#pop();
      if ((this.done += 1) > this.most) return;
      if (due.cancelled || due.owner?.state === "gone") continue;
      if (due.owner) this.elapsed = Math.max(this.elapsed, due.at);
      if (due.owner?.state === "frozen") due.owner.held.push(due);
      else if (due.owner) await within(due.owner, due.call);
      else this.#run(due);
    }
    this.elapsed = Math.max(this.elapsed, until);
  }

  #push(due: Due): void {
    const heap = this.#heap;
    let at = heap.length;
    heap.push(due);
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (before(heap[above]!, due)) break;
      heap[at] = heap[above]!;
      at = above;
    }
    heap[at] = due;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop()!;
    if (heap.length === 0) return;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= heap.length) break;
      if (below + 1 < heap.length && before(heap[below + 1]!, heap[below]!)) below += 1;
      if (before(last, heap[below]!)) break;
      heap[at] = heap[below]!;
      at = below;
    }
    heap[at] = last;
  }
}

function before(a: Due, b: Due): boolean {
  return a.at === b.at ? a.order < b.order : a.at < b.at;
}
