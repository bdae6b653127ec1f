/** What a kind of component adds to the player: how it is worked on, when it is done, and what its answers say. */

import type { ComponentSettings, CourseComponent, CourseInteraction } from "../player/course.ts";
import type { Response } from "../player/tracker.ts";
import type { Context } from "../player/view/context.ts";

/** What a component of a kind brings from the module; the kind itself knows that its components are of that kind. */
export function settingsOf<Name extends keyof ComponentSettings>(
  component: CourseComponent,
  _kind: Name,
): ComponentSettings[Name] {
  return component.settings as ComponentSettings[Name];
}

/** The stored value of an interaction, "" when there is none. */
export type ValueOf = (interaction: string) => string;

/** Something to show of an answer; every way to take it along knows these three. */
export type Block =
  | { readonly kind: "text"; readonly text: string }
  | {
      readonly kind: "table";
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
      /** Each row is something by itself, and may stand as a card with its cells below each other. */
      readonly cards?: true;
    }
  /** Only where there is a screen or paper; it never says what the other blocks do not. `width`: in CSS pixels. */
  | { readonly kind: "picture"; draw(width?: number): Element };

/** A part of what a component says: the answers to `interactions` under one question. */
export interface Part {
  readonly prompt: string;
  readonly interactions: readonly string[];
  /** Empty as long as nothing was answered. */
  readonly blocks: readonly Block[];
}

export type Present = (context: Context, component: CourseComponent, value: ValueOf) => readonly Part[];

/** What the learner takes along or leaves: all that was written and chosen is one document. */
export type Share = "document" | "plan" | "map" | "questions";

export interface Kind {
  /** The part of *Mijn opbrengst* that it belongs to, "document" where it says nothing. */
  readonly share?: Share;
  /** Brings the kind's components on the page to life; returns the way to bring them up to date with the session. */
  attach(context: Context, components: readonly CourseComponent[]): () => void;
  /** Whether the learner has done all that the component asks. */
  done(component: CourseComponent, value: ValueOf): boolean;
  /** A value in words, for people; "" for an empty one. */
  say(context: Context, interaction: CourseInteraction, value: string): string;
  /** What the component says, where it is more than each interaction's words. */
  present?: Present;
  /** A value for reports; null when there is nothing to report. */
  respond(interaction: CourseInteraction, value: string): Response | null;
}

export type Kinds = Readonly<Record<string, Kind>>;
