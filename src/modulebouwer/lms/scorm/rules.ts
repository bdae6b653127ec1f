/**
 * What a value must be, where scorm-again 3.4.3 asks less than the standard or more than Moodle 4.5 does.
 *
 * Strict: SCORM 1.2 RTE 3.4.4 (CMIString4096, CMIString255, CMIIdentifier, CMITimespan, CMIVocabulary) and
 * SCORM 2004 4th Edition RTE 4.1.1 (second(10,2) in times, long_identifier_type). Moodle: the expressions that its
 * data model was measured to hold, lengths in UTF-16 units.
 */

import type { Behaviour, Version } from "./behaviour.ts";

export interface Rule {
  readonly max?: number;
  readonly format?: RegExp;
  /** Taken by this LMS although scorm-again refuses it. */
  readonly alone?: true;
  /** Moodle 1.2: each SetValue adds to the comments that stand there. */
  readonly appends?: true;
}

/** Element, with `n` for every index → its rule. */
type Rules = Readonly<Record<string, Rule>>;

const ascii = /^[\x00-\x7f]*$/;
const oneLine = /^.*$/;
const identifier = /^[!-~]+$/;
const exit12 = /^(time-out|suspend|logout|)$/;
const type12 = /^(true-false|choice|fill-in|matching|performance|sequencing|likert|numeric)$/;
const result12 = /^(correct|wrong|unanticipated|neutral|-?\d{1,3}(\.\d+)?)$/;
const date = String.raw`(19[7-9]\d|20[0-2]\d|203[0-8])(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])`;
const timestamp = new RegExp(
  String.raw`^${date}(T([01]\d|2[0-3])(:[0-5]\d(:[0-5]\d(\.\d{1,2}(Z|[+-]([01]\d|2[0-3])(:[0-5]\d)?)?)?)?)?)?)?)?$`,
);
const duration = /^P(?=\d|T\d)(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d{1,2})?S)?)?$/;
const identifier2004 = /^(?!urn:(?![A-Za-z0-9-]{1,31}:\S))\S+$/;

const strict12: Rules = {
  "cmi.suspend_data": { max: 4096, format: ascii },
  "cmi.comments": { max: 4096, format: ascii },
  "cmi.core.lesson_location": { max: 255, format: ascii },
  "cmi.core.exit": { format: exit12 },
  "cmi.core.session_time": { format: /^\d{2,4}:[0-5]\d:[0-5]\d(\.\d{1,2})?$/ },
  "cmi.objectives.n.id": { max: 255, format: identifier },
  "cmi.interactions.n.id": { max: 255, format: identifier },
  "cmi.interactions.n.objectives.n.id": { max: 255, format: identifier },
  "cmi.interactions.n.time": { format: /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,2})?$/ },
  "cmi.interactions.n.latency": { format: /^\d{2,4}:[0-5]\d:[0-5]\d(\.\d{1,2})?$/ },
  "cmi.interactions.n.type": { format: type12 },
  "cmi.interactions.n.result": { format: result12 },
  "cmi.interactions.n.student_response": { max: 255 },
  "cmi.interactions.n.correct_responses.n.pattern": { max: 255 },
};

/** Letters outside ASCII: no LMS was seen to refuse them. */
const lenient12: Rules = {
  ...strict12,
  "cmi.suspend_data": { max: 4096 },
  "cmi.comments": { max: 4096 },
  "cmi.core.lesson_location": { max: 255 },
};

/** SCORM 1.2 RTE 3.4.7, CMIFeedback: what a response and a right one look like, by the interaction's type. */
const marks = (one: string): RegExp => new RegExp(String.raw`^(\{?${one}(,${one})*\}?)?$`);
const feedback12: Readonly<Record<string, RegExp>> = {
  "true-false": /^([01tf].*)?$/,
  choice: marks("[0-9a-z]"),
  sequencing: marks("[0-9a-z]"),
  matching: marks(String.raw`[0-9a-z]\.[0-9a-z]`),
  likert: /^[0-9a-z]?$/,
  numeric: /^(-?\d+(\.\d+)?)?$/,
};

/** What Moodle's SCORM 2004 was measured to take as the response of a choice: identifiers of its own letters. */
const choiceMoodle = /^[A-Za-z0-9_.]{1,250}(\[,\][A-Za-z0-9_.]{1,250})*$/;

/** Whether `element` may hold `value` in an interaction of `type`. Moodle's SCORM 1.2 was measured not to look at it. */
export function suitsType(
  version: Version,
  behaviour: Behaviour,
  element: string,
  type: string,
  value: string,
): boolean {
  if (version === "scorm-2004" && behaviour.rules.startsWith("moodle"))
    return type !== "choice" || !element.endsWith(".learner_response") || choiceMoodle.test(value);
  const response = /\.(student_response|pattern)$/.test(element);
  const checked = version === "scorm-1.2" && behaviour.rules === "strict" && response;
  return !checked || (feedback12[type]?.test(value) ?? true);
}

function moodle12(long: number, short: number): Rules {
  return {
    "cmi.suspend_data": { max: long },
    "cmi.comments": { max: long, alone: true, appends: true },
    "cmi.core.lesson_location": { max: short, alone: true },
    "cmi.core.exit": { format: exit12 },
    "cmi.core.session_time": { format: /^\d{2,4}:\d{2}:\d{2}(\.\d{1,2})?$/, alone: true },
    "cmi.objectives.n.id": { max: 255, format: identifier },
    "cmi.interactions.n.id": { max: 255, format: identifier },
    "cmi.interactions.n.type": { format: type12 },
    "cmi.interactions.n.result": { format: result12 },
    "cmi.interactions.n.student_response": { max: short, alone: true },
    "cmi.interactions.n.correct_responses.n.pattern": { max: short, alone: true },
  };
}

const strict2004: Rules = {
  "cmi.suspend_data": { max: 64000 },
  "cmi.location": { max: 1000 },
  "cmi.session_time": { format: duration },
  "cmi.interactions.n.latency": { format: duration },
  "cmi.interactions.n.id": { max: 4000, format: identifier2004 },
  "cmi.interactions.n.objectives.n.id": { max: 4000, format: identifier2004 },
  "cmi.interactions.n.timestamp": { format: timestamp },
  "cmi.interactions.n.description": { max: 250, format: oneLine },
  "cmi.objectives.n.id": { max: 4000, format: identifier2004 },
  "cmi.objectives.n.description": { max: 250, format: oneLine },
  "cmi.comments_from_learner.n.comment": { max: 4000, format: oneLine },
  "cmi.comments_from_learner.n.location": { max: 250 },
  "cmi.comments_from_learner.n.timestamp": { format: timestamp },
};

const moodle2004: Rules = {
  ...strict2004,
  "cmi.interactions.n.learner_response": { format: oneLine, alone: true },
  "cmi.interactions.n.description": { max: 251, format: oneLine },
  "cmi.comments_from_learner.n.comment": { max: 4001, format: oneLine, alone: true },
  "cmi.session_time": { format: /^P(?!T$)/ },
  "adl.nav.request": { format: /^(?!_none_$)/ },
};

const TABLES: Readonly<Record<Version, Readonly<Record<Behaviour["rules"], Rules>>>> = {
  "scorm-1.2": {
    strict: strict12,
    lenient: lenient12,
    moodle: moodle12(64000, 64000),
    "moodle-strict": moodle12(4096, 255),
    anything: {},
  },
  "scorm-2004": {
    strict: strict2004,
    lenient: strict2004,
    moodle: moodle2004,
    "moodle-strict": moodle2004,
    anything: {},
  },
};

/** The rule for `element` in this LMS; an empty one when scorm-again's verdict is enough. */
export function ruleFor(version: Version, behaviour: Behaviour, element: string): Rule {
  const rule = TABLES[version][behaviour.rules][element.replace(/\.\d+(?=\.)/g, ".n")] ?? {};
  const limit = element === "cmi.suspend_data" ? behaviour.suspend_data_limit : null;
  return limit === null ? rule : { ...rule, max: limit };
}

export function allows(rule: Rule, value: string): boolean {
  return (rule.max === undefined || value.length <= rule.max) && (rule.format?.test(value) ?? true);
}
