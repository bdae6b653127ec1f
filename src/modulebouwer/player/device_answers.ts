/** `answers: device`: the LMS gets place and progress, the answers never leave the browser. */

import type { BrowserStore } from "./browser_store.ts";
import type { StateRecord } from "./record.ts";
import { dictionary, merge, NOTHING } from "./state.ts";
import type { Stored, Tracker } from "./tracker.ts";

/**
 * `lms` as before, but for the answers, which only the store of the attempt sees. An answer is safe when that holds it.
 *
 * `storeOf` gives the store of an attempt by its name ("": it has none yet); `before` is the one of all attempts alike, in which earlier
 * players kept them: what stands there is taken over by the first attempt that saves.
 */
export function withAnswersOnDevice(
  lms: Tracker,
  storeOf: (attempt: string) => BrowserStore,
  before: BrowserStore,
): Tracker {
  async function onDevice(attempt: string): Promise<Stored> {
    const found = await storeOf(attempt).read();
    return found.kind === "empty" ? before.read() : found;
  }
  return {
    standard: lms.standard,
    answers: lms.answers,
    get log() {
      return lms.log;
    },
    connect: () => lms.connect(),
    read: async () => {
      const inLms = await lms.read();
      const attempt = inLms.kind === "intact" ? inLms.record.attempt : "";
      return together(inLms, await onDevice(attempt));
    },
    write: async (record) => {
      const kept = await storeOf(record.attempt).write(record);
      if (kept.kind === "ok") before.forget();
      const sent = await lms.write(withoutAnswers(record));
      return kept.kind === "ok" ? sent : kept;
    },
    size: (record) => lms.size(withoutAnswers(record)),
    heard: (record) => lms.heard?.(withoutAnswers(record)),
    readBack: async (record) => {
      const kept = await storeOf(record.attempt).readBack(record);
      return kept.kind === "equal" ? lms.readBack(withoutAnswers(record)) : kept;
    },
    commit: () => lms.commit(),
    report: (event) => (event.kind === "answered" ? Promise.resolve({ kind: "ok" }) : lms.report(event)),
    complete: (score) => lms.complete(score),
    completed: () => lms.completed(),
    leave: (record) => {
      if (record) storeOf(record.attempt).leave(record);
      lms.leave(record && withoutAnswers(record));
    },
  };
}

function withoutAnswers(record: StateRecord): StateRecord {
  return { ...record, answers: dictionary([]), conflicts: dictionary([]), labels: dictionary([]) };
}

/**
 * Place and progress as the LMS has them, answers as the device has them. What the device has of the same attempt is
 * taken whole: an LMS that lags behind would make a record of it that nobody wrote.
 */
function together(inLms: Stored, onDevice: Stored): Stored {
  if (inLms.kind !== "intact" && inLms.kind !== "empty") return inLms;
  if (onDevice.kind !== "intact") return onDevice.kind === "empty" ? inLms : onDevice;
  const place = inLms.kind === "intact" ? inLms.record : NOTHING;
  const { answers, conflicts, labels, attempt } = onDevice.record;
  const texts = attempt === place.attempt ? onDevice.record : { ...NOTHING, answers, conflicts, labels };
  return { kind: "intact", record: { ...merge(place, texts), attempt: place.attempt || attempt } };
}
