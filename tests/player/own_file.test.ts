/** What asking the package's server for its own file shows, in a place that serves it and in one that does not. */

import assert from "node:assert/strict";
import { test } from "node:test";
import type { OwnFile } from "../../src/modulebouwer/player/environment.ts";
import { OwnFileRequest } from "../../src/modulebouwer/player/own_file.ts";

type Reply = { readonly status: number; readonly body?: string; readonly redirected?: boolean } | "no answer";

const THERE: Reply = { status: 200, body: "modulebouwer\n" };
const LOGIN: Reply = { status: 200, body: "<form>", redirected: true };

async function shown(...replies: readonly Reply[]): Promise<OwnFile[]> {
  const left = [...replies];
  const request = new OwnFileRequest(false, async () => {
    const reply = left.shift()!;
    if (reply === "no answer") throw new TypeError("Failed to fetch");
    const { status, body = "", redirected = false } = reply;
    return { ok: status < 300, status, redirected, text: async () => body } as Response;
  });
  const found: OwnFile[] = [];
  for (const _ of replies) found.push(await request.ask());
  return found;
}

test("a place that serves it: there, without an answer, broken, behind a login page, forbidden", async () => {
  const replies = [THERE, "no answer", { status: 502 }, THERE, { status: 403 }] as const;
  assert.deepEqual(await shown(...replies), ["there", "unreachable", "unreachable", "there", "elsewhere"]);
  assert.deepEqual(await shown(THERE, LOGIN), ["there", "elsewhere"]);
});

// Moodle 5.1: a new login has another sesskey, and what the page sends in a beacon is dropped with "200".
test("another login in the same browser gives the file, and not this page its session", async () => {
  for (const gone of [LOGIN, { status: 401 }, { status: 403 }])
    assert.deepEqual(await shown(THERE, gone, THERE, THERE), [
      "there",
      "elsewhere",
      "elsewhere",
      "elsewhere",
    ]);
});

test("a place that does not serve it proves nothing, but tells when its server is away, broken or wants a login", async () => {
  for (const not of [{ status: 404 }, { status: 403 }, { status: 200, body: "<h1>Course</h1>" }] as const)
    assert.deepEqual(await shown(not, "no answer", { status: 502 }, LOGIN, not), [
      "unknown",
      "unreachable",
      "unreachable",
      "elsewhere",
      "elsewhere",
    ]);
});

test("a file of this computer asks nobody", async () => {
  const request = new OwnFileRequest(true, () => Promise.reject(new Error("asked")));
  assert.equal(await request.ask(), "unknown");
});
