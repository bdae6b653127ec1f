/**
 * Where the learner goes on: at what they read last in this browser, else at what they answered last in the section
 * that they left. What was read is kept beside the record: it is worth no room in an LMS, and no more than one place.
 */

import { keepText, textOf, type TextStore } from "../text_store.ts";
import { all, byId, find, on, setText } from "./dom.ts";
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
export function placeLeft(context: Work, store: TextStore | null): Left | null {
  const section = context.session.record.location;
  const page = byId(`section-${section}`);
  if (!page) return null;
  for (const id of [placeRead(context, store), lastAnswered(context, section)]) {
    const place = id && byId(id);
    if (place && page.contains(place)) return { section, id: place.id, title: titleOf(context, place) };
  }
  return { section, id: page.id, title: "" };
}

/** Keeps what the reader has before them whenever the page goes out of sight. */
export function keepPlace(context: Work, store: TextStore | null): void {
  function keep(): void {
    const places = all(PLACES, find("[data-page].current") ?? document.body);
    // What is folded away has no box.
    const id = places
      .filter((place) => {
        const [box] = place.getClientRects();
        return box && box.top < innerHeight / 2;
      })
      .at(-1)?.id;
    // A full or blocked store costs the place, and the section is still known.
    keepText(store, KEY, id ? JSON.stringify([whoseOf(context), id] satisfies Kept) : "");
  }
  on(document, "visibilitychange", () => document.visibilityState === "hidden" && keep());
  on(window, "pagehide", keep);
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

function placeRead(context: Work, store: TextStore | null): string | null {
  try {
    const [whose, id] = JSON.parse(textOf(store, KEY) || "[]") as Partial<Kept>;
    return whose === whoseOf(context) && typeof id === "string" ? id : null;
  } catch {
    return null;
  }
}

function whoseOf({ course, session }: Work): string {
  return `${course.identifier} ${session.record.attempt}`;
}

function lastAnswered({ course, session }: Work, section: string): string | undefined {
  const { answers } = session.record;
  const last = course.interactions
    .filter(({ id, section: of }) => of === section && answers[id]?.value)
    .sort((one, other) => answers[one.id]!.time - answers[other.id]!.time)
    .at(-1);
  return last && ANSWER + last.id;
}

function titleOf({ course }: Work, place: HTMLElement): string {
  const asked = course.interactions.find(({ id }) => ANSWER + id === place.id);
  const text = (asked?.prompt ?? place.textContent ?? "").trim().replace(/\s+/g, " ");
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST).replace(/\s+\S*$/, "")} …`;
}
