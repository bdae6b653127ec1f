/** Tabs (ARIA Authoring Practices, "Tabs" with automatic activation) out of panels that stand below each other. */

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
  const panels = all(".panel", root);
  const list = el("div", { class: "tablist", role: "tablist" });
  const buttons = panels.map((panel) => {
    const title = panel.querySelector(".panel-title")!;
    const tab = el("button", { type: "button", role: "tab", "aria-controls": panel.id }, title.textContent);
    tab.id = `${panel.id}-tab`;
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", tab.id);
    panel.tabIndex = 0;
    return tab;
  });

  function choose(index: number): void {
    buttons.forEach((tab, at) => {
      tab.setAttribute("aria-selected", String(at === index));
      tab.tabIndex = at === index ? 0 : -1;
      panels[at]!.classList.toggle("chosen", at === index);
    });
  }

  const steps: Readonly<Record<string, (at: number) => number>> = {
    ArrowRight: (at) => at + (getComputedStyle(root).direction === "rtl" ? -1 : 1),
    ArrowLeft: (at) => at + (getComputedStyle(root).direction === "rtl" ? 1 : -1),
    Home: () => 0,
    End: () => buttons.length - 1,
  };
  list.addEventListener("keydown", (event) => {
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    const next = (step(buttons.findIndex((tab) => tab === event.target)) + buttons.length) % buttons.length;
    choose(next);
    buttons[next]!.focus();
  });
  buttons.forEach((tab, index) => tab.addEventListener("click", () => choose(index)));
  list.append(...buttons);
  root.prepend(list);
  root.classList.add("live");
  choose(0);
}
