/** The object that the SCO finds: the standard's names, over a runtime, with the faults that this LMS has. */

import type { Behaviour, Call, Fault, Version } from "./behaviour.ts";
import type { Answer, Runtime } from "./runtime.ts";

/** One call of the SCO, as the preview and the tests read it. `effect`: the fault that was put in its place. */
export interface LoggedCall {
  readonly call: Call;
  readonly element: string;
  readonly value: string;
  readonly result: unknown;
  readonly error: string;
  readonly effect: Fault["effect"] | null;
}

export type Api = Record<string, (...given: unknown[]) => unknown>;

export class FaultyApi {
  readonly calls: LoggedCall[] = [];
  private error = "0";
  private commits = 0;
  private gone = false;
  private readonly random: () => number;
  private readonly counts = new Map<Fault, number>();

  constructor(
    private readonly version: Version,
    private readonly behaviour: Behaviour,
    private readonly runtime: Runtime,
    private readonly vanish: () => void,
  ) {
    this.random = mulberry32(behaviour.seed);
  }

  /** The functions under the standard's names: LMSFinish in SCORM 1.2, Terminate in SCORM 2004. */
  functions(): Api {
    const runtime = this.runtime;
    const real: Readonly<Record<Call, (given: string[], fails: boolean) => Answer>> = {
      Initialize: ([argument = ""]) => runtime.initialize(argument),
      GetValue: ([element = ""]) => runtime.getValue(element),
      SetValue: ([element = "", value = ""]) => runtime.setValue(element, value),
      Commit: ([argument = ""], fails) => runtime.commit(argument, fails),
      Finish: ([argument = ""], fails) => runtime.finish(argument, fails),
      GetLastError: () => ({ result: this.error, error: this.error }),
    };
    const isOld = this.version === "scorm-1.2";
    const named = (call: string): string => (isOld ? `LMS${call}` : call === "Finish" ? "Terminate" : call);
    const api: Api = {};
    for (const call of Object.keys(real) as Call[]) {
      if (this.behaviour.missing.includes(call)) continue;
      api[named(call)] = (...given) => this.answer(call, given.map(String), real[call]);
    }
    api[named("GetErrorString")] = (code) => (String(code) === "0" ? "No error" : `Error ${String(code)}`);
    api[named("GetDiagnostic")] = () => "";
    return api;
  }

  private answer(call: Call, given: string[], real: (given: string[], fails: boolean) => Answer): unknown {
    const { vanishes_after: last } = this.behaviour;
    if (last !== null && this.commits >= last && call !== "GetLastError") this.gone = true;
    if (this.gone) {
      this.vanish();
      throw new Error("the window of the LMS is gone");
    }
    if (call === "Commit") this.commits += 1;
    const effect = this.due(call, given[0] ?? "")?.effect ?? null;
    const { result, error } =
      effect && effect !== "send-fails" ? instead(call, effect) : real(given, effect !== null);
    if (call !== "GetLastError") this.error = error;
    const [element = "", value = ""] = given;
    if (call !== "GetLastError") this.calls.push({ call, element, value, result, error, effect });
    if (effect === "throw") throw new Error(`${call} failed in the LMS`);
    return effect === "undefined" ? undefined : result;
  }

  /** The first fault whose turn it is. */
  private due(call: Call, element: string): Fault | undefined {
    return this.behaviour.faults.find((fault) => {
      if (fault.call !== call || !element.startsWith(fault.element)) return false;
      const before = this.counts.get(fault) ?? 0;
      this.counts.set(fault, before + 1);
      const over = fault.times !== null && before >= fault.after + fault.times;
      return before >= fault.after && !over && (fault.probability >= 1 || this.random() < fault.probability);
    });
  }
}

function instead(call: Call, effect: Exclude<Fault["effect"], "send-fails">): Answer {
  if (effect === "drop")
    return { result: call === "GetValue" ? "" : call === "GetLastError" ? "0" : "true", error: "0" };
  if (effect === "null" || effect === "undefined") return { result: null, error: "0" };
  return { result: call === "GetValue" ? "" : "false", error: "101" };
}

/** A small generator of numbers in [0, 1) that a seed decides; any 32-bit seed. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
