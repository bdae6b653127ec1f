/**
 * Takes each mending out of the player again and counts the seeds until the simulation notices: a model that excuses
 * everything finds nothing. Prints the table of docs/simulation.md.
 *
 *     node tests/simulation/taken_out.ts [number of the fault ...]
 */

import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** So many seeds at most are played. */
const MOST = 2_000;

interface TakenOut {
  /** As in docs/simulation.md. */
  readonly fault: string;
  readonly what: string;
  readonly file: string;
  /** Stands there once. */
  readonly find: string;
  readonly put: string;
}

const PLAYER = "src/modulebouwer/player";
const STANDARDS = "src/modulebouwer/standards";

export const ALL: readonly TakenOut[] = [
  {
    fault: "1",
    what: "the server is shown to be there after the commit",
    file: `${PLAYER}/saving.ts`,
    find: `if (there.kind === "trouble") return there;`,
    put: "",
  },
  {
    fault: "2",
    what: "a hidden or leaving page proves nothing",
    file: `${PLAYER}/saving.ts`,
    find: `!(seen && this.#environment.visible()))
        return { kind: "unproven" };`,
    put: `!(seen && this.#environment.visible()))
        return { kind: "confirmed", record };`,
  },
  {
    fault: "2",
    what: "a page that was once sent to a login believes no script any more",
    file: `${PLAYER}/own_file.ts`,
    find: `this.#settled = "elsewhere";`,
    put: `return "elsewhere";`,
  },
  {
    fault: "2",
    what: "a page that stays is shown to the LMS's script anew",
    file: `${PLAYER}/browser.ts`,
    find: `window.frameElement?.dispatchEvent(new Event("pageshow"))`,
    put: "undefined",
  },
  {
    fault: "3",
    what: "pages of one attempt tell each other what the LMS holds",
    file: `${PLAYER}/browser.ts`,
    find: "channel: browserChannel,",
    put: "channel: () => null as ReturnType<typeof browserChannel>,",
  },
  {
    fault: "3",
    what: "a script that commits by itself is given what others have saved",
    file: `${PLAYER}/learner_session.ts`,
    find: "void this.#tracker.write(theirs).catch(() => undefined);",
    put: "",
  },
  {
    fault: "4",
    what: "channel, lock and draft are named by the attempt",
    file: `${PLAYER}/learner_session.ts`,
    find: "return name ? hashed(name) : this.#unnamed;",
    put: "return this.#unnamed;",
  },
  {
    fault: "5",
    what: "what is there is read before each write",
    file: `${PLAYER}/saving.ts`,
    find: "const stored = await this.#tracker.read();",
    put: `const stored = { kind: "empty" } as Stored;`,
  },
  {
    fault: "6",
    what: "what cannot be read is not empty",
    file: `${STANDARDS}/activities/state_document.ts`,
    find: "if (!ok(reply) && !gone) return unreadable(reply);",
    put: `if (!ok(reply) && !gone) return { kind: "empty" };`,
  },
  {
    fault: "7",
    what: "a damaged record stays until the learner has chosen",
    file: `${PLAYER}/learner_session.ts`,
    find: `stored.kind === "newer" ? "never" : "seen";`,
    put: `"yes";`,
  },
  {
    fault: "8",
    what: "what answered another kind of question goes aside",
    file: `${PLAYER}/learner_session.ts`,
    find: "this.#whole = this.#readOnly() ? record : setAside(record, this.#course.interactions);",
    put: "this.#whole = setAside(record, []);",
  },
  {
    fault: "9",
    what: "the record is read back after the commit, not before",
    file: `${PLAYER}/saving.ts`,
    find: "back = await this.#tracker.readBack(record).catch(() => OTHER);",
    put: `back = { kind: "equal" };`,
  },
  {
    fault: "9",
    what: "a page that goes looks whether its words were cut",
    file: `${STANDARDS}/scorm/scorm_tracker.ts`,
    find: "if (committed || !last) return !this.#cuts(record);",
    put: "if (committed || !last) return true;",
  },
  {
    fault: "11",
    what: "the record's alphabet is A-Z a-z 0-9 - _ .",
    file: `${PLAYER}/base64url.ts`,
    find: `return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");`,
    put: "return btoa(binary);",
  },
  {
    fault: "14",
    what: "what the browser keeps beyond the tab stands in a cache too",
    file: `${PLAYER}/browser.ts`,
    find: "keptStore(usable(() => window.localStorage));",
    put: "[usable(() => window.localStorage), Promise.resolve()] as const;",
  },
  {
    fault: "14",
    what: "what a save that failed had is kept beyond the tab at once",
    file: `${PLAYER}/learner_session.ts`,
    find: `this.#keepOnDevice();
    this.#schedule.failed(after);`,
    put: "this.#schedule.failed(after);",
  },
];

const ROOT = new URL("../..", import.meta.url).pathname;
const PARTS = [PLAYER, STANDARDS, "src/modulebouwer/components", "tests/simulation", "package.json"];

/** The file in `root` without it. */
export function textWithout({ file, find, put }: TakenOut, root = ROOT): string {
  const text = readFileSync(join(root, file), "utf8");
  if (text.split(find).length !== 2) throw new Error(`${file} does not hold once: ${find}`);
  return text.replace(find, put);
}

/** What the simulation said of the player without it. */
function withoutIt(one: TakenOut): string {
  const folder = mkdtempSync(join(tmpdir(), "taken-out-"));
  try {
    for (const part of PARTS) cpSync(join(ROOT, part), join(folder, part), { recursive: true });
    symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
    writeFileSync(join(folder, one.file), textWithout(one, folder));
    const simulate = join(folder, "tests/simulation/simulate.ts");
    const given = ["--no-warnings", simulate, "--runs", String(MOST), "--most", "1", "--explain", "0"];
    const { stdout, stderr } = spawnSync(process.execPath, given, { encoding: "utf8" });
    const found = /^ {2}(.+): \d+ \((\d+)/m.exec(stdout);
    if (!found && !/: 0 runs broke/.test(stdout)) throw new Error(stdout + stderr);
    return found ? `${Number(found[2]) + 1} | ${found[1]}` : `none in ${MOST} | –`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function main(): void {
  console.log("| fault | taken out | seeds needed | what broke |\n| --- | --- | --- | --- |");
  const wanted = process.argv.slice(2);
  for (const one of ALL) {
    if (wanted.length > 0 && !wanted.includes(one.fault)) continue;
    console.log(`| ${one.fault} | ${one.what} | ${withoutIt(one)} |`);
  }
}

if (import.meta.main) main();
