/**
 * Plays many seeds on all cores; the first that breaks an invariant are shrunk and printed.
 *
 *     node tests/simulation/simulate.ts --runs 20000            every standard in turn
 *     node tests/simulation/simulate.ts --from 4711 --runs 1 --watch     one seed, step by step
 */

import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import type { Standard } from "./engines.ts";
import type { Violation } from "./model.ts";
import { printed, scriptOf, STANDARDS } from "./script.ts";
import { shrink } from "./shrink.ts";
import { play } from "./world.ts";

export interface Work {
  readonly from: number;
  readonly to: number;
  readonly step: number;
  readonly standard: Standard | undefined;
}

export interface Broken {
  readonly seed: number;
  readonly violation: Violation;
}

/** What a thread has done since it last told. `elapsed`: milliseconds of virtual time. */
export interface Told {
  runs: number;
  sessions: number;
  elapsed: number;
  broken: Broken[];
}

export interface Options {
  readonly from?: number;
  readonly runs: number;
  readonly standard?: Standard | undefined;
  /** Stops after so many broken runs. */
  readonly most?: number;
  readonly progress?: (so_far: Told) => void;
}

/** Plays `runs` seeds from `from` on. */
export async function simulate({
  from = 0,
  runs,
  standard,
  most = Infinity,
  progress,
}: Options): Promise<Told> {
  const sum: Told = { runs: 0, sessions: 0, elapsed: 0, broken: [] };
  const threads = Math.min(availableParallelism(), runs);
  const workers: Worker[] = [];
  await Promise.all(
    Array.from({ length: threads }, (_, thread) => {
      const workerData: Work = { from: from + thread, to: from + runs, step: threads, standard };
      const execArgv = [...process.execArgv, "--import", new URL("./kept.ts", import.meta.url).href];
      const worker = new Worker(new URL("./worker.ts", import.meta.url), { workerData, execArgv });
      workers.push(worker);
      return new Promise<void>((resolve, reject) => {
        worker.on("message", (told: Told) => {
          sum.runs += told.runs;
          sum.sessions += told.sessions;
          sum.elapsed += told.elapsed;
          sum.broken.push(...told.broken);
          progress?.(sum);
          if (sum.broken.length >= most) for (const one of workers) void one.terminate();
        });
        worker.on("error", reject);
        worker.on("exit", () => resolve());
      });
    }),
  );
  sum.broken.sort((a, b) => a.seed - b.seed);
  return sum;
}

/** The seed's script, made as short as it can be, and what it breaks; for a person to read. */
export async function explained(
  { seed, violation }: Broken,
  standard?: Standard,
  watch = false,
): Promise<string> {
  const short = await shrink(scriptOf(seed, standard), violation.kind);
  const seen: string[] = [];
  if (watch) await play(short.script, (line) => seen.push(line));
  return `${seen.map((line) => `  ${line}\n`).join("")}${printed(short.script)}\n  => ${short.violation.kind}: ${short.violation.what}\n`;
}

/** By kind of violation: how often, and the first seeds. */
function summary(broken: readonly Broken[]): string {
  const kinds = [...new Set(broken.map(({ violation }) => violation.kind))];
  return kinds
    .map((kind) => {
      const seeds = broken.filter(({ violation }) => violation.kind === kind).map(({ seed }) => seed);
      return `  ${kind}: ${seeds.length} (${seeds.slice(0, 8).join(", ")})\n`;
    })
    .join("");
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      runs: { type: "string", default: "1000" },
      from: { type: "string", default: "0" },
      standard: { type: "string" },
      most: { type: "string", default: "1000" },
      explain: { type: "string", default: "3" },
      watch: { type: "boolean", default: false },
    },
  });
  const standard = values.standard as Standard | undefined;
  if (standard !== undefined && !STANDARDS.includes(standard)) throw new Error(`no standard ${standard}`);
  const began = performance.now();
  let next = 100_000;
  const { runs, sessions, elapsed, broken } = await simulate({
    from: Number(values.from),
    runs: Number(values.runs),
    standard,
    most: Number(values.most),
    progress: (told) => {
      if (told.sessions < next) return;
      next += 100_000;
      console.log(`${told.runs} runs, ${told.sessions} sessions, ${told.broken.length} broken`);
    },
  });
  const seconds = (performance.now() - began) / 1000;
  const hours = Math.round(elapsed / 3_600_000);
  console.log(
    `${runs} runs with ${sessions} sessions, ${hours} hours of virtual time in ${seconds.toFixed(0)} s: ${broken.length} runs broke an invariant\n${summary(broken)}`,
  );
  for (const one of broken.slice(0, Number(values.explain)))
    console.log(await explained(one, standard, values.watch));
  if (broken.length > 0) process.exitCode = 1;
}

if (import.meta.main) await main();
