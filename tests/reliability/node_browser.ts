/**
 * A browser without a browser: pages of a virtual clock (tests/simulation) in which the real player meets the double's
 * own code. It is told what to do, and asks the LMS, by lines of JSON; both sides wait for each other.
 */

import { readSync, writeSync } from "node:fs";
import { FaultyApi } from "../../src/modulebouwer/lms/scorm/api.ts";
import type { Launch, Values } from "../../src/modulebouwer/lms/scorm/behaviour.ts";
import { Runtime } from "../../src/modulebouwer/lms/scorm/runtime.ts";
import type { Course } from "../../src/modulebouwer/player/course.ts";
import type { Session } from "../../src/modulebouwer/player/session.ts";
import { Device, Page, Tab, type HttpReply, type HttpRequest, type Network } from "../simulation/browser.ts";
import { Clock, drained, type Owner } from "../simulation/clock.ts";
import { enter, install } from "../simulation/globals.ts";
import type { Standard } from "../simulation/engines.ts";
import { openCourse } from "../simulation/player.ts";
import { Random } from "../simulation/random.ts";

/** Milliseconds that a request takes in a quiet house. */
const LATENCY = 20;
/** Milliseconds between two looks at a page that is waited for. */
const LOOK = 50;

interface Opened {
  readonly page: Page;
  readonly calls: readonly unknown[];
  session: Session | null;
  failed: string | null;
}

type Command = Readonly<Record<string, unknown>> & { readonly do: string };

let rest = "";

/** The next line that was sent here. */
function heard(): string | null {
  const buffer = Buffer.alloc(1 << 16);
  while (!rest.includes("\n")) {
    const size = readSync(0, buffer);
    if (size === 0) return null;
    rest += buffer.toString("latin1", 0, size);
  }
  const at = rest.indexOf("\n");
  const line = rest.slice(0, at);
  rest = rest.slice(at + 1);
  return line;
}

/** JSON in ASCII: what is half a character stays so. */
function tell(value: unknown): void {
  const text = JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  let left = Buffer.from(`${text}\n`, "latin1");
  while (left.length > 0) left = left.subarray(writeSync(1, left));
}

const network: Network = {
  latency: () => LATENCY,
  queue: () => 0,
  stillArrives: () => true,
  answer({ method, url, headers, body }: HttpRequest): HttpReply | null {
    tell({ http: { method, url: String(url), headers: Object.fromEntries(headers), body } });
    return JSON.parse(heard()!) as HttpReply;
  },
};

const clock = new Clock();
const random = new Random(20261127);
const devices = new Map<string, Device>();
const tabs = new Map<string, Tab>();
const pages = new Map<string, Opened>();

async function within(owner: Owner, call: () => void): Promise<void> {
  enter(owner as Page);
  call();
  await drained();
}

/** The page's own values of what a command names. */
function opened(command: Command): Opened {
  const found = pages.get(String(command["page"]));
  if (!found) throw new Error(`no page ${String(command["page"])}`);
  return found;
}

async function open(command: Command): Promise<void> {
  const name = String(command["device"]);
  const settings = { storageBlocked: false, locksBlocked: false, channelBlocked: false };
  const device = devices.get(name) ?? new Device(name, clock, network, settings);
  devices.set(name, device);
  const tab = tabs.get(String(command["tab"])) ?? new Tab();
  tabs.set(String(command["tab"]), tab);
  storage(device, String(command["storage"]));
  const launch = command["launch"] as Launch;
  const origin = String(command["origin"]);
  const lms: Record<string, unknown> = {};
  lms["parent"] = lms;
  const page = new Page(device, tab, lms, new URL(launch.content, origin), random);
  const calls: unknown[] = [];
  const shown: Opened = { page, calls, session: null, failed: null };
  pages.set(String(command["page"]), shown);
  await within(page, () => {
    offer(launch, lms, page, calls, command["reload"] === true);
    const course = command["course"] as Course;
    openCourse(course.standard as Standard, course).then(
      (session) => (shown.session = session),
      (error: unknown) => (shown.failed = String(error)),
    );
  });
}

/** As the double's own host page does (lms/scorm/main.ts). */
function offer(
  launch: Launch,
  lms: Record<string, unknown>,
  page: Page,
  calls: unknown[],
  reload: boolean,
): void {
  const { runtime: version, behaviour, saved } = launch;
  if ((version !== "scorm-1.2" && version !== "scorm-2004") || behaviour.api_after === null) return;
  const request = new XMLHttpRequest();
  request.open("GET", `${saved}?${reload ? "reload" : "launch"}`, false);
  request.send();
  const values = JSON.parse(request.responseText) as Values;
  const runtime = new Runtime(version, behaviour, saved, values, () => page.leaving);
  const name = version === "scorm-1.2" ? "API" : "API_1484_11";
  const api = new FaultyApi(version, behaviour, runtime, () => delete lms[name]);
  const appear = (): void => void (lms[name] = api.functions());
  if (behaviour.api_after) setTimeout(appear, behaviour.api_after * 1000);
  else appear();
  Object.defineProperty(calls, "all", { value: api.calls });
}

/** "full": nothing more can be kept; a number: no value longer than that; "blocked": asking throws. */
function storage(device: Device, how: string): void {
  device.settings = { ...device.settings, storageBlocked: how === "blocked" };
  device.longest = how === "full" ? 0 : how === "" ? Infinity : Number(how) || Infinity;
}

/** What the page shows of its answers. */
function look({ session, failed, page }: Opened): unknown {
  if (!session) return { ready: false, failed };
  const { record, found, raw, room, connection } = session;
  const ids = Object.keys(record.answers);
  const asks = page.windowEvents.dispatch("beforeunload");
  return {
    ready: true,
    values: Object.fromEntries(ids.map((id) => [id, record.answers[id]!.value])),
    conflicts: Object.fromEntries(Object.entries(record.conflicts).map(([id, { value }]) => [id, value])),
    statuses: Object.fromEntries(ids.map((id) => [id, session.status(id)])),
    found,
    raw,
    room,
    asks,
    mode: connection?.mode ?? null,
  };
}

async function waitFor(command: Command): Promise<void> {
  const until = clock.elapsed + Number(command["milliseconds"]);
  const id = command["id"] as string | undefined;
  const kinds = command["kinds"] as readonly string[] | undefined;
  const page = opened(command);
  const done = (): boolean =>
    page.session !== null && (id === undefined || kinds!.includes(page.session.status(id).kind));
  while (!done() && clock.elapsed < until && page.failed === null) await clock.run(LOOK, within);
}

async function leave(command: Command): Promise<void> {
  const { page } = opened(command);
  if (command["how"] !== "kill") await within(page, () => page.leave(false));
  page.end();
}

async function learner(command: Command): Promise<unknown> {
  const { page, session } = opened(command);
  let outcome: unknown = null;
  await within(page, () => {
    const id = String(command["id"]);
    if (command.do === "type") session!.answer(id, String(command["text"]));
    else if (command.do === "settle") session!.settle(id);
    else if (command.do === "visit") session!.visit(id);
    else if (command.do === "resolve") session!.resolve(id, String(command["text"]));
    else if (command.do === "retry") session!.retry();
    else if (command.do === "take loose") session!.takeLoose(true);
    else if (command.do === "acknowledge") session!.acknowledge();
    else void session!.finish(null).then((found) => (outcome = found));
  });
  for (let waited = 0; command.do === "finish" && outcome === null && waited < 60_000; waited += LOOK)
    await clock.run(LOOK, within);
  return outcome;
}

async function connect(command: Command): Promise<void> {
  const device = devices.get(String(command["device"]))!;
  device.online = command["online"] === true;
  for (const page of [...device.pages])
    await within(page, () => page.windowEvents.dispatch(device.online ? "online" : "offline"));
}

async function obey(command: Command): Promise<unknown> {
  switch (command.do) {
    case "begin":
      // Pages of an earlier test, and what they have under way.
      pages.forEach(({ page }) => page.end());
      pages.clear();
      return clock.run(60_000, within);
    case "open":
      return open(command);
    case "look":
      return look(opened(command));
    case "wait":
      return waitFor(command);
    case "pass":
      return clock.run(Number(command["milliseconds"]), within);
    case "leave":
      return leave(command);
    case "connect":
      return connect(command);
    case "set clock":
      return void (opened(command).page.device.clockOff += Number(command["by"]));
    case "calls":
      return (opened(command).calls as unknown as { all: unknown[] }).all;
    case "stored":
      return devices.get(String(command["device"]))?.localStorage.get(String(command["key"])) ?? "";
    case "store":
      return void devices
        .get(String(command["device"]))!
        .localStorage.set(String(command["key"]), String(command["text"]));
    default:
      return learner(command);
  }
}

const restore = install();
for (let line = heard(); line !== null; line = heard()) {
  try {
    tell({ result: (await obey(JSON.parse(line) as Command)) ?? null });
  } catch (error) {
    tell({ error: error instanceof Error ? error.stack : String(error) });
  }
}
restore();
