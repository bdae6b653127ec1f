/**
 * The page with a session that a test directs: `window.scenario` (set before the page loads) says what was found and how
 * saving goes. Nothing here talks to an LMS; what is tested is what the page shows.
 */

import { courseOfPage } from "../../../src/modulebouwer/player/course.ts";
import { usable } from "../../../src/modulebouwer/player/environment.ts";
import type { Answer, StateRecord } from "../../../src/modulebouwer/player/record.ts";
import type { AnswerStatus, Room, Session } from "../../../src/modulebouwer/player/session.ts";
import type { Connection, LoggedCall, Outcome } from "../../../src/modulebouwer/player/tracker.ts";
import { mount } from "../../../src/modulebouwer/player/view/view.ts";

interface Scenario {
  connection?: Partial<Connection> | null;
  record?: Partial<StateRecord>;
  found?: Session["found"];
  room?: Room;
  statuses?: Record<string, AnswerStatus>;
  finish?: Outcome;
}

declare global {
  interface Window {
    scenario?: Scenario;
    fake: FakeSession;
  }
}

const NOW = Date.UTC(2026, 10, 23, 9, 42);

class FakeSession implements Session {
  readonly connection: Connection | null;
  readonly found: Session["found"];
  readonly log: LoggedCall[] = [{ time: NOW, call: "LMSInitialize", result: "true", error: "" }];
  readonly raw: string | null;
  readonly recovered = null;
  readonly open = true;
  readonly untold = false;
  readonly loose = null;
  record: StateRecord;
  room: Room | null;
  retries = 0;
  acknowledged = false;
  statuses: Record<string, AnswerStatus>;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly scenario: Scenario) {
    const connection = {
      mode: "normal",
      learnerName: "Noor de Wit",
      learnerId: "7",
      attempt: "",
      completed: false,
    } as const;
    this.connection = scenario.connection === null ? null : { ...connection, ...scenario.connection };
    this.found = scenario.found ?? "empty";
    this.raw = this.found === "empty" || this.found === "intact" ? null : "what stood there";
    this.room = scenario.room ?? null;
    this.statuses = { ...scenario.statuses };
    this.record = {
      attempt: "",
      labels: {},
      revision: 1,
      moduleVersion: "1.0.0",
      location: "",
      visited: [],
      answers: {},
      conflicts: {},
      finished: null,
      ...scenario.record,
    };
  }

  status(id: string): AnswerStatus {
    const given = this.statuses[id];
    if (given) return given;
    const answer = this.record.answers[id];
    if (!answer?.value) return { kind: "empty" };
    return { kind: "saved", time: answer.time, where: this.connection ? "lms" : "browser" };
  }

  answer(id: string, value: string): void {
    this.change({ answers: { ...this.record.answers, [id]: { value, time: NOW, version: 1 } } });
  }

  settle(): void {}

  visit(section: string): void {
    const visited = this.record.visited.includes(section)
      ? this.record.visited
      : [...this.record.visited, section];
    this.change({ visited, location: section });
  }

  resolve(id: string, value: string): void {
    const { [id]: _chosen, ...conflicts } = this.record.conflicts;
    this.change({
      conflicts,
      answers: { ...this.record.answers, [id]: { value, time: NOW, version: 1 } as Answer },
    });
  }

  retry(): void {
    this.retries += 1;
  }

  openAnyway(): void {}

  takeLoose(): void {}

  acknowledge(): void {
    this.acknowledged = true;
  }

  async finish(): Promise<Outcome> {
    const outcome = this.scenario.finish ?? { kind: "ok" };
    if (outcome.kind === "ok") this.change({ finished: NOW });
    return outcome;
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  set(id: string, status: AnswerStatus): void {
    this.statuses = { ...this.statuses, [id]: status };
    this.listeners.forEach((listener) => listener());
  }

  needs(used: number): void {
    this.room = { used, limit: this.room?.limit ?? 4096 };
    this.listeners.forEach((listener) => listener());
  }

  private change(change: Partial<StateRecord>): void {
    this.record = { ...this.record, ...change, revision: this.record.revision + 1 };
    this.listeners.forEach((listener) => listener());
  }
}

const course = courseOfPage();
window.fake = new FakeSession(window.scenario ?? {});
mount(
  course,
  window.fake,
  { drafts: usable(() => sessionStorage), kept: usable(() => localStorage) },
  () => {},
);
