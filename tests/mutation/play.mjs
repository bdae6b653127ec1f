/**
 * Plays tests in this process, with one mutant at work, until one fails; tells it as one line of JSON.
 *
 * Its argument is what runner.mjs orders: `all`, with what each test reaches, or the ids of tests and a `mutant`.
 * A mutant that none has noticed after so many seconds of the processor has survived.
 */

import { globSync } from "node:fs";
import { pathToFileURL } from "node:url";

const LONGEST = 6;
const order = JSON.parse(process.argv[2]);
const state = (globalThis.__stryker__ = order.all
  ? { mutantCoverage: { static: {}, perTest: {} } }
  : { activeMutant: order.mutant, hitCount: 0, hitLimit: order.hitLimit });
let stray;
process.on("unhandledRejection", (error) => (stray ??= error));
process.on("uncaughtException", (error) => (stray ??= error));
console.log = console.info = () => undefined;

const collected = (globalThis.__tests__ = { file: "", tests: [] });
const wanted = new Set((order.ids ?? []).map((id) => id.split(" > ", 1)[0]));
for (const file of globSync("tests/{player,simulation}/*.test.mjs").toSorted()) {
  if (!order.all && !wanted.has(file)) continue;
  collected.file = file;
  await import(pathToFileURL(file).href);
}

const known = new Map(collected.tests.map((test) => [test.id, test]));
const tests = [];
for (const id of order.ids ?? known.keys()) {
  const test = known.get(id);
  state.currentTestId = id;
  const begun = performance.now();
  let failure;
  try {
    await test.play();
    await new Promise((resolve) => setImmediate(resolve));
    failure = stray;
  } catch (error) {
    failure = error ?? "thrown";
  }
  const timeSpentMs = performance.now() - begun;
  const told = { id, name: id, timeSpentMs, status: failure === undefined ? 0 : 1 };
  if (failure !== undefined) told.failureMessage = String(failure?.stack ?? failure).slice(0, 500);
  tests.push(told);
  if (!order.all && (failure !== undefined || process.cpuUsage().user > LONGEST * 1e6)) break;
}
process.stdout.write(`${JSON.stringify({ tests, mutantCoverage: state.mutantCoverage })}\n`, () => process.exit());
