/**
 * Suspend data of SCORM 1.2, of which a strict LMS holds 4,096 characters: when ASCII does not fit, wide characters do.
 *
 * Three rules. Once the LMS has refused a record for its length, wide characters fill the record up, behind what is
 * saved. Only a later launch that finds them whole writes a record wide, and only one for which there is no room in
 * ASCII. Whatever of it comes back changed, or is not taken, ends it: for this session, and what a launch finds changed
 * for this attempt, whose records end in two full stops from then on.
 */

import { isCut } from "../../player/codec.ts";
import type { StateRecord } from "../../player/record.ts";
import type { ReadBack, Stored } from "../../player/tracker.ts";
import { decode, encode, SuspendData } from "../scorm/suspend_data.ts";
import { filling, hasWide, isWide, narrowed, widened } from "./wide_form.ts";

/** So many times as much as in ASCII fits in wide characters: 14 bits for 6, but for the head. */
const DENSER = 2.3;
const PACKED = "MB2k";

export class WideSuspendData extends SuspendData {
  /** The LMS gave wide characters back whole, at a later launch than that of the page that wrote them. */
  #proven = false;
  /** A launch found some that were changed. */
  #never = false;
  /** What the LMS holds is wide: there is no way back but for a record that fits. */
  #stands = false;
  /** The LMS has refused a record for its length. */
  #full = false;
  /** Something was amiss with wide characters in this session. */
  #doubted = false;
  #set = "";
  #committed = "";

  override size(record: StateRecord): number {
    const text = this.text(record);
    // More than the LMS has ever shown, until a launch shows it.
    return isWide(text) ? narrowed(text).length : text.length;
  }

  override compare(raw: string, record: StateRecord): ReadBack | null {
    const text = this.text(record);
    const [found, line] = [narrowed(raw), narrowed(text)];
    if (raw !== text) this.#doubt(text);
    else if (this.#committed === text) this.#stands ||= isWide(text);
    if (found === line) return { kind: "equal" };
    return isCut(found, line) ? { kind: "cut", at: found.length } : null;
  }

  override refused(record: StateRecord): boolean {
    const text = this.text(record);
    if (text.length > this.promised) this.#full = true;
    else this.#doubt(text);
    this.forget();
    return this.text(record) !== text;
  }

  override set(record: StateRecord): void {
    super.set(record);
    this.#set = this.text(record);
  }

  override committed(worked: boolean): void {
    if (worked) this.#committed = this.#set;
    else this.#doubt(this.#set);
  }

  /** Nothing wide goes along for the first time. */
  override leaving(): void {
    this.#doubted ||= !this.#proven && !hasWide(this.#committed);
  }

  override heard(record: StateRecord): void {
    if (this.text(record).length <= this.promised || (this.#proven && !this.#doubted)) return;
    this.#proven = true;
    this.#doubted = this.#never = false;
    this.forget();
  }

  protected override written(record: StateRecord): string {
    const line = encode(record, this.promised);
    if (line.length > this.promised) return this.#dense(record, line) ?? line;
    if (this.#never) return line.length < this.promised ? `${line}.` : line;
    const rides = (this.#full || this.#proven) && !this.#doubted;
    return rides ? line + filling(line, this.promised) : line;
  }

  override found(raw: string): Stored {
    const line = narrowed(raw);
    const found = decode(line);
    // Before anything is written: what is found is what the LMS kept.
    if (!this.standing) this.#learn(raw, line, found.kind === "intact");
    return "raw" in found ? { ...found, raw } : found;
  }

  #doubt(text: string): void {
    this.#doubted ||= hasWide(text);
  }

  #dense(record: StateRecord, line: string): string | null {
    const allowed = this.#stands || (this.#proven && this.#full && !this.#doubted && !this.#never);
    if (!allowed) return null;
    return widened(line.startsWith(PACKED) ? line : encode(record, this.promised * DENSER), this.promised);
  }

  #learn(raw: string, line: string, whole: boolean): void {
    this.#stands = isWide(raw) && whole;
    const filled = raw !== line && whole && raw === line + filling(line, this.promised);
    this.#proven = this.#stands || filled;
    this.#never = raw !== line && !this.#proven;
  }
}
