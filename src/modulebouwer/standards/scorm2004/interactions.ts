/**
 * `cmi.interactions` of SCORM 2004 (Run-Time Environment 4.2.9): answers for staff's reports. An interaction is found by
 * its id, so that a later text takes the place of an earlier one. A new one gets the prompt's place in the module for an
 * index: indexes have to be consecutive, so prompts before it get theirs too, without an answer.
 */

import type { Course, CourseInteraction, InteractionType } from "../../player/course.ts";
import type { Response } from "../../player/tracker.ts";
import type { ScormCalls } from "../scorm/scorm_api.ts";

/** Smallest permitted maximum of a long-fill-in response, less the room for the language's mark. */
const PIECE = 3_980;
/** Smallest permitted maximum of a description. */
const LONGEST_DESCRIPTION = 250;
/** Every commit of Moodle sends all interactions again, seven variables each, and PHP takes 1,000. */
const MOST = 100;
/** Incorrect value, in all the codes that LMSs give for one: the LMS does not take this text. */
const REFUSED = new Set(["351", "402", "404", "405", "406", "407", "408"]);

/** An answer as this standard writes it (RTE 4.2.9). */
interface Form {
  readonly type: string;
  readonly response: string;
  /** "" where nothing is right or wrong. */
  readonly pattern: string;
  readonly result: string;
}

export type Written = "ok" | "refused" | { readonly error: string };

export class Interactions {
  private readonly calls: ScormCalls;
  /** Its language is told to the LMS in front of each text. */
  private readonly course: Pick<Course, "language" | "interactions">;
  private readonly indexes = new Map<string, number>();

  constructor(calls: ScormCalls, course: Pick<Course, "language" | "interactions">) {
    this.calls = calls;
    this.course = course;
    const count = parseInt(calls.get("cmi.interactions._count").value ?? "0", 10) || 0;
    for (let index = 0; index < count; index++) {
      const id = calls.get(`cmi.interactions.${index}.id`).value;
      if (id) this.indexes.set(id, index);
    }
  }

  /** Writes an answer for staff's reports. */
  report(interaction: CourseInteraction, { parts, result }: Response, at: Date): Written {
    const { id, type, right = [] } = interaction;
    const made = this.makeUpTo(id);
    if (made !== "ok") return made;
    if (type === "long-fill-in") return this.write(id, parts.join(""), at);
    const pattern = right.length ? responseOfType(type, type === "fill-in" ? right.slice(0, 1) : right) : "";
    return this.one(id, { type, response: responseOfType(type, parts), pattern, result }, at);
  }

  /** Writes a text of any length: in the interaction `id`, and what does not fit in `id.2`, `id.3` … */
  write(id: string, text: string, at: Date): Written {
    const found = pieces(asciiLine(text));
    for (const [number, piece] of found.entries()) {
      // What has no place of its own stands behind all prompts.
      const made = number > 0 ? this.makeUpTo(null) : "ok";
      if (made !== "ok") return made;
      const written = this.one(name(id, number), this.textForm(piece), at);
      if (written !== "ok") return written;
    }
    // A shorter text leaves no tail of the longer one behind it.
    for (let number = found.length; this.indexes.has(name(id, number)); number++) {
      const written = this.one(name(id, number), this.textForm(""), at);
      if (written !== "ok") return written;
    }
    return "ok";
  }

  /** The text that a first player wrote in `count` pieces, or null when the LMS does not hold them all. */
  read(id: string, count: number): string | null {
    let line = "";
    for (let number = 0; number < count; number++) {
      const index = this.indexes.get(name(id, number));
      const piece = index === undefined ? null : this.calls.get(responseOf(index)).value;
      if (piece === null) return null;
      line += piece.replace(/^\{lang=[^}]*\}/, "");
    }
    try {
      return JSON.parse(`"${line}"`) as string;
    } catch {
      return null;
    }
  }

  private textForm(piece: string): Form {
    return {
      type: "long-fill-in",
      response: `{lang=${this.course.language}}${piece}`,
      pattern: "",
      result: "neutral",
    };
  }

  /** Makes the interactions of all prompts before `id` that the LMS lacks, as far as it has room. */
  private makeUpTo(id: string | null): Written {
    if (id !== null && this.indexes.has(id)) return "ok";
    for (const prompt of this.course.interactions.slice(0, MOST)) {
      if (prompt.id === id) break;
      if (this.indexes.has(prompt.id)) continue;
      const made = this.set(prompt.id, [["type", prompt.type]]);
      if (made !== "ok") return made;
    }
    return "ok";
  }

  private one(id: string, form: Form, at: Date): Written {
    return this.set(id, [
      ["type", form.type],
      ["timestamp", timestamp(at)],
      ...(form.pattern ? ([["correct_responses.0.pattern", form.pattern]] as const) : []),
      ["learner_response", form.response],
      ["result", form.result],
    ]);
  }

  private set(id: string, values: readonly (readonly [string, string])[]): Written {
    const known = this.indexes.get(id);
    if (known === undefined && this.indexes.size >= MOST) return "refused";
    const index = known ?? this.indexes.size;
    const prompt = this.course.interactions.find((one) => one.id === id)?.prompt ?? "";
    const said = prompt.replace(/\s+/g, " ").slice(0, LONGEST_DESCRIPTION);
    if (known === undefined) {
      // Order matters: the id makes the interaction, the type decides what a response may be.
      const error = this.calls.set(`cmi.interactions.${index}.id`, id);
      if (REFUSED.has(error)) return "refused";
      if (error !== "0") return { error };
      this.indexes.set(id, index);
      if (said) this.calls.set(`cmi.interactions.${index}.description`, said);
    }
    for (const [field, value] of values) {
      const error = this.calls.set(`cmi.interactions.${index}.${field}`, value);
      if (REFUSED.has(error)) return "refused";
      if (error !== "0") return { error };
    }
    return "ok";
  }
}

/** RTE 4.2.9.1, table 4.2.9.1a: parts between `[,]`, the two sides of a match around `[.]`. */
function responseOfType(type: InteractionType, parts: readonly string[]): string {
  if (type === "fill-in") return asciiLine(parts.join(""));
  return parts.map((part) => part.split("=").map(shortIdentifier).join("[.]")).join("[,]");
}

/** Moodle takes letters, digits, `_` and `.` in an identifier and no hyphen; an id of ours never has a `_`. */
function shortIdentifier(id: string): string {
  return id.replaceAll("-", "_");
}

function name(id: string, number: number): string {
  return number === 0 ? id : `${id}.${number + 1}`;
}

function responseOf(index: number): string {
  return `cmi.interactions.${index}.learner_response`;
}

/** One line of ASCII, as JSON escapes it: Moodle and scorm-again refuse a newline in a response (406). */
export function asciiLine(text: string): string {
  return JSON.stringify(text)
    .slice(1, -1)
    .replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** At least one. A cut may fall inside an escape: only the whole is ever read. */
function pieces(line: string): string[] {
  const found = [];
  for (let at = 0; at === 0 || at < line.length; at += PIECE) found.push(line.slice(at, at + PIECE));
  return found;
}

/** Local time without zone or fraction: the only form that Moodle and ADL's reference both take. */
function timestamp(at: Date): string {
  const two = (part: number): string => String(part).padStart(2, "0");
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join("-");
  return `${day}T${[at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join(":")}`;
}
