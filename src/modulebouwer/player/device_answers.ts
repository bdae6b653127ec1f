/** `answers: device`: the LMS gets place and progress, the answers never leave the browser. */

import type { BrowserStore } from "./browser_store.ts";
import type { StateRecord } from "./record.ts";
import { dictionary, emptyRecord, merge } from "./state.ts";
import type { Outcome, Stored, Tracker } from "./tracker.ts";

/** `lms` as before, but for the answers, which only `store` sees. An answer is safe when `store` holds it. */
export function withAnswersOnDevice(lms: Tracker, store: BrowserStore): Tracker {
  return {
    standard: lms.standard,
    get log() {
      return lms.log;
    },
    connect: () => lms.connect(),
    read: async () => together(await lms.read(), await store.read()),
    write: async (record) => {
      const kept = await store.write(record);
      return firstTrouble(kept, await lms.write(withoutAnswers(record)));
    },
    size: (record) => lms.size(withoutAnswers(record)),
    holds: async (record) => (await store.holds(record)) && (await lms.holds(withoutAnswers(record))),
    commit: () => lms.commit(),
    report: (event) => (event.kind === "answered" ? Promise.resolve({ kind: "ok" }) : lms.report(event)),
    complete: (score) => lms.complete(score),
    leave: (record) => {
      store.leave(record);
      lms.leave(record && withoutAnswers(record));
    },
  };
}

function withoutAnswers(record: StateRecord): StateRecord {
  return { ...record, answers: dictionary([]), conflicts: dictionary([]) };
}

/** Place and progress as the LMS has them, answers as the device has them. */
function together(inLms: Stored, onDevice: Stored): Stored {
  if (inLms.kind !== "intact" && inLms.kind !== "empty") return inLms;
  if (onDevice.kind !== "intact") return onDevice.kind === "empty" ? inLms : onDevice;
  const place = inLms.kind === "intact" ? inLms.record : emptyRecord("");
  return { kind: "intact", record: merge(place, onDevice.record) };
}

function firstTrouble(kept: Outcome, sent: Outcome): Outcome {
  return kept.kind === "ok" ? sent : kept;
}
