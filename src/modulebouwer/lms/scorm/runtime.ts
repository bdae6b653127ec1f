/** The life of one session: opened, used, closed, each call with the standard's error code. */

import type { Behaviour, Version, Values } from "./behaviour.ts";
import { dataModel } from "./data_model.ts";
import type { DataModel } from "./data_model.ts";
import { saving } from "./saving.ts";
import type { Saving } from "./saving.ts";

/** The result of a call; `error` is what GetLastError gives afterwards. */
export interface Answer {
  readonly result: string | null;
  readonly error: string;
}

interface Codes {
  readonly again: string;
  readonly afterwards: string;
  /** Before Initialize and after Finish. */
  readonly GetValue: readonly [string, string];
  readonly SetValue: readonly [string, string];
  readonly Commit: readonly [string, string];
  readonly Finish: readonly [string, string];
  readonly commitFailed: string;
  readonly finishFailed: string;
}

/** SCORM 1.2 RTE 3.3.6 and SCORM 2004 4th Edition RTE 3.1.7. */
const CODES: Readonly<Record<Version, Codes>> = {
  "scorm-1.2": {
    again: "101",
    afterwards: "101",
    GetValue: ["301", "301"],
    SetValue: ["301", "301"],
    Commit: ["301", "301"],
    Finish: ["301", "301"],
    commitFailed: "101",
    finishFailed: "101",
  },
  "scorm-2004": {
    again: "103",
    afterwards: "104",
    GetValue: ["122", "123"],
    SetValue: ["132", "133"],
    Commit: ["142", "143"],
    Finish: ["112", "113"],
    commitFailed: "391",
    finishFailed: "111",
  },
};

const TRUE: Answer = { result: "true", error: "0" };
const refused = (error: string): Answer => ({ result: "false", error });

export class Runtime {
  private phase: "before" | "open" | "closed" = "before";
  private readonly codes: Codes;
  private readonly model: DataModel;
  private readonly saving: Saving;
  /** Element → what it was, and until when it is still read (ms since the epoch): for LMSs that lag. */
  private readonly former = new Map<string, { readonly value: string; readonly until: number }>();

  constructor(
    version: Version,
    private readonly behaviour: Behaviour,
    url: string,
    launched: Values,
    leaving: () => boolean,
  ) {
    this.codes = CODES[version];
    this.model = dataModel(version, behaviour, launched);
    this.saving = saving(behaviour, url, launched, leaving);
  }

  initialize(argument: string): Answer {
    if (argument !== "" && this.strict) return refused("201");
    if (this.phase === "open") return this.lenient(this.codes.again);
    if (this.phase === "closed" && !this.behaviour.finish_closes_first)
      return this.lenient(this.codes.afterwards);
    this.phase = "open";
    return TRUE;
  }

  getValue(element: string): Answer {
    const closed = this.whyClosed("GetValue");
    if (closed) return { result: "", error: closed };
    if (this.behaviour.null.includes(element)) return { result: null, error: "0" };
    if (this.behaviour.blank.includes(element)) return { result: "", error: "0" };
    if (this.behaviour.read_lag === null) {
      return { result: this.saving.acknowledged()[element] ?? "", error: "0" };
    }
    const { value, error } = this.model.get(element);
    const former = this.former.get(element);
    if (error === "0" && former && Date.now() < former.until) return { result: former.value, error };
    return { result: value, error };
  }

  setValue(element: string, value: string): Answer {
    const closed = this.whyClosed("SetValue");
    if (closed) return refused(closed);
    const before = this.getValue(element).result ?? "";
    const error = this.model.set(element, value);
    if (error !== "0") return refused(error);
    const lag = this.behaviour.read_lag ?? 0;
    if (lag > 0) this.former.set(element, { value: before, until: Date.now() + lag * 1000 });
    if (this.behaviour.transport === "each-value") this.save(false, false);
    return TRUE;
  }

  commit(argument: string, fails: boolean): Answer {
    const closed = this.whyClosed("Commit");
    if (closed) return refused(closed);
    if (argument !== "" && this.strict) return refused("201");
    return this.save(false, fails) ? TRUE : refused(this.codes.commitFailed);
  }

  finish(argument: string, fails: boolean): Answer {
    const closed = this.whyClosed("Finish");
    if (closed) return refused(closed);
    if (argument !== "" && this.strict) return refused("201");
    if (this.behaviour.finish_closes_first) this.phase = "closed";
    if (!this.save(true, fails)) return refused(this.codes.finishFailed);
    this.phase = "closed";
    return TRUE;
  }

  values(): Values {
    return this.model.values();
  }

  private get strict(): boolean {
    return this.behaviour.rules !== "anything";
  }

  private save(finish: boolean, fails: boolean): boolean {
    return this.saving.save(this.model.values(), { finish, fails });
  }

  /** An LMS that takes anything also takes a call at the wrong time (Open edX: always "true", "0"). */
  private lenient(code: string): Answer {
    return this.strict ? refused(code) : TRUE;
  }

  private whyClosed(call: "GetValue" | "SetValue" | "Commit" | "Finish"): string | null {
    if (this.phase === "open" || !this.strict) return null;
    return this.codes[call][this.phase === "before" ? 0 : 1];
  }
}
