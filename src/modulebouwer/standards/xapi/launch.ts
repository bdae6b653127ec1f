/** A plain xAPI launch, by the guideline of the API's first makers: everything stands in the page's query. */

import type { Environment } from "../../player/environment.ts";
import { jsonObject, type Launch, type Marks } from "../activities/activity_tracker.ts";
import { Lrs } from "../activities/lrs.ts";
import type { Json, JsonObject } from "../activities/xapi_statements.ts";

/** The launch that `search` tells of; null when the page was opened without one. `iri`: the module's own name. */
export function xapiLaunch(search: string, iri: string, fetch: Environment["fetch"]): Launch | null {
  const given = new URLSearchParams(search);
  const first = (...names: string[]): string | null =>
    names.map((name) => given.get(name)).find((value) => value) ?? null;
  const endpoint = first("endpoint");
  const actor = jsonObject(first("actor"));
  const activity = first("activity_id", "activityId") ?? iri;
  if (!endpoint || !actor || !activity) return null;
  const grouping = first("grouping");
  const platform = first("activity_platform");
  return {
    lrs: new Lrs(endpoint, first("auth") ?? "", fetch),
    actor: agent(actor),
    activity,
    registration: first("registration"),
    mode: "normal",
    context: {
      ...(platform && { platform }),
      ...(grouping && { contextActivities: { grouping: [{ objectType: "Activity", id: grouping }] } }),
    },
    categories: { defined: [], moveOn: [] },
    masteryScore: null,
    returnUrl: null,
    open: true,
    refused: false,
    closes: false,
    marks: pageMarks(),
  };
}

/** The agent in today's form: xAPI 0.9 had lists of names and addresses, and longer names in an account. */
export function agent(given: JsonObject): JsonObject {
  const one = (value: Json | undefined): Json | undefined =>
    Array.isArray(value) ? (value as readonly Json[])[0] : value;
  const account = one(given["account"]) as JsonObject | undefined;
  const today: Record<string, Json | undefined> = {
    objectType: "Agent",
    name: one(given["name"]),
    mbox: one(given["mbox"]),
    mbox_sha1sum: one(given["mbox_sha1sum"]),
    openid: one(given["openid"]),
    account: account && {
      homePage: account["homePage"] ?? account["accountServiceHomePage"] ?? "",
      name: account["name"] ?? account["accountName"] ?? "",
    },
  };
  return Object.fromEntries(
    Object.entries(today).filter((entry): entry is [string, Json] => entry[1] !== undefined),
  );
}

/** Every load of the page is a session of its own. */
function pageMarks(): Marks {
  const marks = new Set<string>();
  return { has: (mark) => marks.has(mark), set: (mark) => void marks.add(mark) };
}
