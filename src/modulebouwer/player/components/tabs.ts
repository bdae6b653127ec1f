/**
 * Tabs (ARIA Authoring Practices, "Tabs" with automatic activation) out of panels that stand below each other.
 *
 * A panel that does not show is `hidden="until-found"`: a browser's own search finds its text, and where a browser does
 * not know the value it is simply hidden.
 */

import type { Kit } from "../kit.ts";
import { register } from "./register.ts";

register((kit) => ({
  tabs: {
    attach() {
      kit.all(".tabs").forEach((root) => tabs(kit, root));
      return () => {};
    },
    done: () => true,
    say: () => "",
    respond: () => null,
  },
}));

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
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", tab.id);
    panel.addEventListener("beforematch", () => choose(index));
    tab.addEventListener("click", () => choose(index));
    return tab;
  });

  function choose(index: number): void {
    buttons.forEach((tab, at) => {
      tab.setAttribute("aria-selected", String(at === index));
      tab.tabIndex = at === index ? 0 : -1;
      const panel = panels[at]!;
      panel.tabIndex = tab.tabIndex;
      if (at === index) panel.removeAttribute("hidden");
      else panel.setAttribute("hidden", "until-found");
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
