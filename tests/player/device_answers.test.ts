import assert from "node:assert/strict";
import { test } from "node:test";
import { BrowserStore } from "../../src/modulebouwer/player/browser_store.ts";
import { withAnswersOnDevice } from "../../src/modulebouwer/player/device_answers.ts";
import { createSession } from "../../src/modulebouwer/player/session.ts";
import { CODEC } from "./codec.ts";
import { answersOn, asText, Browser, course, emptyServer, FakeTracker, memory, settled } from "./virtual.ts";

test("answers: device keeps answers in the browser, and place and completion in the LMS", async () => {
  const server = emptyServer();
  const store = memory();
  const open = async () => {
    const browser = new Browser();
    const keeper = withAnswersOnDevice(
      new FakeTracker(server, browser),
      (attempt) => new BrowserStore(`noor ${attempt}`, store),
      new BrowserStore("noor", store),
    );
    const connection = await keeper.connect();
    return createSession(
      course({ answers: "device" }),
      keeper,
      connection,
      await keeper.read(),
      browser,
      asText,
    );
  };
  const session = await open();
  session.visit("regio");
  session.answer("regio", "blijft hier");
  session.settle("regio");
  await settled();
  const status = session.status("regio");
  assert.ok(status.kind === "saved" && status.where === "browser");
  assert.deepEqual(answersOn(server), {});
  assert.doesNotMatch(server.state, /blijft hier/);
  const kept = CODEC.decode(server.state);
  assert.ok(kept.kind === "intact" && kept.record.location === "regio");
  assert.equal((await session.finish(null)).kind, "ok");
  assert.equal(server.completed, true);
  const again = await open();
  assert.equal(again.record.answers["regio"]?.value, "blijft hier");
  assert.equal(again.record.location, "regio");
});

test("a blocked store makes no answer saved", async () => {
  const browser = new Browser();
  const keeper = new BrowserStore("module", null);
  const session = createSession(course(), keeper, null, await keeper.read(), browser, asText);
  session.answer("regio", "tekst");
  session.settle("regio");
  await settled();
  assert.deepEqual(session.status("regio"), { kind: "unsaved", why: "failed" });
});
