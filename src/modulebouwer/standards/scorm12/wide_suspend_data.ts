/**
 * Suspend data of SCORM 1.2, of which a strict LMS holds 4,096 characters: when ASCII does not fit, wide characters do.
 *
 * Three rules. Once the LMS has refused a record for its length, wide characters fill the record up, behind what is
 * saved; until a launch has told, new answers leave them room. Only a later launch that finds them whole writes a record
 * wide, and only one for which there is no room in ASCII. Whatever of it comes back changed, or is not taken, ends it:
 * for this session, and what a launch finds changed for this attempt, whose records end in two full stops from then on.
 */

import { isCut } from "../../player/codec.ts";
import { textLength } from "../../player/held_back.ts";
import type { StateRecord } from "../../player/record.ts";
import { keys } from "../../player/state.ts";
import type { ReadBack, Stored } from "../../player/tracker.ts";
import { decode, encode, SuspendData } from "../scorm/suspend_data.ts";
import { FEWEST, filling, hasWide, isWide, narrowed, widened } from "./wide_form.ts";

/** So many times as much as in ASCII fits in wide characters: 14 bits for 6, but for the head. */
const DENSER = 2.3;
const PACKED = "MB2k";
/** So many characters new answers leave: to wide ones that tell something, and to what comes without an answer. */
const LEFT = 48;

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
  /** Characters of the answers that stand there. */
  #standing = 0;

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
    this.#standing = characters(record);
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
    this.#standing = characters(record);
    if (this.text(record).length <= this.promised || (this.#proven && !this.#doubted)) return;
    this.#proven = true;
    this.#doubted = this.#never = false;
    this.forget();
  }

  protected override written(record: StateRecord): string {
    const { promised } = this;
    const line = encode(record, promised - LEFT);
    const room = promised - line.length;
    const mayWiden = this.#stands || (this.#proven && this.#full && !this.#doubted);
    if (mayWiden && room < FEWEST) {
      const packed = line.startsWith(PACKED) ? line : encode(record, promised * DENSER);
      return widened(packed, promised) ?? line;
    }
    if (room < 0) return line;
    if (this.#never) return room > 0 ? `${line}.` : line;
    // More than a strict LMS takes: it says so, and an answer is held back.
    if (!mayWiden && room < LEFT && characters(record) > this.#standing) return line + ".".repeat(LEFT);
    const rides = (this.#full || this.#proven) && !this.#doubted;
    return rides ? line + filling(line, promised) : line;
  }

  override found(raw: string): Stored {
    const line = narrowed(raw);
    const found = decode(line);
    // Before anything is written: what is found is what the LMS kept.
    if (!this.standing) {
      const whole = found.kind === "intact";
      const kept = whole && (isWide(raw) || raw === line + filling(line, this.promised));
      this.#stands = whole && isWide(raw);
      this.#proven = kept && raw !== line;
      this.#never = !kept && raw !== line;
      if (whole) this.#standing = characters(found.record);
    }
    return "raw" in found ? { ...found, raw } : found;
  }

  #doubt(text: string): void {
    this.#doubted ||= hasWide(text);
  }
}

function characters(record: StateRecord): number {
  return keys(record.answers).reduce((sum, id) => sum + textLength(record, id), 0);
}
