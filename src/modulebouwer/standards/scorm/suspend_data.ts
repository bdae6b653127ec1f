/** The record as it stands in suspend data, of which an LMS may hold 4,096 characters and no more: packed if need be. */

import * as codec from "../../player/codec.ts";
import * as packing from "../../player/packing.ts";
import type { StateRecord } from "../../player/record.ts";
import type { ReadBack, Stored } from "../../player/tracker.ts";

/** The line in at most `room` characters if that can be; else the shortest there is. */
export function encode(record: StateRecord, room = Infinity): string {
  return codec.encode(record, room, packing);
}

/** Never throws. */
export function decode(raw: string): Stored {
  return codec.decode(raw, packing);
}

interface Written {
  readonly record: StateRecord;
  readonly text: string;
}

/** What a page writes into suspend data and finds there. A version of the standard may have a form of its own. */
export class SuspendData {
  /** Characters that every LMS of this version takes. */
  protected readonly promised: number;
  /** Revision of what this page has last given the LMS's script, which did not refuse it; 0: nothing yet. */
  standing = 0;
  /** That, and what stands for it; asking how long another record would be changes nothing of it. */
  #stood: Written | null = null;
  #last: Written | null = null;

  constructor(promised: number) {
    this.promised = promised;
  }

  /** What is to stand there for `record`. */
  text(record: StateRecord): string {
    if (this.#last?.record !== record) this.#last = { record, text: this.written(record) };
    return this.#last.text;
  }

  /** Characters of `record`, as far as an LMS has to take them. */
  size(record: StateRecord): number {
    return this.text(record).length;
  }

  /** The record that this page last had stand there as `raw`; null for anything else. The line may tell less of it. */
  own(raw: string): StateRecord | null {
    return raw === this.#stood?.text ? this.#stood.record : null;
  }

  /** What `raw`, found there, says. Never throws. */
  found(raw: string): Stored {
    return decode(raw);
  }

  /** What `raw`, found there, has of `record`, which was written; null where that is something else. */
  compare(raw: string, record: StateRecord): ReadBack | null {
    const text = this.text(record);
    if (raw === text) return { kind: "equal" };
    return codec.isCut(raw, text) ? { kind: "cut", at: raw.length } : null;
  }

  /** The LMS takes no value like what stands for `record`; whether there is another to try. */
  refused(_record: StateRecord): boolean {
    return false;
  }

  /** The LMS's script was given what stands for `record`, and has not refused it. */
  set(record: StateRecord): void {
    this.standing = record.revision;
    this.#stood = { record, text: this.text(record) };
  }

  /** A commit worked, or did not. */
  committed(_worked: boolean): void {}

  /** The page goes: what is set from here on it never sees again. */
  leaving(): void {}

  /** Another page has shown that the LMS holds `record`. */
  heard(_record: StateRecord): void {}

  protected written(record: StateRecord): string {
    return encode(record, this.promised);
  }

  protected forget(): void {
    this.#last = null;
  }
}
