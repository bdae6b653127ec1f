/**
 * What the record keeps of a question: `<number of checks><state><response>`, as in `1!bestuur`.
 *
 * The state is `!` when the response is the one that was last checked, `?` when it was changed since or never checked.
 * The response is `true` or `false`; ids of options, or of items in the learner's order, joined by commas; pairs
 * `item=target` joined by commas; or the text as typed.
 */

export interface Value {
  readonly checks: number;
  readonly checked: boolean;
  readonly response: string;
}

/** More are not counted: the number keeps its place in the record's budget. */
const MOST = 99;

/** A value of another form (of an older version of the module) is a response that was never checked. */
export function read(text: string): Value {
  const [, checks, state, response] = /^(\d{1,2})([?!])([^]*)$/.exec(text) ?? [];
  if (response === undefined) return { checks: 0, checked: false, response: text };
  return { checks: Number(checks), checked: state === "!", response };
}

export function written({ checks, checked, response }: Value): string {
  if (checks === 0 && response === "") return "";
  return `${Math.min(checks, MOST)}${checked ? "!" : "?"}${response}`;
}

/** The ids or pairs of a response. */
export function parts(response: string): string[] {
  return response === "" ? [] : response.split(",");
}
