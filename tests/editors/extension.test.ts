/** VS Code's extension as it ships: bundled, and speaking to the real server. */

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { Host } from "./host.ts";

const ROOT = new URL("../../", import.meta.url).pathname;
const PROGRAM = join(ROOT, ".venv", "bin", "modulebouwer");
const FOLDER = realpathSync(mkdtempSync(join(tmpdir(), "extension-")));
const BUNDLE = join(FOLDER, "extension.cjs");
const LESSON = join(FOLDER, "les");
const SECTION = join(LESSON, "sections", "beginning.md");

before(() => {
  const source = join(ROOT, "editors", "vscode", "src", "extension.ts");
  const options = [
    "--bundle",
    "--platform=node",
    "--target=node20",
    "--external:vscode",
    `--outfile=${BUNDLE}`,
  ];
  execFileSync(join(ROOT, "node_modules", ".bin", "esbuild"), [source, ...options, "--log-level=error"]);
  execFileSync(PROGRAM, ["new", LESSON, "--language", "en", "--lang", "en"]);
});

after(() => rmSync(FOLDER, { recursive: true }));

async function eventually<Found>(look: () => Found | undefined): Promise<Found> {
  for (;;) {
    const found = look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test("what is found while typing is shown in the language that was chosen", async (t) => {
  const host = new Host(LESSON, { command: PROGRAM, language: "nl" });
  const extension = host.load(BUNDLE);
  t.after(() => extension.deactivate());
  await extension.activate({ subscriptions: [] });
  assert.deepEqual(host.errors, []);
  assert.deepEqual(host.executed, [["setContext", "modulebouwer.ready", true]]);
  const text = readFileSync(SECTION, "utf-8");
  const document = host.open(SECTION, "markdown", text.replace("section:preparing", "section:prepare"));
  const found = await eventually(() =>
    host.shown.get(SECTION)?.length ? host.shown.get(SECTION) : undefined,
  );
  assert.equal(found.length, 1);
  assert.equal(found[0]?.code, "LNK-001");
  assert.match(found[0]?.message ?? "", /Bedoelde u ‘preparing’\?/);
  assert.equal(
    found[0]?.line,
    text.split("\n").findIndex((line) => line.includes("section:preparing")),
  );
  host.type(document, text);
  await eventually(() => (host.shown.get(SECTION)?.length ? undefined : true));
});

test("the preview of the module of the text opens beside it, and ends with the window", async (t) => {
  const host = new Host(LESSON, { command: PROGRAM });
  const extension = host.load(BUNDLE);
  t.after(() => extension.deactivate());
  const context = { subscriptions: [] as { dispose(): void }[] };
  // Also where it fails: a preview that goes on holds the whole run.
  t.after(() => context.subscriptions.forEach((one) => one.dispose()));
  await extension.activate(context);
  host.open(SECTION, "markdown", readFileSync(SECTION, "utf-8"));
  await host.commands.get("modulebouwer.preview")?.();
  const [name, address, options] = host.executed.at(-1) ?? [];
  assert.equal(name, "simpleBrowser.api.open");
  assert.deepEqual(options, { viewColumn: -2, preserveFocus: true });
  const page = await fetch(String(address));
  assert.match(await page.text(), /<title>Les – Preview<\/title>/);
  await host.commands.get("modulebouwer.preview")?.();
  assert.equal(String(host.executed.at(-1)?.[1]), String(address));
  for (const one of context.subscriptions) one.dispose();
  await assert.rejects(async () => {
    for (;;) await fetch(String(address));
  });
});

test("a program that is not there is told, and nothing else fails", async () => {
  const host = new Host(LESSON, { command: join(FOLDER, "nowhere") });
  const extension = host.load(BUNDLE);
  await extension.activate({ subscriptions: [] });
  assert.equal(host.errors.length > 0, true);
  assert.match(host.errors.join(), /nowhere/);
});
