/** A launch by the rules of cmi5 1.0, 8 and 10: token, launch data, learner preferences, in this order. */

import type { Environment } from "../../player/environment.ts";
import { keepText, textOf, type TextStore } from "../../player/text_store.ts";
import type { Mode } from "../../player/tracker.ts";
import { jsonObject, type Launch, type Marks } from "../activities/activity_tracker.ts";
import { Lrs, ok, PATIENCE, type Reply } from "../activities/lrs.ts";
import type { Json, JsonObject } from "../activities/xapi_statements.ts";

/** What a launch needs of the browser: the tab's store, which may be null, and requests. */
type Surroundings = Pick<Environment, "drafts" | "fetch">;

const CATEGORIES = "https://w3id.org/xapi/cmi5/context/categories/";
const MODES: Readonly<Record<string, Mode>> = { Normal: "normal", Browse: "browse", Review: "review" };

/** As `cmi5Launch`, to be tried again where the LMS does not answer: its token is given once. */
export function cmi5Launches(search: string, around: Surroundings): () => Promise<Launch | null> {
  let memory: SessionMemory | undefined;
  return () =>
    cmi5Launch(search, around, (fetchUrl) => (memory ??= new SessionMemory(around.drafts, fetchUrl)));
}

/** The launch that `search` (the page's query) tells of; null when the page was opened without one. */
export async function cmi5Launch(
  search: string,
  { drafts, fetch }: Surroundings,
  memoryOf = (fetchUrl: string): SessionMemory => new SessionMemory(drafts, fetchUrl),
): Promise<Launch | null> {
  const given = new URLSearchParams(search);
  const [endpoint, fetchUrl, registration, activity] = [
    "endpoint",
    "fetch",
    "registration",
    "activityId",
  ].map((name) => given.get(name));
  const actor = jsonObject(given.get("actor"));
  if (!endpoint || !fetchUrl || !registration || !activity || !actor) return null;
  const memory = memoryOf(fetchUrl);
  const answer = await token(fetchUrl, memory, fetch);
  const lrs = new Lrs(endpoint, `Basic ${memory.token}`, fetch);
  const whose = { activityId: activity, agent: JSON.stringify(actor), registration };
  const data =
    answer === "given" ? await launchData(lrs, whose) : { launch: null, refused: answer === "refused" };
  if (data.launch) await preferences(lrs, actor);
  return {
    lrs,
    actor,
    activity,
    registration,
    mode: MODES[String(data.launch?.["launchMode"])] ?? "normal",
    context: (data.launch?.["contextTemplate"] ?? {}) as JsonObject,
    categories: { defined: [`${CATEGORIES}cmi5`], moveOn: [`${CATEGORIES}moveon`] },
    masteryScore: typeof data.launch?.["masteryScore"] === "number" ? data.launch["masteryScore"] : null,
    returnUrl: webAddress(data.launch?.["returnURL"]),
    open: data.launch !== null,
    refused: data.refused,
    // cmi5 8.1.2: the token opens nothing any more.
    closes: true,
    marks: memory,
  };
}

/**
 * The address gives a token once (cmi5 8.2.3): a reload of the page, and a second try, use the one that it got, also
 * where that came after the page had stopped waiting for it.
 */
async function token(
  fetchUrl: string,
  memory: SessionMemory,
  fetch: Environment["fetch"],
): Promise<"given" | "refused" | "no answer"> {
  if (memory.token) return "given";
  memory.asked += 1;
  const asked = new Lrs("", "", fetch).post(fetchUrl).then((reply) => {
    memory.asked -= 1;
    const { "auth-token": given, "error-code": error } = (ok(reply) && jsonObject(reply.text)) || {};
    if (typeof given === "string") memory.token = given;
    return isRefusal(reply) || error !== undefined;
  });
  let timer;
  const late = new Promise<false>((go) => (timer = setTimeout(go, PATIENCE, false)));
  const refused = await Promise.race([asked, late]);
  clearTimeout(timer);
  if (memory.token) return "given";
  // What an earlier request was given may still be on its way.
  return refused && memory.asked === 0 ? "refused" : "no answer";
}

interface Told {
  readonly launch: JsonObject | null;
  readonly refused: boolean;
}

async function launchData(lrs: Lrs, whose: Readonly<Record<string, string>>): Promise<Told> {
  const query = { ...whose, stateId: "LMS.LaunchData" };
  const reply = await lrs.send({ method: "GET", path: "activities/state", query });
  return { launch: ok(reply) ? jsonObject(reply.text) : null, refused: isRefusal(reply) };
}

/** The session is over, or never was: asking again changes nothing. */
function isRefusal({ status }: Reply): boolean {
  return status === 401 || status === 403;
}

/** Asked before any statement (cmi5 11.0.0.0-3). The module has no sound of its own and one language: nothing to set. */
async function preferences(lrs: Lrs, actor: JsonObject): Promise<void> {
  const query = { agent: JSON.stringify(actor), profileId: "cmi5LearnerPreferences" };
  await lrs.send({ method: "GET", path: "agents/profile", query });
}

/** Null for anything that a link must not lead to, such as a script. */
function webAddress(given: Json | undefined): string | null {
  return typeof given === "string" && /^https?:/i.test(given) ? given : null;
}

/** One launch session, known by its fetch URL, in this tab; without a usable store it lasts as long as the page. */
class SessionMemory implements Marks {
  readonly #store: TextStore | null;
  readonly #key: string;
  /** Requests for a token that have no answer yet. */
  asked = 0;
  #values: Readonly<Record<string, string>>;

  constructor(store: TextStore | null, fetchUrl: string) {
    this.#store = store;
    this.#key = `modulebouwer:cmi5:${fetchUrl}`;
    this.#values = (jsonObject(textOf(store, this.#key)) ?? {}) as Readonly<Record<string, string>>;
  }

  get token(): string {
    return this.#values["token"] ?? "";
  }

  set token(value: string) {
    this.#keep("token", value);
  }

  has(mark: string): boolean {
    return this.#values[mark] !== undefined;
  }

  set(mark: string): void {
    this.#keep(mark, "yes");
  }

  #keep(name: string, value: string): void {
    this.#values = { ...this.#values, [name]: value };
    // Full or blocked: the session then ends with the page.
    keepText(this.#store, this.#key, JSON.stringify(this.#values));
  }
}
