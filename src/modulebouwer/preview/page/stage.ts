/** Where the package is played: in a frame of this page, or in a window of its own; of another origin than this page. */

import type { Asked, Look, Place, Told } from "../../lms/stage/messages.ts";
import { el, find } from "../../player/view/dom.ts";
import type { Spot } from "../../lms/stage/spot.ts";
import { frames, word } from "./state.ts";

/**
 * What an LMS's frame lets a package do, without the window around it. Only where it is wanted: in a sandbox a browser
 * shows no PDF.
 */
const ALL_BUT_THE_TOP =
  "allow-scripts allow-same-origin allow-forms allow-modals allow-downloads allow-pointer-lock " +
  "allow-presentation allow-popups allow-popups-to-escape-sandbox";
const POPUP = "popup,width=1000,height=500";
/** Milliseconds for a package to save and go: a slow LMS holds its page; one that was never heard may not be there. */
const FAREWELL = { heard: 8_000, unheard: 500 };
/** The origin of what is played. */
const PLAYED = find<HTMLMetaElement>('meta[name="played"]')?.content ?? "";

export class Stage {
  private frame: HTMLIFrameElement | null = null;
  private popup: Window | null = null;
  private playsInPopup = false;
  private look: Look = { print: false, scheme: "auto" };
  private launch = "";
  /** Where the package will be as soon as it is there; and where it was when it last told. */
  private coming: Place | null = null;
  private last: Place | null = null;
  private isHeard = false;
  /** What is to be in view, also in the next version; and whether it was asked while no launch could hear it. */
  private spot: Spot | null = null;
  private missed = false;
  private left: ((place: Place | null) => void) | null = null;

  /** `reopen`: what the button for a window that is shut does; `heard`: what the package's page tells. */
  constructor(
    private readonly room: HTMLElement,
    private readonly reopen: () => void,
    private readonly heard: (told: Told) => void,
  ) {
    addEventListener("message", (message: MessageEvent<Told>) => {
      if (message.origin === PLAYED && message.source === this.host()) this.hear(message.data);
    });
  }

  ask(asked: Asked): void {
    this.host()?.postMessage(asked, PLAYED);
  }

  /** Brings a text in view, at the next launch when one is on its way; null leaves the learner where they are. */
  see(spot: Spot | null): void {
    this.spot = spot;
    this.missed = !this.isHeard || this.left !== null;
    if (spot && !this.missed) this.ask({ ask: "show", spot });
  }

  /** The learner leaves, to go on in the `next` frame; gives the place where they were. */
  async leave(next: string): Promise<Place | null> {
    const patience = !this.host() || !this.launch ? 0 : this.isHeard ? FAREWELL.heard : FAREWELL.unheard;
    const told = new Promise<Place | null>((resolve) => {
      this.left = resolve;
      setTimeout(() => resolve(this.last), patience);
    });
    this.ask({ ask: "leave" });
    const last = await told;
    const place = this.coming ?? last;
    this.left = null;
    this.frame?.remove();
    this.frame = null;
    this.launch = "";
    this.isHeard = false;
    if (next !== "popup") {
      this.popup?.close();
      this.popup = null;
    }
    return place;
  }

  /** Has to be called in a click: browsers open no window by themselves. */
  choose(frame: string): void {
    if (frame !== "popup") return;
    if (!this.popup || this.popup.closed) this.popup = window.open("", "modulebouwer-preview", POPUP);
  }

  get inPopup(): boolean {
    return this.popup !== null && !this.popup.closed;
  }

  /** Plays a launch, at `place` when there is one. `held`: it may not take this page elsewhere. */
  show(launch: string, frame: string, place: Place | null, held: boolean): void {
    const address = `${PLAYED}/launch/${launch}${place?.hash ?? ""}`;
    this.launch = launch;
    this.coming = place;
    this.last = null;
    this.playsInPopup = frame === "popup";
    if (frame === "popup") {
      this.popup?.location.replace(address);
      this.room.replaceChildren(this.elsewhere());
    } else {
      const sandbox = held ? { sandbox: ALL_BUT_THE_TOP } : {};
      this.frame = el("iframe", { ...sandbox, src: address, title: word("stage"), allow: "fullscreen" });
      this.room.replaceChildren(this.frame);
      this.size(frame);
    }
  }

  size(frame: string): void {
    const [width, height] = frames[frame] ?? ["210mm", "100%"];
    this.frame?.style.setProperty("width", width);
    this.frame?.style.setProperty("height", height);
    this.room.dataset["frame"] = frame;
  }

  dress(look: Look): void {
    this.look = look;
    this.ask({ ask: "look", look });
  }

  /** The window with the LMS's page. */
  private host(): Window | null {
    if (this.playsInPopup) return this.inPopup ? this.popup : null;
    return this.frame?.contentWindow ?? null;
  }

  private hear(told: Told): void {
    if (told.launch !== this.launch) return;
    this.isHeard = true;
    if (told.event === "ready") {
      this.ask({ ask: "look", look: this.look });
      if (this.coming) this.ask({ ask: "restore", place: this.coming });
      // Who answers in the module stays where they are.
      if (this.spot && (this.missed || !this.coming?.field)) this.ask({ ask: "show", spot: this.spot });
      this.coming = null;
      this.missed = false;
    }
    this.last = told.place;
    if (told.event === "left") this.left?.(told.place);
    this.heard(told);
  }

  private elsewhere(): HTMLElement {
    const again = el("button", { type: "button" }, word("reopen"));
    again.addEventListener("click", () => {
      this.choose("popup");
      this.reopen();
    });
    return el("div", { class: "elsewhere" }, el("p", {}, word(this.popup ? "in_popup" : "blocked")), again);
  }
}
