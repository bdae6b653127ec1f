/** Printing the whole module or one part of it. */

/** Prints only what the style sheet keeps for `part`: html[data-print="part"]. */
export function printOnly(part: "portfolio" | "proof" | "module"): void {
  const root = document.documentElement;
  root.dataset["print"] = part;
  addEventListener("afterprint", () => delete root.dataset["print"], { once: true });
  print();
}
