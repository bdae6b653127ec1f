/** A calendar file (RFC 5545) of whole days, each with a reminder on the morning before. */

export interface Day {
  /** The same for the same thing, so that a calendar that takes the file again changes what it has. */
  readonly uid: string;
  /** ISO 8601. */
  readonly date: string;
  readonly summary: string;
  readonly description: string;
}

/** 3.1: most octets of a line, without its end. */
const LONGEST_LINE = 75;
/** 3.3.6: 15 hours before the day begins is nine in the morning of the day before. */
const REMINDER = "-PT15H";

export function calendar(days: readonly Day[], now: Date): string {
  const stamp = now.toISOString().replace(/[-:]|\.\d+/g, "");
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//modulebouwer//plan//NL",
    ...days.flatMap((day) => event(day, stamp)),
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

function event({ uid, date, summary, description }: Day, stamp: string): string[] {
  return [
    "BEGIN:VEVENT",
    `UID:${uid}`,
    `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${date.replace(/-/g, "")}`,
    `SUMMARY:${text(summary)}`,
    `DESCRIPTION:${text(description)}`,
    // 3.8.2.7: a day with something to do in it is not a day away.
    "TRANSP:TRANSPARENT",
    "BEGIN:VALARM",
    "ACTION:DISPLAY",
    `DESCRIPTION:${text(summary)}`,
    `TRIGGER:${REMINDER}`,
    "END:VALARM",
    "END:VEVENT",
  ];
}

/** 3.3.11; of the control characters only the tab may stay (3.1). */
function text(value: string): string {
  return value
    .replace(/\r\n?/g, "\n")
    .replace(/[\0-\x08\x0b-\x1f\x7f]/g, "")
    .replace(/[\\;,]/g, "\\$&")
    .replace(/\n/g, "\\n");
}

/** 3.1: a long line goes on after a line break and a space; no character is halved. */
function folded(line: string): string {
  const octets = new TextEncoder();
  let result = "";
  let used = 0;
  for (const character of line) {
    const size = octets.encode(character).length;
    if (used + size > LONGEST_LINE) {
      result += "\r\n ";
      used = 1;
    }
    result += character;
    used += size;
  }
  return result;
}
