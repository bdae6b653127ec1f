/** What has to be done one after the other: each begins when the one before has ended, well or not. */

export class Turns {
  /** How many are under way or wait. */
  count = 0;
  private last: Promise<void> = Promise.resolve();

  /** Fails as `run` does; what follows does not. */
  next(run: () => Promise<void>): Promise<void> {
    this.count += 1;
    const done = this.last.then(run).finally(() => (this.count -= 1));
    this.last = done.catch(() => undefined);
    return done;
  }
}
