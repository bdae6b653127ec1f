/** The interface's words, with numbers, dates and plurals filled in. */

import type { Count, Word } from "../course.ts";
import type { Course, Words } from "../course.ts";

type Values = Readonly<Record<string, string | number>>;

export class Phrases {
  private readonly course: Course;

  constructor(course: Course) {
    this.course = course;
  }

  /** The word at a dotted path. A missing one is a mistake of the build, told loudly. */
  word(path: Word, values: Values = {}): string {
    const found = this.at(path);
    if (typeof found !== "string") throw new Error(`no word ${path}`);
    return fill(found, values);
  }

  /** The form for `count`: our languages have one for 1 and one for the rest (CLDR; French counts 0 as 1). */
  count(path: Count, count: number): string {
    const rule = new Intl.PluralRules(/^fr\b/.test(this.course.language) ? "fr" : "en");
    return this.word(`${path}.${rule.select(count) === "one" ? "one" : "other"}`, { count });
  }

  duration(minutes: number): string {
    const hours = Math.floor(minutes / 60);
    const rest = minutes % 60;
    const form = hours === 0 ? "minutes" : rest === 0 ? "hours" : "both";
    return this.word(`duration.${form}`, { hours, minutes: rest });
  }

  /** A moment (ms since the epoch) or an ISO date as a day in words. */
  date(moment: number | string): string {
    const date = typeof moment === "string" ? new Date(`${moment}T12:00:00`) : new Date(moment);
    const months = this.at("months") as unknown as readonly string[];
    const day = date.getDate() === 1 ? this.word("first_of_month") : date.getDate();
    return this.word("date", { day, month: months[date.getMonth()] ?? "", year: date.getFullYear() });
  }

  time(moment: number): string {
    const date = new Date(moment);
    return this.word("time", { hours: date.getHours(), minutes: String(date.getMinutes()).padStart(2, "0") });
  }

  private at(path: string): string | Words | undefined {
    let place: string | Words | undefined = this.course.words;
    for (const key of path.split(".")) place = typeof place === "object" ? place[key] : undefined;
    return place;
  }
}

function fill(text: string, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** Words as a reader counts them. */
export function countWords(text: string): number {
  return text.match(/[\p{L}\p{N}]+(?:[’'.-][\p{L}\p{N}]+)*/gu)?.length ?? 0;
}
