/**
 * Tabs (ARIA Authoring Practices, "Tabs" with automatic activation) out of panels that stand below each other.
 *
 * A panel that does not show is `hidden="until-found"`: a browser's own search finds its text, and where a browser does
 * not know the value it is simply hidden.
 */

import type { Kit } from "../../player/kit.ts";
import { register } from "../register.ts";
import { onlyRead } from "../shared/read.ts";

register((kit) => ({ tabs: onlyRead(kit, ".tabs", (root) => tabs(kit, root)) }));

function tabs({ all, el }: Kit, root: HTMLElement): void {
  const panels = all(":scope > .panel", root);
  const list = el("div", { class: "tablist", role: "tablist" });
  const buttons = panels.map((panel, index) => {
    const title = panel.querySelector(".panel-title")?.textContent ?? "";
    const tab = el(
      "button",
      { type: "button", role: "tab", id: `${panel.id}-tab`, "aria-controls": panel.id },
      title,
    );
    panel.addEventListener("beforematch", () => choose(index));
    tab.addEventListener("click", () => choose(index));
    return tab;
  });

  function choose(index: number): void {
    buttons.forEach((tab, at) => {
      const chosen = at === index;
      tab.setAttribute("aria-selected", String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
      // An empty panel would still be met by screen readers and the Tab key.
      set(panels[at]!, {
        role: chosen && "tabpanel",
        "aria-labelledby": chosen && tab.id,
        tabindex: chosen && "0",
        hidden: !chosen && "until-found",
      });
    });
  }

  const forward = getComputedStyle(root).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
  const steps: Readonly<Record<string, (at: number) => number>> = {
    ArrowRight: (at) => at + (forward === "ArrowRight" ? 1 : -1),
    ArrowLeft: (at) => at + (forward === "ArrowLeft" ? 1 : -1),
    Home: () => 0,
    End: () => buttons.length - 1,
  };
  list.addEventListener("keydown", (event) => {
    const step = steps[event.key];
    if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const at = buttons.findIndex((tab) => tab === event.target);
    const next = (step(at) + buttons.length) % buttons.length;
    choose(next);
    buttons[next]?.focus();
  });
  list.append(...buttons);
  root.prepend(list);
  root.classList.add("live");
  choose(0);
}

function set(element: HTMLElement, attributes: Readonly<Record<string, string | false>>): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false) element.removeAttribute(name);
    else element.setAttribute(name, value);
  }
}
