/** The page around a package: it follows the server's news, plays what was chosen, and tells what happens. */

import { all, el, find, onAction, setText } from "../../player/view/dom.ts";
import type { Look } from "../../lms/stage/messages.ts";
import { documents } from "./documents.ts";
import { countFindings, showFindings } from "./findings.ts";
import { Panel } from "./panel.ts";
import { post } from "./server.ts";
import { Stage } from "./stage.ts";
import { word, type Launch, type State } from "./state.ts";
import { waiting } from "./waiting.ts";
import { ways } from "./ways.ts";

const OFTEN = 500;
/** Milliseconds until a launch that could not be had is asked for again. */
const AGAIN = 2_000;

let state: State | null = null;
let launch: Launch | null = null;
let lost = false;
/** The server is one that this page cannot go on with. */
let other = false;
let ended = false;
/** Launches follow each other: the one before has left, and saved, when the next begins. */
let queue: Promise<unknown> = Promise.resolve();
let playing = 0;
/** The number of the version on screen. */
let shown = 0;

/** What the designer chose in place of the module's own words, looks or standard. */
const own: { standard?: string; language?: string; skin?: string; activity?: string } = {};
const SELECTS = ["standard", "language", "skin"] as const;

const stage = new Stage(
  find("#stage")!,
  () => play(),
  (told) => {
    panel.hear(told);
    if (told.event === "pointed") tellPointed(told.spot ?? null);
  },
);
const panel = new Panel(stage, (now) => {
  ended = now;
  notice();
});

function chosen(name: string): string {
  return find<HTMLInputElement>(`input[name="${name}"]:checked`)?.value ?? "";
}

/** Plays what is chosen. `stays`: the same learner goes on looking where they are, in a new version or window. */
function play({ stays = false, fresh = false }: { stays?: boolean; fresh?: boolean } = {}): void {
  playing += 1;
  queue = queue.then(async () => {
    const left = await stage.leave(chosen("frame"));
    shown = state?.number ?? 0;
    const reply = await launched(fresh).catch(() => undefined);
    playing -= 1;
    launch = reply ?? null;
    notice();
    // The server did not answer: nothing is on screen, and it is asked again.
    if (reply === undefined) return void setTimeout(() => play({ stays, fresh }), AGAIN);
    if (!launch) return;
    shown = launch.number;
    panel.follow(launch);
    stage.dress(look());
    stage.show(launch.id, chosen("frame"), stays ? left : null, state?.held ?? false);
    catchUp();
  });
}

function listen(): void {
  const events = new EventSource("events");
  events.addEventListener("message", (event: MessageEvent<string>) => hear(JSON.parse(event.data) as State));
  events.addEventListener("error", () => {
    lost = true;
    notice();
    // It asks again by itself where it was not turned away.
    if (events.readyState === EventSource.CLOSED) setTimeout(listen, AGAIN);
  });
}

/** Null where nothing can be played. */
async function launched(fresh: boolean): Promise<Launch | null> {
  const wanted = {
    ...own,
    ...Object.fromEntries(["profile", "learner", "mode"].map((name) => [name, chosen(name)])),
    fresh,
  };
  const reply = await post("play", JSON.stringify(wanted));
  other = reply.status === 403;
  return reply.ok ? ((await reply.json()) as Launch | null) : null;
}

/** Plays a newer version; while a launch is under way it waits, for that one may bring it. */
function catchUp(): void {
  if (playing === 0 && state && state.number > shown) play({ stays: true });
}

function check(name: string, value: string): void {
  const radio = find<HTMLInputElement>(`input[name="${name}"][value="${value}"]`);
  if (radio) radio.checked = true;
}

function look(): Look {
  return { print: chosen("frame") === "print", scheme: chosen("scheme") as Look["scheme"] };
}

function hear(news: State): void {
  const first = state === null;
  // Another server counts from its own beginning, and knows nothing of what is on screen.
  if (state && state.server !== news.server) shown = 0;
  state = news;
  lost = false;
  setText(find("#title"), news.title);
  showFindings(find("#findings .findings")!, news.findings);
  countFindings(news.findings);
  if (first) recall(news);
  options("standard", news, news.standards);
  options(
    "language",
    news,
    news.languages.map((id) => ({ id, title: called(id) })),
  );
  options(
    "skin",
    news,
    news.skins.map((id) => ({ id, title: id })),
  );
  for (const radio of all<HTMLInputElement>("input[name=profile]")) {
    radio.closest("label")!.hidden = !news.profiles.includes(radio.value);
  }
  find(".profiles")!.hidden = news.profiles.length === 0;
  if (!news.profiles.includes(chosen("profile"))) check("profile", news.profiles[0] ?? "");
  activities(news);
  explain();
  notice();
  catchUp();
  tellWriting(news.findings);
}

/** After F5 the page stands as it stood: the server remembers what was chosen. */
function recall({ wanted }: State): void {
  for (const name of ["profile", "learner", "mode"] as const) check(name, wanted[name]);
  for (const name of [...SELECTS, "activity"] as const) if (wanted[name]) own[name] = wanted[name];
}

/** What of the package can be launched, when that is more than one thing: each part has a state of its own. */
function activities({ activities }: State): void {
  const select = selectOf("activity");
  select.closest("label")!.hidden = activities.length < 2;
  select.replaceChildren(...activities.map(({ id, title }) => el("option", { value: id }, title)));
  select.value = own.activity ?? activities[0]?.id ?? "";
}

function options(name: (typeof SELECTS)[number], news: State, among: State["standards"]): void {
  const select = selectOf(name);
  select.closest("label")!.hidden = among.length < 2;
  if (among.map(({ id }) => id).join() !== [...select.options].map((option) => option.value).join()) {
    select.replaceChildren(...among.map(({ id, title }) => el("option", { value: id }, title)));
  }
  // News of an earlier choice must not undo the one that is on its way.
  if (playing === 0) select.value = news.choice[name];
}

/** A locale file by the name of its language (BCP 47), and by what sets it apart: `Nederlands (je)`. */
function called(locale: string): string {
  const [language = "", ...apart] = locale.split("-");
  // Another form of name (a designer's own file may have any) is an error to `of`.
  if (!/^[a-z]{2,3}$/i.test(language)) return locale;
  const name =
    new Intl.DisplayNames(document.documentElement.lang, { type: "language" }).of(language) ?? language;
  return apart.length ? `${name} (${apart.join("-")})` : name;
}

function selectOf(name: (typeof SELECTS)[number] | "activity"): HTMLSelectElement {
  return find<HTMLSelectElement>(`select[name="${name}"]`)!;
}

/** What the designer has to know first, "" where all is well. */
function worst(): string {
  // Who answered as another server has been reached.
  if (other) return "other_server";
  if (lost) return "lost";
  if (!state) return "";
  if (state.number === 0) return find("#desk") ? "no_package" : "not_played";
  if (state.stale) return "stale";
  if (ended) return "ended";
  return launch?.missing ? "missing" : "";
}

/** Says how the chosen LMS behaves. */
function explain(): void {
  const name = `profile-${chosen("profile")}`;
  for (const text of all(".profiles small")) text.hidden = text.id !== name;
}

function notice(): void {
  const key = worst();
  setText(find("#notice"), key && word(key, { path: launch?.missing ?? "" }));
}

for (const name of SELECTS) {
  selectOf(name).addEventListener("change", () => {
    own[name] = selectOf(name).value;
    play({ stays: true });
  });
}
selectOf("activity").addEventListener("change", () => {
  own.activity = selectOf("activity").value;
  play();
});
for (const radio of all<HTMLInputElement>("form.lms input")) {
  radio.addEventListener("change", () => {
    explain();
    play();
  });
}
for (const radio of all<HTMLInputElement>("input[name=scheme]")) {
  radio.addEventListener("change", () => stage.dress(look()));
}
for (const radio of all<HTMLInputElement>("input[name=frame]")) {
  radio.addEventListener("change", () => {
    const moves = stage.inPopup || radio.value === "popup";
    stage.choose(radio.value);
    if (moves) play({ stays: true });
    stage.size(radio.value);
    stage.dress(look());
  });
}
onAction("relaunch", () => play());
onAction("fresh", () => play({ fresh: true }));
onAction("end", () => void post("end"));
documents();
waiting();
onAction("here", () => stage.ask({ ask: "point" }));
const { tellWriting, tellPointed } = ways((spot) => stage.see(spot));

listen();
setInterval(() => {
  if (document.visibilityState === "visible" && !lost) void panel.update().catch(() => undefined);
}, OFTEN);
