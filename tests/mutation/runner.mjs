/**
 * Stryker's way to the player's tests (`make mutants-player`).
 *
 * Each mutant is tried in a process of its own, by the tests that reach it, the quickest first, until one of them fails.
 * Stryker's own runner starts a process for each file of tests, which takes ten times as long.
 */

import { spawn } from "node:child_process";
import { appendFileSync, globSync, readFileSync, writeFileSync } from "node:fs";

import { build } from "esbuild";

const TESTS = ["tests/player/*.test.ts", "tests/simulation/*.test.ts"];
// Random sessions find faults that these tests are to find by themselves, and take as long as all of them.
const SOAK = "tests/player/soak.test.ts";
// EVERY=6 tries each sixth mutant, FROM=3 those that come three later. What Stryker gets as an error it does not count.
const EVERY = Number(process.env.EVERY ?? 1);
const FROM = Number(process.env.FROM ?? 0);
const TIMES = "times.json";
// A line for each mutant as soon as it was tried: a run that is stopped has told all that it found.
const TRIED = new URL("../../.cache/mutants.jsonl", import.meta.url);
const PLAY = new URL("./play.mjs", import.meta.url).pathname;

class Runner {
  static inject = [];

  capabilities() {
    return { reloadEnvironment: true };
  }

  /** All tests, each with its time and the mutants that it reaches. */
  async dryRun({ timeout }) {
    await build({
      entryPoints: globSync(TESTS).filter((file) => file !== SOAK),
      absWorkingDir: process.cwd(),
      bundle: true,
      splitting: true,
      format: "esm",
      platform: "node",
      packages: "external",
      alias: { "node:test": new URL("./tests.mjs", import.meta.url).pathname },
      outbase: ".",
      outdir: ".",
      outExtension: { ".js": ".mjs" },
      logLevel: "error",
    });
    const { tests, mutantCoverage, stopped } = await play({ all: true }, timeout);
    if (stopped) return { status: stopped === "time" ? "timeout" : "error", errorMessage: stopped };
    writeFileSync(TIMES, JSON.stringify(Object.fromEntries(tests.map((test) => [test.id, test.timeSpentMs]))));
    return { status: "complete", tests, mutantCoverage };
  }

  async mutantRun(order) {
    const { id, fileName, location, mutatorName, replacement } = order.activeMutant;
    if (Number(id) % EVERY !== FROM) return { status: "error", errorMessage: "not in the sample" };
    const result = await this.#try(order);
    const { status, killedBy, nrOfTests } = result;
    const told = { status, file: fileName, location, mutatorName, replacement, killedBy, nrOfTests };
    appendFileSync(TRIED, `${JSON.stringify(told)}\n`);
    return result;
  }

  async #try({ activeMutant, testFilter, timeout, hitLimit }) {
    const times = JSON.parse(readFileSync(TIMES, "utf8"));
    const ids = (testFilter ?? Object.keys(times)).toSorted((a, b) => times[a] - times[b]);
    const { tests, stopped } = await play({ mutant: activeMutant.id, ids, hitLimit }, timeout);
    if (stopped === "time") return { status: "timeout" };
    // What cannot even be loaded, or ends the process, no test lets through.
    if (stopped) return { status: "killed", killedBy: [ids[0]], failureMessage: stopped, nrOfTests: 1 };
    const failed = tests.find((test) => test.status !== 0);
    if (failed?.failureMessage.includes("Stryker: Hit count limit reached")) return { status: "timeout" };
    if (!failed) return { status: "survived", nrOfTests: tests.length };
    return { status: "killed", killedBy: [failed.id], failureMessage: failed.failureMessage, nrOfTests: tests.length };
  }
}

/** What play.mjs tells of the tests that `order` names, or why it told nothing: its last words, or "time". */
function play(order, timeout) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [PLAY, JSON.stringify(order)], { stdio: ["ignore", "pipe", "pipe"] });
    const said = { stdout: "", stderr: "" };
    for (const stream of ["stdout", "stderr"]) child[stream].on("data", (data) => (said[stream] += data));
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      child.kill("SIGKILL");
    }, timeout);
    child.on("close", () => {
      clearTimeout(timer);
      const told = said.stdout.split("\n").find((line) => line.startsWith("{"));
      if (told) resolve(JSON.parse(told));
      else resolve({ stopped: late ? "time" : said.stderr.slice(-2000) || "ended without a word" });
    });
  });
}

export const strykerPlugins = [{ kind: "TestRunner", name: "player", injectableClass: Runner }];
