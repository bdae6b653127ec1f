/** What the server tells the page: playing.py's `state`, app.py's `news`, `launched` and `kept`, and the page's own words. */

import type { Behaviour, Launch as HostLaunch } from "../../lms/scorm/behaviour.ts";

export interface Finding {
  readonly severity: "error" | "warning" | "advice";
  readonly code: string;
  readonly place: string;
  /** "" when there is no file to open. */
  readonly link: string;
  readonly text: string;
  readonly hint: string;
}

export interface Wanted {
  readonly standard: string;
  readonly language: string;
  readonly skin: string;
  readonly activity: string;
  readonly profile: string;
  readonly learner: string;
  readonly mode: string;
}

export interface State {
  /** Another for each start of the server. */
  readonly server: string;
  readonly title: string;
  readonly number: number;
  readonly stale: boolean;
  readonly findings: readonly Finding[];
  /** Whether the package may not take this page elsewhere. */
  readonly held: boolean;
  readonly choice: Pick<Wanted, "standard" | "language" | "skin">;
  readonly standards: readonly { readonly id: string; readonly title: string }[];
  readonly languages: readonly string[];
  readonly skins: readonly string[];
  readonly activities: readonly { readonly id: string; readonly title: string }[];
  readonly profiles: readonly string[];
  readonly wanted: Wanted;
}

export interface Launch {
  readonly id: string;
  readonly number: number;
  readonly attempt: number;
  readonly runtime: HostLaunch["runtime"];
  readonly behaviour: Behaviour;
  /** The file that it begins with, where the package does not have it; else "". */
  readonly missing: string;
}

export interface Statement {
  readonly verb: { readonly id: string };
  readonly object: { readonly id?: string };
}

/** What the LMS holds. */
export interface Kept {
  readonly alive: boolean;
  readonly values: Readonly<Record<string, string>>;
  readonly statements: readonly Statement[];
  readonly documents: readonly { readonly key: readonly string[]; readonly content: string }[];
  readonly refusals: readonly { readonly status: number; readonly rule: string; readonly why: string }[];
}

interface Forms {
  readonly one: string;
  readonly other: string;
}

export interface Words {
  readonly [key: string]: unknown;
  readonly language: string;
  readonly counts: Readonly<Record<Finding["severity"], Forms>>;
  readonly severity: Readonly<Record<Finding["severity"], string>>;
  readonly record: Readonly<Record<string, string>> & { readonly kinds: Readonly<Record<string, string>> };
}

function json<T>(id: string): T {
  return JSON.parse(document.getElementById(id)?.textContent ?? "{}") as T;
}

export const words = json<Words>("words");
/** Frame → CSS width and height. */
export const frames = json<Record<string, readonly [string, string]>>("frames");

/** A word of the catalogue, with its values filled in. */
/** A text with its values; `{count:file|files}` is a number with its noun, as in findings. */
export function word(key: string, values: Readonly<Record<string, string | number>> = {}): string {
  return String(words[key] ?? "").replace(
    /\{(\w+)(?::([^{}|]*)\|([^{}]*))?\}/g,
    (_, name: string, one?: string, other?: string) => {
      const value = String(values[name] ?? "");
      return one === undefined ? value : `${value} ${value === "1" ? one : other}`;
    },
  );
}

export function number(value: number): string {
  return value.toLocaleString(words.language);
}
