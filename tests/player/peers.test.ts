/** The pages of one attempt, by their messages and their lock alone: who writes, and what each tells the others. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { HELD, OPEN, Peers, SENT } from "../../src/modulebouwer/player/peers.ts";
import { Browser, Locks, settled } from "./virtual.ts";

interface Page {
  readonly browser: Browser;
  readonly peers: Peers;
  /** What this page was told, in order. */
  readonly events: string[];
}

/** A browser with a channel, with locks or without; each page answers `asked` with `knows`. */
function pages(withLocks: boolean): (knows?: string | null, name?: string, rank?: string) => Page {
  const tabs: NonNullable<Browser["tabs"]> = [];
  const locks = withLocks ? new Locks() : null;
  return (knows = null, name = "poging", rank) => {
    const browser = new Browser();
    if (rank !== undefined) browser.name = () => rank;
    Object.assign(browser, { tabs, locks });
    const events: string[] = [];
    const peers = new Peers(browser, name, {
      asked: (at) => (events.push(`asked ${at}`), knows),
      mine: () => void events.push("mine"),
      theirs: () => void events.push("theirs"),
      free: () => void events.push("free"),
      left: () => void events.push("left"),
      told: (says, line) => void events.push(`${says} ${line}`),
    });
    return { browser, peers, events };
  };
}

describe("with locks", () => {
  test("the first page writes once it has the lock, the second follows it", async () => {
    const open = pages(true);
    const [one, two] = [open(), open()];
    assert.equal(one.peers.writes, false, "not before the browser says so");
    await settled();
    assert.deepEqual([one.peers.writes, two.peers.writes], [true, false]);
    assert.deepEqual([one.peers.following, two.peers.following], [false, true]);
    assert.deepEqual([one.events, two.events], [["mine"], []]);
  });

  test("who claims takes it over, each page hears of it once, and a page that has it claims nothing", async () => {
    const open = pages(true);
    const [one, two] = [open(), open()];
    await settled();
    two.peers.claim();
    await settled();
    two.peers.claim();
    await settled();
    assert.deepEqual([one.events, two.events], [["mine", "theirs"], ["mine"]]);
    assert.deepEqual([one.peers.writes, two.peers.writes], [false, true]);
  });

  test("a page that goes says so, is heard no more, and leaves the lock to the next", async () => {
    const open = pages(true);
    const [one, two] = [open(), open()];
    await settled();
    one.peers.close();
    await settled();
    assert.deepEqual(two.events, ["left", "mine"]);
    two.peers.hello(5);
    assert.deepEqual(one.events, ["mine"]);
  });

  test("who has no session any more leaves the writing to others, and may come back", async () => {
    const open = pages(true);
    const [one, two] = [open(), open()];
    await settled();
    one.peers.stepBack();
    assert.deepEqual([one.peers.writes, two.events], [false, ["free"]]);
    await settled();
    assert.equal(two.peers.writes, true);
    one.peers.comeBack();
    await settled();
    assert.equal(one.peers.writes, false);
    one.peers.claim();
    await settled();
    assert.deepEqual([one.peers.writes, two.peers.writes], [true, false]);
  });

  test("a page that loses the lock before it wrote is told, so that it hands over what it has", async () => {
    const open = pages(true);
    const [one, two] = [open(), open()];
    await settled();
    two.peers.claim();
    one.peers.claim();
    await settled();
    assert.deepEqual([two.events, one.peers.writes], [["theirs"], true]);
  });

  test("a lock goes before a claim that is only said", async () => {
    const open = pages(true);
    const one = open();
    const without = open();
    await settled();
    without.browser.tabs!.at(-1)!.send("!zzzz");
    assert.equal(one.peers.writes, true);
  });
});

describe("without locks", () => {
  test("a page that begins writes, and whoever wrote before stops", async () => {
    const open = pages(false);
    const one = open();
    assert.equal(one.peers.writes, true);
    await one.browser.pass(600);
    const two = open();
    assert.deepEqual([one.peers.writes, two.peers.writes], [false, true]);
    assert.deepEqual([one.events, two.events], [["theirs"], []]);
    await two.browser.pass(600);
    one.peers.claim();
    assert.deepEqual([one.peers.writes, two.peers.writes], [true, false]);
    assert.deepEqual([one.events, two.events], [["theirs", "mine"], ["theirs"]]);
  });

  test("of two that begin at once the one of the higher rank goes on", () => {
    for (const [first, second] of [
      ["aaaa", "bbbb"],
      ["bbbb", "aaaa"],
    ] as const) {
      const open = pages(false);
      const [one, two] = [open(null, "poging", first), open(null, "poging", second)];
      assert.deepEqual([one.peers.writes, two.peers.writes], [first === "bbbb", second === "bbbb"]);
    }
  });

  test("at once is within half a second: later, whoever claims writes, whatever the ranks", async () => {
    for (const [passed, writes] of [
      [499, true],
      [500, false],
    ] as const) {
      const open = pages(false);
      const one = open(null, "poging", "bbbb");
      await one.browser.pass(passed);
      const two = open(null, "poging", "aaaa");
      assert.deepEqual([one.peers.writes, two.peers.writes], [writes, !writes], `${passed} ms`);
    }
  });

  test("who has nothing to hear others by writes, and follows nobody", () => {
    const browser = new Browser();
    const peers = new Peers(browser, "poging", {
      asked: () => null,
      mine: () => assert.fail(),
      theirs: () => assert.fail(),
      free: () => assert.fail(),
      left: () => assert.fail(),
      told: () => assert.fail(),
    });
    assert.deepEqual([peers.writes, peers.following], [true, false]);
    peers.hello(1);
    peers.tell(HELD, "tekst");
    peers.stepBack();
    assert.deepEqual([peers.writes, peers.following], [false, false]);
    peers.close();
  });
});

test("who starts is told by each page that has something to tell", () => {
  const open = pages(true);
  const [one, two, three] = [open("een"), open(null), open("drie")];
  two.peers.hello(1795);
  assert.deepEqual(two.events, ["= een", "= drie"]);
  assert.deepEqual(one.events.sort(), ["= drie", "asked 1795"]);
  assert.deepEqual(three.events.sort(), ["= een", "asked 1795"]);
});

test("what a page says of the record reaches the others of its attempt, each kind as what it is", () => {
  const open = pages(true);
  const [one, two, other] = [open(), open(), open(null, "andere poging")];
  for (const says of [HELD, SENT, OPEN]) one.peers.tell(says, "tekst");
  assert.deepEqual(two.events, ["= tekst", "~ tekst", "+ tekst"]);
  assert.deepEqual([one.events, other.events], [[], []]);
  one.browser.tabs![0]!.send("&onbekend");
  assert.equal(two.events.length, 3, "what a later player may say is nothing to this one");
});

test("an attempt that got another name answers only who has not heard of it, and gives up its lock after two seconds", async () => {
  const open = pages(true);
  const [one, two] = [open("tekst"), open()];
  await settled();
  one.peers.retire();
  two.peers.hello(3);
  two.peers.tell(HELD, "niet gehoord");
  two.peers.stepBack();
  assert.deepEqual(one.events, ["mine", "asked 3"]);
  assert.deepEqual(two.events, ["= tekst"]);
  const three = open();
  await one.browser.pass(1_999);
  assert.equal(three.peers.writes, false);
  await one.browser.pass(1);
  assert.equal(three.peers.writes, true);
});
