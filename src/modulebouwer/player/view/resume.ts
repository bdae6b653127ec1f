/**
 * Where the learner goes on: at what they read last in this browser, else at what they answered last in the section
 * that they left. What was read is kept beside the record: it is worth no room in an LMS, and no more than one place.
 */

import { usable } from "../environment.ts";
import { all, find, setText } from "./dom.ts";
import type { Context } from "./context.ts";

/** `id`: of an element in the page of `section`; `title`: its heading or question, "" for the section as a whole. */
export interface Left {
  readonly section: string;
  readonly id: string;
  readonly title: string;
}

type Work = Omit<Context, "open">;

/** The place in what is kept: whose it is, and the id of the element. */
type Kept = readonly [whose: string, id: string];

const KEY = "modulebouwer.place";
const ANSWER = "answer-";
const PLACES = `:is(h2, h3)[id], [id^="${ANSWER}"]`;
const LONGEST = 70;

/** Null for who begins. */
export function placeLeft(context: Work): Left | null {
  const section = context.session.record.location;
  const page = document.getElementById(`section-${section}`);
  if (!page) return null;
  for (const id of [placeRead(context), lastAnswered(context, section)]) {
    const place = id === null ? null : document.getElementById(id);
    if (place && page.contains(place)) return { section, id: place.id, title: titleOf(context, place) };
  }
  return { section, id: page.id, title: "" };
}

/** Keeps what the reader has before them whenever the page goes out of sight. */
export function keepPlace(context: Work): void {
  const store = usable(() => localStorage);
  function keep(): void {
    const shown = all(PLACES, find("[data-page].current") ?? document.body);
    const read = shown.filter(
      (place) => place.getBoundingClientRect().top < innerHeight / 2 && isThere(place),
    );
    const id = read.at(-1)?.id ?? "";
    const kept: Kept = [whoseOf(context), id];
    try {
      if (id === "") store?.removeItem(KEY);
      else store?.setItem(KEY, JSON.stringify(kept));
    } catch {
      // A full or blocked store costs the place, and the section is still known.
    }
  }
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && keep());
  addEventListener("pagehide", keep);
}

/** The button of the opening page leads on, for who has begun. */
export function goOn({ course, session, phrases }: Work, left: Left | null): () => void {
  const button = find("[data-begin]");
  return () => {
    const section = course.sections.find(({ id }) => id === session.record.location);
    if (!section) return;
    setText(button, phrases.word("go_on", { title: section.title }));
    button?.setAttribute("href", `#${left?.section === section.id ? left.id : `section-${section.id}`}`);
  };
}

function placeRead(context: Work): string | null {
  try {
    const [whose, id] = JSON.parse(usable(() => localStorage)?.getItem(KEY) ?? "[]") as Partial<Kept>;
    return whose === whoseOf(context) && typeof id === "string" ? id : null;
  } catch {
    return null;
  }
}

function whoseOf({ course, session }: Work): string {
  return `${course.identifier} ${session.record.attempt}`;
}

function lastAnswered({ course, session }: Work, section: string): string | null {
  const timeOf = (id: string): number => session.record.answers[id]?.time ?? 0;
  const answered = course.interactions.filter(
    ({ id, section: of }) => of === section && (session.record.answers[id]?.value ?? "") !== "",
  );
  const last = answered.reduce<string | null>(
    (best, { id }) => (best && timeOf(best) > timeOf(id) ? best : id),
    null,
  );
  return last && ANSWER + last;
}

function titleOf({ course }: Work, place: HTMLElement): string {
  const asked = course.interactions.find(({ id }) => ANSWER + id === place.id);
  const text = (asked?.prompt ?? place.textContent ?? "").trim().replace(/\s+/g, " ");
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST).replace(/\s+\S*$/, "")} …`;
}

function isThere(place: HTMLElement): boolean {
  return place.getClientRects().length > 0;
}
