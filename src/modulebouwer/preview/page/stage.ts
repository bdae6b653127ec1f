/** Where the package is played: in a frame of this page, or in a window of its own. */

import { el, find } from "../../player/view/dom.ts";
import { emulate, type Look } from "./emulate.ts";
import { frames, word } from "./state.ts";

/** Where the reader is in the package, to be found again in the next version of it. */
export interface Place {
  readonly hash: string;
  readonly scroll: readonly [number, number];
  readonly field: string;
  readonly selection: readonly [number, number] | null;
}

const POPUP = "popup,width=1000,height=500";
const PATIENCE = 10_000;

export class Stage {
  private frame: HTMLIFrameElement | null = null;
  private popup: Window | null = null;
  private look: Look = { print: false, scheme: "auto" };
  /** Where the package will be as soon as it is there. */
  private coming: Place | null = null;

  constructor(
    private readonly room: HTMLElement,
    private readonly reopen: () => void,
  ) {}

  /** The LMS's page, once it is there; its `lms` is what its program shows of itself (lms/main.ts). */
  host(): Window | null {
    const windows = [this.inPopup ? this.popup : null, this.frame?.contentWindow ?? null];
    return windows.find((window) => window && pathOf(window).startsWith("/launch/")) ?? null;
  }

  /** The package's own window; null as well when it went to a page of another host. */
  package(): Window | null {
    const frame = this.host()?.document.querySelector<HTMLIFrameElement>("#sco");
    return frame?.contentDocument?.defaultView ?? null;
  }

  place(): Place | null {
    if (this.coming) return this.coming;
    const window = this.package();
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

  /** The learner leaves. Taking the frame away tells the package so, and no browser asks whether that is wise. */
  leave(): void {
    this.host()?.document.getElementById("sco")?.remove();
    this.frame?.remove();
    this.frame = null;
  }

  /** Has to be called in a click: browsers open no window by themselves. */
  choose(frame: string): void {
    if (frame === "popup") {
      if (!this.popup || this.popup.closed) this.popup = window.open("", "modulebouwer-preview", POPUP);
    } else if (this.popup) {
      this.leave();
      this.popup.close();
      this.popup = null;
    }
  }

  get inPopup(): boolean {
    return this.popup !== null && !this.popup.closed;
  }

  /** Plays a launch, at `place` when there is one. */
  async show(launch: string, frame: string, place: Place | null): Promise<void> {
    const address = `/launch/${launch}${place?.hash ?? ""}`;
    if (frame === "popup") {
      this.popup?.location.replace(address);
      this.room.replaceChildren(this.elsewhere());
    } else {
      this.frame = el("iframe", { src: address, title: word("stage"), allow: "fullscreen" });
      this.room.replaceChildren(this.frame);
      this.size(frame);
    }
    this.coming = place;
    const ready = await this.ready(launch);
    if (this.coming === place) this.coming = null;
    if (!ready) return;
    this.apply();
    if (place) restore(ready, place);
  }

  size(frame: string): void {
    const [width, height] = frames[frame] ?? ["210mm", "100%"];
    this.frame?.style.setProperty("width", width);
    this.frame?.style.setProperty("height", height);
    this.room.dataset["frame"] = frame;
  }

  dress(look: Look): void {
    this.look = look;
    this.apply();
  }

  private apply(): void {
    const window = this.package();
    if (window) emulate(window, this.look);
  }

  private elsewhere(): HTMLElement {
    const again = el("button", { type: "button" }, word("reopen"));
    again.addEventListener("click", () => {
      this.choose("popup");
      this.reopen();
    });
    return el("div", { class: "elsewhere" }, el("p", {}, word(this.popup ? "in_popup" : "blocked")), again);
  }

  /** The package's window once its text is there and, if it is one of ours, its script has run; null when it left. */
  private async ready(launch: string): Promise<Window | null> {
    for (const end = Date.now() + PATIENCE; Date.now() < end;) {
      await new Promise((resolve) => setTimeout(resolve, 25));
      const host = this.host();
      if (host && pathOf(host) !== `/launch/${launch}`) return null;
      const window = this.package();
      const loaded = window?.document.URL !== "about:blank" && window?.document.readyState === "complete";
      const classes = window?.document.documentElement?.classList;
      if (window && loaded && (!classes?.contains("js") || classes.contains("ready"))) return window;
    }
    return this.package();
  }
}

/** "" for a page of another host, in a window that the designer took elsewhere. */
function pathOf(window: Window): string {
  try {
    return window.location.pathname;
  } catch {
    return "";
  }
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
