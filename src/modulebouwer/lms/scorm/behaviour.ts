/** How this LMS behaves: behaviour.py's `Behaviour` as the host page carries it, with its names and meanings. */

export type Call = "Initialize" | "GetValue" | "SetValue" | "Commit" | "Finish" | "GetLastError";

export interface Fault {
  readonly call: Call;
  readonly effect: "false" | "throw" | "null" | "undefined" | "drop" | "send-fails";
  readonly after: number;
  readonly times: number | null;
  readonly element: string;
  readonly probability: number;
}

export interface Behaviour {
  readonly rules: "strict" | "lenient" | "moodle" | "moodle-strict" | "anything";
  readonly suspend_data_limit: number | null;
  readonly blank: readonly string[];
  readonly null: readonly string[];
  readonly read_lag: number | null;
  readonly api_after: number | null;
  readonly vanishes_after: number | null;
  readonly missing: readonly Call[];
  readonly faults: readonly Fault[];
  readonly seed: number;
  readonly transport: "sync" | "async" | "each-value";
  readonly sends: "changed" | "changed-once" | "not-as-launched";
  readonly body: "json" | "form";
  readonly body_limit: number | null;
  readonly beacon_when_offline: boolean;
  readonly stays_leaving: boolean;
  readonly finish_closes_first: boolean;
  readonly offline: boolean;
}

/** Which SCORM: `Runtime` of the standards in Python. */
export type Version = "scorm-1.2" | "scorm-2004";

/**
 * What the host page says to this program. `saved` and `content` are addresses on the local server; `panel` is the
 * origin of the preview's page, "" where there is none.
 */
export interface Launch {
  readonly runtime: Version | "lrs" | "lrs-unit" | "none";
  readonly behaviour: Behaviour;
  readonly saved: string;
  readonly content: string;
  readonly panel: string;
}

export type Values = Readonly<Record<string, string>>;
