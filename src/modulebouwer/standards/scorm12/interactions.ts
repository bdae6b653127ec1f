/**
 * Answers as interactions, for staff's reports (`answers: report`). SCORM 1.2 RTE 3.4.7; write-only there.
 *
 * A prompt's interaction has its place in the module for an index, and a later answer takes that of an earlier one, so
 * that learners can be compared: Moodle makes a column of every index. Indexes have to be consecutive; prompts that
 * come before and have no answer yet get an interaction of an id and a type alone, which a report shows as empty.
 */

import type { CourseInteraction, CourseResponse } from "../../player/course.ts";
import type { Response } from "../../player/tracker.ts";
import type { ScormCalls } from "../scorm/scorm_api.ts";

/** Where the LMS holds a response to the standard's length. */
const PIECE = 255;
/** The code for a value of the wrong form or length. */
const WRONG_VALUE = "405";
const LONGEST_WORDS = 80;

export class Interactions {
  readonly #calls: ScormCalls;
  readonly #prompts: readonly CourseInteraction[];
  readonly #lost: ReadonlySet<string>;
  /** How many the LMS has. */
  #count: number;
  /** The LMS takes an index once. */
  #appends = false;
  /** The LMS takes options as the standard has them, by one character each, and not by their ids. */
  #marks = false;
  /** What follows on a response's first 255 characters → its index. */
  readonly #rest = new Map<string, number>();

  /** `prompts`: of the module, in its order. `lost`: codes that tell that there is no session any more. */
  constructor(calls: ScormCalls, prompts: readonly CourseInteraction[], lost: ReadonlySet<string>) {
    this.#calls = calls;
    this.#prompts = prompts;
    this.#lost = lost;
    this.#count = parseInt(calls.get("cmi.interactions._count").value ?? "0", 10) || 0;
  }

  /** Gives the first error, "0" for none. `again`: this session has nothing new to tell of it. */
  report(interaction: CourseInteraction, response: Response, at: Date, again = false): string {
    // Where nothing takes the place of what was told, what was told already stays as it is.
    if (this.#appends && again) return "0";
    const place = this.#prompts.findIndex(({ id }) => id === interaction.id);
    const had = this.#count;
    const index = this.#appends || place < 0 ? had : place;
    const filled = this.#fill(index);
    if (filled !== "0") return filled;
    const { error, field } = this.#answer(index, interaction, response, at, again);
    const takenOnce = index < had && error !== "0" && (error !== WRONG_VALUE || field === "id");
    if (!takenOnce || this.#lost.has(error)) return error;
    this.#appends = true;
    return this.report(interaction, response, at, again);
  }

  /** Makes the interactions of the prompts before `index`, without an answer. */
  #fill(index: number): string {
    while (this.#count < index) {
      const prompt = this.#prompts[this.#count]!;
      const { error } = this.#write(this.#count, [
        ["id", reportId(prompt)],
        ["type", typeOf(prompt)],
      ]);
      if (error !== "0") return error;
    }
    return "0";
  }

  #answer(index: number, one: CourseInteraction, response: Response, at: Date, again: boolean): Written {
    const form = formOf(one, response, this.#marks);
    const id = reportId(one);
    const whole = this.#write(index, valuesOf(id, form, at));
    if (whole.error !== WRONG_VALUE || whole.field === "id") return whole;
    if (form.type === "fill-in") return this.#inPieces(index, one, form, at, again);
    if (this.#marks) return whole;
    this.#marks = true;
    return this.#answer(index, one, response, at, again);
  }

  /** The first piece where the answer belongs, the others behind all prompts. */
  #inPieces(index: number, one: CourseInteraction, form: Form, at: Date, again: boolean): Written {
    const [first = "", ...others] = pieces(form.response);
    const written = this.#write(index, valuesOf(reportId(one), { ...form, response: first }, at));
    // Told before, or told never: the LMS does not say, and what was appended once is not to stand there twice.
    if (written.error !== "0" || (again && this.#count > this.#prompts.length)) return written;
    if (others.length > 0 && !this.#appends) this.#fill(this.#prompts.length);
    for (let number = 0; ; number++) {
      const id = reportId(one, number + 2);
      const known = this.#rest.get(id);
      if (number >= others.length && known === undefined) return written;
      const at_ = known ?? this.#count;
      const piece = this.#write(at_, valuesOf(id, { ...form, response: others[number] ?? "" }, at));
      if (piece.error !== "0") return piece;
      if (!this.#appends) this.#rest.set(id, at_);
    }
  }

  /** Order matters: the id makes the interaction, the type decides what a response may be. */
  #write(index: number, values: readonly (readonly [string, string])[]): Written {
    for (const [field, value] of values) {
      const error = this.#calls.set(`cmi.interactions.${index}.${field}`, value);
      if (error !== "0") return { error, field };
      this.#count = Math.max(this.#count, index + 1);
    }
    return { error: "0", field: "" };
  }
}

/** The first error, "0" for none, and where. */
interface Written {
  readonly error: string;
  readonly field: string;
}

/**
 * An interaction's id that says the prompt, since no other element does in this version: the author's id, `_`, and the
 * prompt's words (CMIIdentifier: printable ASCII without spaces). `part`: of an answer in pieces.
 */
export function reportId({ id, prompt }: CourseInteraction, part = 1): string {
  const ascii = prompt
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase();
  const words = ascii.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  const short = words.length > LONGEST_WORDS ? words.slice(0, LONGEST_WORDS).replace(/-[^-]*$/, "") : words;
  return `${id}${part > 1 ? `.${part}` : ""}${short && `_${short}`}`;
}

/** An answer as this standard writes it (RTE 3.4.7: CMIFeedback by type). */
interface Form {
  readonly type: string;
  readonly response: string;
  /** "" where nothing is right or wrong. */
  readonly pattern: string;
  readonly result: string;
}

function typeOf({ type }: CourseInteraction): string {
  return type === "long-fill-in" ? "fill-in" : type;
}

/** `marks`: options by one character each. */
function formOf(interaction: CourseInteraction, { parts, result }: Response, marks: boolean): Form {
  const { right = [] } = interaction;
  const type = typeOf(interaction);
  const known = { type, result: result === "incorrect" ? "wrong" : result };
  if (type === "fill-in") return { ...known, response: parts.join(""), pattern: right[0] ?? "" };
  const said = (found: readonly string[]): string =>
    found
      .map((part) => (marks || type === "true-false" ? short(interaction, part) : part.replace("=", ".")))
      .join(",");
  return { ...known, response: said(parts), pattern: said(right) };
}

/** Options are single characters in the standard; a match is `source.target`. */
function short({ type, options = [], targets = [] }: CourseInteraction, part: string): string {
  if (type === "true-false") return part.slice(0, 1);
  const mark = (of: readonly CourseResponse[], id: string | undefined): string =>
    (of.findIndex((one) => one.id === id) + 1).toString(36);
  const [source, target] = part.split("=");
  return type === "matching" ? `${mark(options, source)}.${mark(targets, target)}` : mark(options, source);
}

function valuesOf(id: string, form: Form, at: Date): readonly (readonly [string, string])[] {
  return [
    ["id", id],
    ["type", form.type],
    ["student_response", form.response],
    ...(form.pattern ? [["correct_responses.0.pattern", form.pattern] as const] : []),
    ["result", form.result],
    ["time", at.toTimeString().slice(0, 8)],
  ];
}

/** In pieces of at most 255 UTF-16 units, on one line each (scorm-again takes no newline), no character halved. */
function pieces(text: string): string[] {
  const found: string[] = [];
  let piece = "";
  for (const character of text.replace(/\s*[\r\n\u2028\u2029]+\s*/g, " / ")) {
    if (piece.length + character.length > PIECE) {
      found.push(piece);
      piece = "";
    }
    piece += character;
  }
  return [...found, piece];
}
