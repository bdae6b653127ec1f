/** The page with the package does what the panel asks: tells what the package did, dresses it, lets the learner leave. */

import { find } from "../../player/view/dom.ts";
import { emulate } from "./emulate.ts";
import type { Asked, Place, Told } from "./messages.ts";
import { hear, inView, show } from "./pointing.ts";
import type { Spot } from "./spot.ts";

const PATIENCE = 10_000;

/** `panel`: its origin; nobody else is heard. */
export function answer(panel: string, frame: HTMLIFrameElement): void {
  const audience = (window.opener as Window | null) ?? window.parent;
  const launch = location.pathname.split("/").pop() ?? "";
  const news = (event: Told["event"], after = 0): Told => ({
    launch,
    event,
    after,
    calls: window.lms?.calls.slice(after) ?? [],
    values: window.lms?.values() ?? {},
    place: placeIn(frame),
  });
  const point = (spot: Spot | null): void => {
    const told = { ...news("pointed", window.lms?.calls.length ?? 0), spot };
    audience.postMessage(told, panel);
  };
  let shows = 0;
  addEventListener("message", (message: MessageEvent<Asked>) => {
    if (message.origin !== panel || message.source !== audience) return;
    const asked = message.data;
    const shown = frame.contentDocument?.defaultView;
    if (asked.ask === "news") audience.postMessage(news("news", asked.after), panel);
    else if (asked.ask === "look" && shown) emulate(shown, asked.look);
    else if (asked.ask === "restore" && shown) restore(shown, asked.place);
    else if (asked.ask === "show" && shown) {
      const turn = (shows += 1);
      void show(shown, asked.spot, () => turn === shows);
    } else if (asked.ask === "point" && frame.contentDocument) point(inView(frame.contentDocument));
    else if (asked.ask === "leave") {
      const last = news("left");
      // Taking the frame away tells the package that the learner leaves, and no browser asks whether that is wise.
      frame.remove();
      audience.postMessage(last, panel);
    }
  });
  hear(frame, point);
  void ready(frame).then(() => audience.postMessage(news("ready"), panel));
}

/** When the package's text is there and, if it is one of ours, its script has run. */
async function ready(frame: HTMLIFrameElement): Promise<void> {
  for (const end = Date.now() + PATIENCE; Date.now() < end;) {
    await new Promise((resolve) => setTimeout(resolve, 25));
    const document = frame.contentDocument;
    const loaded = document && document.URL !== "about:blank" && document.readyState === "complete";
    const classes = document?.documentElement?.classList;
    if (loaded && (!classes?.contains("js") || classes.contains("ready"))) return;
  }
}

/** Null when the package went to a page of another host. */
function placeIn(frame: HTMLIFrameElement): Place | null {
  const window = frame.contentDocument?.defaultView;
  if (!window) return null;
  const field = window.document.activeElement;
  const typing = field instanceof (window as typeof globalThis & Window).HTMLTextAreaElement;
  const current = window.document.querySelector("[data-page].current");
  return {
    hash: window.location.hash || (current?.id ? `#${current.id}` : ""),
    scroll: [window.scrollX, window.scrollY],
    field: typing ? field.id : "",
    selection: typing ? [field.selectionStart, field.selectionEnd] : null,
  };
}

function restore(window: Window, { scroll, field, selection }: Place): void {
  const element = field ? find<HTMLTextAreaElement>(`#${CSS.escape(field)}`, window.document) : null;
  if (element && selection) {
    element.focus({ preventScroll: true });
    element.setSelectionRange(...selection);
  }
  // Every save of the author would say welcome back.
  find('[data-notice="resume"] [data-closes]', window.document)?.click();
  window.scrollTo({ left: scroll[0], top: scroll[1], behavior: "instant" });
}
