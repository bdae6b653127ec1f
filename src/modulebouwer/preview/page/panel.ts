/** What the LMS and the package say to each other, as it happens. */

import type { LoggedCall } from "../../lms/scorm/api.ts";
import type { Told } from "../../lms/stage/messages.ts";
import type { Values } from "../../lms/scorm/behaviour.ts";
import { ruleFor } from "../../lms/scorm/rules.ts";
import { all, el, find, setText } from "../../player/view/dom.ts";
import { recordOf } from "./record.ts";
import type { Stage } from "./stage.ts";
import { number, word, type Kept, type Launch, type Statement } from "./state.ts";

const MOST_CALLS = 500;
/** Longer values are folded. */
const LONG = 120;

export class Panel {
  private launch: Launch | null = null;
  private calls: LoggedCall[] = [];
  private values: Values = {};
  private shownCalls = 0;
  private shownKept = "";
  private shownValues = "";

  constructor(
    private readonly stage: Stage,
    private readonly ended: (ended: boolean) => void,
  ) {}

  /** Starts empty, for a launch. */
  follow(launch: Launch): void {
    this.launch = launch;
    this.calls = [];
    this.values = {};
    this.shownCalls = 0;
    this.shownKept = this.shownValues = "";
    const scorm = launch.runtime === "scorm-1.2" || launch.runtime === "scorm-2004";
    const lrs = launch.runtime === "lrs" || launch.runtime === "lrs-unit";
    for (const [id, shown] of Object.entries({ model: scorm, calls: scorm, statements: lrs })) {
      find(`#${id}`)!.hidden = !shown;
    }
    // A page on a website has no LMS: no learners, no attempts, nothing that is stored for them.
    for (const part of all(".lms fieldset:not(.profiles), [data-action=fresh], [data-action=end], #saved")) {
      part.hidden = launch.runtime === "none";
    }
    body("calls").replaceChildren(el("p", { class: "quiet" }, word("no_calls")));
    setText(find("[data-count=lms]"), word("attempt", { number: launch.attempt }));
    this.showCalls([]);
  }

  /** What the page with the package tells of its calls and values. */
  hear({ launch, after, calls, values }: Told): void {
    if (launch !== this.launch?.id || after !== this.calls.length) return;
    this.calls.push(...calls);
    this.values = values;
    this.showCalls(this.calls);
  }

  async update(): Promise<void> {
    const { launch } = this;
    if (!launch) return;
    this.stage.ask({ ask: "news", after: this.calls.length });
    const reply = await fetch(`/kept/${launch.id}`);
    if (launch !== this.launch || !reply.ok) return;
    const text = await reply.text();
    const kept = JSON.parse(text) as Kept;
    const { values } = this;
    const valuesText = JSON.stringify(values);
    if (text === this.shownKept && valuesText === this.shownValues) return;
    if (text !== this.shownKept) {
      this.ended(!kept.alive);
      this.showSaved(launch, kept);
      this.showStatements(kept);
    }
    this.shownKept = text;
    this.shownValues = valuesText;
    this.showValues(values, kept.values);
  }

  private showCalls(calls: readonly LoggedCall[]): void {
    const fresh = calls.slice(Math.max(this.shownCalls, calls.length - MOST_CALLS));
    if (fresh.length === 0)
      return setText(find("[data-count=calls]"), calls.length ? number(calls.length) : "");
    let list = find("ol", body("calls"));
    if (!list) {
      list = el("ol", { class: "calls", reversed: true });
      body("calls").replaceChildren(list);
    }
    // The newest first: there one looks.
    for (const call of fresh) list.prepend(callItem(call));
    while (list.childElementCount > MOST_CALLS) list.lastElementChild?.remove();
    list.setAttribute("start", String(calls.length));
    this.shownCalls = calls.length;
    setText(find("[data-count=calls]"), number(calls.length));
  }

  private showValues(values: Readonly<Record<string, string>>, kept: Kept["values"]): void {
    const rows = Object.entries(values).map(([element, value]) => {
      const differs = kept[element] !== value && !GIVEN.test(element);
      return el(
        "tr",
        {},
        el("th", { scope: "row" }, element),
        el("td", {}, folded(value), differs ? el("small", { class: "warning" }, word("unsaved")) : null),
      );
    });
    const head = el(
      "tr",
      {},
      el("th", { scope: "col" }, word("element")),
      el("th", { scope: "col" }, word("value")),
    );
    body("model").replaceChildren(
      rows.length
        ? el("table", {}, el("thead", {}, head), el("tbody", {}, ...rows))
        : el("p", { class: "quiet" }, word("no_values")),
    );
  }

  private showSaved(launch: Launch, kept: Kept): void {
    const text = kept.values["cmi.suspend_data"] ?? "";
    const parts = text ? [...size(launch, text.length), ...recordOf(text)] : [];
    const documents = kept.documents.map(({ key, content }) =>
      el(
        "div",
        { class: "document" },
        el("h3", {}, key[key.length - 1] ?? "", " ", characters(content)),
        ...stateDocument(content),
      ),
    );
    const told = [...parts, ...documents, ...otherValues(kept)];
    const empty = told.length === 0 && kept.statements.length === 0;
    body("saved").replaceChildren(...(empty ? [el("p", { class: "quiet" }, word("nothing_saved"))] : told));
  }

  private showStatements({ statements, refusals }: Kept): void {
    setText(find("[data-count=statements]"), statements.length ? number(statements.length) : "");
    const told = [...statements].reverse().map(statementItem);
    const refused = refusals.map(({ status, rule, why }) =>
      el("li", {}, el("b", {}, `${status} ${rule}`), ` ${why}`),
    );
    body("statements").replaceChildren(
      told.length
        ? el("ol", { class: "calls" }, ...told)
        : el("p", { class: "quiet" }, word("no_statements")),
      ...(refused.length
        ? [el("h3", {}, word("refusals")), el("ul", { class: "calls error" }, ...refused)]
        : []),
    );
  }
}

/** What the LMS gives at a launch, and a session's time: nobody keeps those. */
const GIVEN =
  /^cmi\.(core\.)?((student|learner)_(id|name)|credit|(lesson_)?mode|entry|total_time|session_time)$/;

/** What the LMS holds besides the state: status, score, place, answers. */
function otherValues({ values }: Kept): HTMLElement[] {
  const held = Object.entries(values).filter(
    ([element]) => element !== "cmi.suspend_data" && !GIVEN.test(element),
  );
  if (held.length === 0) return [];
  const facts = held.flatMap(([element, value]) => [el("dt", {}, element), el("dd", {}, folded(value))]);
  return [el("h3", {}, word("kept")), el("dl", { class: "facts" }, ...facts)];
}

function body(id: string): HTMLElement {
  return find(`#${id} .body`)!;
}

function callItem({ call, element, value, result, error, effect }: LoggedCall): HTMLElement {
  const wrong = error !== "0" || effect !== null;
  const given = [element, value].filter((part, index) => part !== "" || (call === "SetValue" && index === 1));
  return el(
    "li",
    { class: wrong ? "error" : false },
    el("code", {}, call, given.length ? ` ${given[0]}` : ""),
    call === "SetValue" ? el("span", {}, " = ", folded(value)) : null,
    el("span", { class: "result" }, " → ", folded(result === null ? "null" : String(result))),
    wrong
      ? el("b", {}, ` ${error === "0" ? "" : word("error_code", { code: error })} ${effect ?? ""}`)
      : null,
  );
}

function statementItem(statement: Statement): HTMLElement {
  const verb = statement.verb.id.split("/").pop() ?? "";
  const object = (statement.object.id ?? "").split("/").pop() ?? "";
  return el(
    "li",
    {},
    el(
      "details",
      {},
      el("summary", {}, el("code", {}, verb), ` ${object}`),
      el("pre", {}, indented(JSON.stringify(statement))),
    ),
  );
}

function size({ runtime, behaviour }: Launch, used: number): HTMLElement[] {
  if (runtime !== "scorm-1.2" && runtime !== "scorm-2004") return [];
  const { max } = ruleFor(runtime, behaviour, "cmi.suspend_data");
  if (max === undefined) return [el("p", {}, word("size", { used: number(used) }))];
  const text = word("size_of", { used: number(used), limit: number(max) });
  const meter = el("meter", {
    min: "0",
    max: String(max),
    high: String(max * 0.8),
    value: String(used),
    "aria-label": text,
  });
  return [el("p", { class: "size" }, meter, text)];
}

/** A State document: the record in it (standards/activities/state_document.ts) in words, above it as it is. */
function stateDocument(content: string): HTMLElement[] {
  const { record } = (parsed(content) ?? {}) as { readonly record?: unknown };
  const told = typeof record === "string" ? recordOf(record) : [];
  return [...told, folded(indented(content))];
}

/** Text as it is when it is short, else behind its beginning. */
export function folded(text: string): HTMLElement {
  if (text.length <= LONG) return el("span", { class: "text" }, text);
  const summary = el("summary", {}, `${text.slice(0, LONG / 2)} … `, characters(text));
  return el("details", { class: "long" }, summary, el("span", { class: "text" }, text));
}

function characters(text: string): HTMLElement {
  return el("small", {}, `(${word("characters", { count: number(text.length) })})`);
}

function indented(text: string): string {
  const value = parsed(text);
  return value === undefined ? text : JSON.stringify(value, null, 2);
}

/** Undefined for what is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
