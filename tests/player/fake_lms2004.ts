/** The SCORM 2004 API of an LMS that takes the standard to the letter, as far as the tracker can notice it. */

const RESPONSE = /^(\{lang=[a-z]{2,3}\})?[^\n\r\u2028\u2029]*$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,2}Z?)?$/;
const DURATION = /^P(T(\d+H)?(\d+M)?(\d+(\.\d{1,2})?S)?)$/;
const NUMBER = /^-?\d+(\.\d{1,7})?$/;

export interface Settings {
  readonly mode?: string;
  /** Most characters of suspend data. */
  readonly room?: number;
  readonly passingScore?: string;
  /** What it says of a status that was never set, where that is an error. */
  readonly noStatus?: "403" | "301";
}

export class FakeLms2004 {
  /** What is stored, over all launches. */
  readonly values: Map<string, string>;
  readonly calls: string[] = [];
  committed = 0;
  running = false;
  /** Calls that give `false` with this code, by "SetValue(element)" or the name of the call. */
  refuses = new Map<string, string>();
  private readonly settings: Settings;
  private error = "0";

  constructor(values = new Map<string, string>(), settings: Settings = {}) {
    this.values = values;
    this.settings = settings;
  }

  /** What `findApi` walks through. */
  get window(): Window {
    const api = {
      Initialize: () => this.call("Initialize", () => (this.running ? "103" : ((this.running = true), "0"))),
      Terminate: () => this.call("Terminate", () => (this.running ? ((this.running = false), "0") : "113")),
      Commit: () => this.call("Commit", () => (this.running ? ((this.committed += 1), "0") : "143")),
      SetValue: (name: string, value: string) => this.call(`SetValue(${name})`, () => this.set(name, value)),
      GetValue: (name: string) => this.get(name),
      GetLastError: () => this.error,
    };
    const found: Record<string, unknown> = { API_1484_11: api };
    found["parent"] = found;
    return found as unknown as Window;
  }

  private call(name: string, does: () => string): string {
    this.calls.push(name);
    this.error = this.refuses.get(name) ?? does();
    return String(this.error === "0");
  }

  private get(name: string): string {
    const fixed: Record<string, string> = {
      "cmi.mode": this.settings.mode ?? "normal",
      "cmi.learner_id": "noor",
      "cmi.learner_name": "Noor",
      "cmi.interactions._count": String(this.count("interactions")),
      "cmi.objectives._count": String(this.count("objectives")),
      "cmi.completion_status": this.values.get("cmi.completion_status") ?? "unknown",
      "cmi.scaled_passing_score": this.settings.passingScore ?? "",
    };
    const value = fixed[name] ?? this.values.get(name);
    const { noStatus } = this.settings;
    const unset = noStatus && name === "cmi.completion_status" && !this.values.has(name);
    this.error = !this.running ? "123" : unset ? noStatus : value === undefined ? "403" : "0";
    return this.error === "0" ? value! : "";
  }

  private set(name: string, value: string): string {
    if (!this.running) return "133";
    const code = this.judge(name, value);
    if (code === "0") this.values.set(name, value);
    return code;
  }

  /** SCORM 2004 RTE 4.2: order of an interaction's parts, forms of values, smallest permitted maxima as maxima. */
  private judge(name: string, value: string): string {
    const [, collection, index, field] = /^cmi\.(interactions|objectives)\.(\d+)\.(.+)$/.exec(name) ?? [];
    if (collection) {
      const known = this.values.has(`cmi.${collection}.${index}.id`);
      if (Number(index) > this.count(collection)) return "351";
      if (field !== "id" && !known) return "408";
      if (field === "learner_response") {
        if (!this.values.has(`cmi.interactions.${index}.type`)) return "408";
        return RESPONSE.test(value) && value.length <= 4000 ? "0" : "406";
      }
      if (field === "timestamp") return TIME.test(value) ? "0" : "406";
      if (field === "description") return value.length <= 250 && !value.includes("\n") ? "0" : "406";
      return field === "id" && /\s/.test(value) ? "406" : "0";
    }
    if (name === "cmi.suspend_data") return value.length <= (this.settings.room ?? 64_000) ? "0" : "406";
    if (name === "cmi.location") return value.length <= 1000 ? "0" : "406";
    if (name === "cmi.session_time") return DURATION.test(value) ? "0" : "406";
    if (/score|progress_measure/.test(name)) return NUMBER.test(value) ? "0" : "406";
    return "0";
  }

  private count(collection: string): number {
    let count = 0;
    while (this.values.has(`cmi.${collection}.${count}.id`)) count += 1;
    return count;
  }
}
