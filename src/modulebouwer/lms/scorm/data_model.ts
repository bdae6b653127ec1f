/** The data model of one attempt: which elements there are, what they take, what they give. */

import { Scorm12API, Scorm2004API } from "scorm-again";
import type { Behaviour, Version, Values } from "./behaviour.ts";
import { allows, ruleFor, suitsType } from "./rules.ts";

/** `error` is the standard's code, "0" for none; `value` is "" with an error. */
export interface Reading {
  readonly value: string;
  readonly error: string;
}

export interface DataModel {
  get(element: string): Reading;
  /** Takes the value and gives "0", or leaves everything as it was and gives the standard's error code. */
  set(element: string, value: string): string;
  /** Every value that stands here: those of the launch and those taken since. */
  values(): Values;
}

export function dataModel(version: Version, behaviour: Behaviour, launched: Values): DataModel {
  if (behaviour.rules === "anything") return new AnythingGoes(launched);
  return new StrictModel(version, behaviour, launched);
}

/** Open edX, wagtail-lms: a dictionary. */
class AnythingGoes implements DataModel {
  private readonly held: Map<string, string>;

  constructor(launched: Values) {
    this.held = new Map(Object.entries(launched));
  }

  get(element: string): Reading {
    return { value: this.held.get(element) ?? "", error: "0" };
  }

  set(element: string, value: string): string {
    this.held.set(element, value);
    return "0";
  }

  values(): Values {
    return Object.fromEntries(this.held);
  }
}

interface Engine {
  get(element: string): Reading;
  set(element: string, value: string): string;
}

function engine(version: Version, launched: Values): Engine {
  const quiet = { autocommit: false, logLevel: "NONE", lmsCommitUrl: false } as const;
  const api = version === "scorm-1.2" ? new Scorm12API(quiet) : new Scorm2004API(quiet);
  for (const [element, value] of Object.entries(launched)) {
    try {
      api.loadFromFlattenedJSON({ [element]: value });
    } catch {
      // A value that this LMS's rules took alone; StrictModel holds it.
    }
  }
  api.lmsInitialize("");
  return {
    get(element) {
      // scorm-again leaves the former call's error standing at some elements (cmi.completion_status).
      api.lastErrorCode = "0";
      const value = String(api.lmsGetValue(element) ?? "");
      const error = api.lmsGetLastError();
      return { value: error === "0" ? value : "", error };
    },
    set(element, value) {
      api.lmsSetValue(element, value);
      return api.lmsGetLastError();
    },
  };
}

/**
 * scorm-again knows the elements, their access, order and vocabulary; rules.ts stands before it.
 * A value counts as taken when both agree, or when the rule stands alone.
 */
class StrictModel implements DataModel {
  private engine: Engine;
  private readonly held: Map<string, string>;
  private readonly version: Version;
  private readonly behaviour: Behaviour;

  constructor(version: Version, behaviour: Behaviour, launched: Values) {
    this.version = version;
    this.behaviour = behaviour;
    this.engine = engine(version, launched);
    this.held = new Map(Object.entries(launched));
  }

  get(element: string): Reading {
    const { value, error } = this.engine.get(element);
    const held = this.held.get(element);
    // 403 in 2004: scorm-again has no value yet; one that our rule took alone is there all the same.
    const readable = error === "0" || (this.version === "scorm-2004" && error === "403");
    if (held !== undefined && readable) return { value: held, error: "0" };
    return { value, error: this.code(error) };
  }

  set(element: string, given: string): string {
    const rule = ruleFor(this.version, this.behaviour, element);
    const mismatch = this.version === "scorm-1.2" ? "405" : "406";
    // Asked even when our rule refuses: a gap in the index or a missing type is told before a wrong value.
    const error = this.engine.set(element, given);
    const type = this.held.get(element.replace(/^(cmi\.interactions\.\d+)\..*/, "$1.type")) ?? "";
    const suits = allows(rule, given) && suitsType(this.version, this.behaviour, element, type, given);
    const taken = suits && (error === "0" || (rule.alone && error === mismatch));
    if (!taken) {
      // scorm-again keeps a new, empty entry of a list after a refusal; the standards keep nothing.
      this.engine = engine(this.version, this.values());
      return error === "0" ? mismatch : this.code(error);
    }
    this.held.set(element, rule.appends ? (this.held.get(element) ?? "") + given : given);
    return "0";
  }

  values(): Values {
    return Object.fromEntries(this.held);
  }

  /** Moodle's SCORM 1.2 has one code for what it does not know: 201. */
  private code(error: string): string {
    const moodle12 = this.version === "scorm-1.2" && this.behaviour.rules.startsWith("moodle");
    return moodle12 && error === "401" ? "201" : error;
  }
}
