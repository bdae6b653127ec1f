/** The host page's program: an LMS that holds the API, with the package in a frame. */

import { FaultyApi } from "./api.ts";
import type { Launch, Values } from "./behaviour.ts";
import type { LoggedCall } from "./api.ts";
import { Runtime } from "./runtime.ts";
import { answer } from "../stage/backstage.ts";

declare global {
  interface Window {
    API?: unknown;
    API_1484_11?: unknown;
    /** For the preview (stage/backstage.ts) and for tests: the calls of the SCO, and the values as the API holds them. */
    lms?: { readonly calls: readonly LoggedCall[]; values(): Values };
  }
}

const launch = JSON.parse(document.getElementById("launch")?.textContent ?? "{}") as Launch;
const frame = document.querySelector("iframe");
if (frame) {
  if (launch.behaviour.api_after !== null) offer(launch, frame);
  // Whoever opens this page with a fragment opens the package at that place.
  frame.src = launch.content + location.hash;
  if (launch.panel) answer(launch.panel, frame);
}

/** Puts SCORM's API on the window, at once or after the time that this LMS takes. */
function offer({ runtime: version, behaviour, saved }: Launch, sco: HTMLIFrameElement): void {
  if (version !== "scorm-1.2" && version !== "scorm-2004") return;
  const values = launched(saved);
  if (!values) return;
  const name = version === "scorm-1.2" ? "API" : "API_1484_11";
  const leaving = watch(sco, behaviour.stays_leaving ? ["beforeunload", "pagehide"] : ["pagehide"]);
  const runtime = new Runtime(version, behaviour, saved, values, leaving);
  const api = new FaultyApi(version, behaviour, runtime, () => delete window[name]);
  window.lms = { calls: api.calls, values: () => runtime.values() };
  const appear = (): void => void (window[name] = api.functions());
  if (behaviour.api_after) setTimeout(appear, behaviour.api_after * 1000);
  else appear();
}

/**
 * Tells whether this page or the SCO's is going, by the events of which this LMS takes the first for that: a synchronous
 * request fails then, and only a beacon gets out.
 */
function watch(sco: HTMLIFrameElement, events: readonly string[]): () => boolean {
  let going = false;
  const start = (): void => void (going = true);
  const listen = (page: Window | null | undefined): void =>
    events.forEach((event) => page?.addEventListener(event, start, { capture: true }));
  listen(window);
  // Moodle hears it from the frame too (mod/scorm/module.js), where no browser gives it by itself.
  for (const shown of [window, sco]) shown.addEventListener("pageshow", () => (going = false));
  // Where the server went, a page of the browser's own is in it, which nobody may look into: that has no document.
  sco.addEventListener("load", () => listen(sco.contentDocument?.defaultView));
  return () => going;
}

/**
 * The values of the launch; null when the server went since it gave the page. It is told of a reload: Moodle then gives
 * what it had before leaving.
 */
function launched(saved: string): Values | null {
  const [navigation] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  const request = new XMLHttpRequest();
  request.open("GET", `${saved}?${navigation?.type === "reload" ? "reload" : "launch"}`, false);
  try {
    request.send();
  } catch {
    return null;
  }
  return JSON.parse(request.responseText) as Values;
}
