/** Plays every so-many-eth seed in a thread of its own; what breaks is told with its seed. */

import { parentPort, workerData } from "node:worker_threads";
import { scriptOf } from "./script.ts";
import type { Told, Work } from "./simulate.ts";
import { play } from "./world.ts";

const BATCH = 50;
const { from, to, step, standard } = workerData as Work;

let told = nothing();
for (let seed = from; seed < to; seed += step) {
  const { violation, sessions, elapsed } = await play(scriptOf(seed, standard));
  told.runs += 1;
  told.sessions += sessions;
  told.elapsed += elapsed;
  if (violation) told.broken.push({ seed, violation });
  if (told.runs >= BATCH) tell();
}
tell();

function nothing(): Told {
  return { runs: 0, sessions: 0, elapsed: 0, broken: [] };
}

function tell(): void {
  parentPort!.postMessage(told);
  told = nothing();
}
