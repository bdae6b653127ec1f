/** A package as paper or another colour scheme would have it: its media queries say so, in any package of any tool. */

import type { Look } from "./messages.ts";

/** What the author wrote, by rule, so that it can be put back. */
const written = new WeakMap<CSSMediaRule, string>();
const printed = new WeakSet<Document>();

export function emulate(window: Window, look: Look): void {
  const document = window.document;
  const scheme = look.print ? "light" : look.scheme;
  for (const rule of mediaRules(document)) {
    const own = written.get(rule) ?? rule.media.mediaText;
    written.set(rule, own);
    rule.media.mediaText = rewritten(own, look.print, scheme);
  }
  const style = document.documentElement?.style;
  // A page that has just begun to load: it is dressed when it is there.
  if (!style) return;
  style.colorScheme = scheme === "auto" ? "" : scheme;
  style.padding = look.print ? "20mm 22mm" : "";
  style.background = look.print ? "white" : "";
  if (look.print === printed.has(document)) return;
  window.dispatchEvent(new Event(look.print ? "beforeprint" : "afterprint"));
  if (look.print) printed.add(document);
  else printed.delete(document);
}

function rewritten(query: string, print: boolean, scheme: Look["scheme"]): string {
  let text = query;
  if (print) text = text.replace(/\bscreen\b/g, "tty").replace(/\bprint\b/g, "all");
  if (scheme !== "auto") {
    text = text.replace(/\(prefers-color-scheme:\s*(light|dark)\)/g, (_, asked: string) =>
      asked === scheme ? "(min-width: 0px)" : "(max-width: 0px)",
    );
  }
  return text;
}

function* mediaRules(document: Document): Generator<CSSMediaRule> {
  for (const sheet of document.styleSheets) {
    for (const rule of rulesOf(sheet)) yield* within(rule);
  }
}

/** By its name, since the rule is of another window than this script. */
function* within(rule: CSSRule): Generator<CSSMediaRule> {
  if (rule.constructor.name === "CSSMediaRule") yield rule as CSSMediaRule;
  const inner = "cssRules" in rule ? (rule.cssRules as CSSRuleList) : [];
  for (const child of inner) yield* within(child);
}

/** A style sheet of another host cannot be read. */
function rulesOf(sheet: CSSStyleSheet): Iterable<CSSRule> {
  try {
    return sheet.cssRules;
  } catch {
    return [];
  }
}
