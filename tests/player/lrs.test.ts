/** Requests to a store: what they say, how long they are waited for, and how a store gets the rest that it asks for. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Lrs, ok } from "../../src/modulebouwer/standards/activities/lrs.ts";

interface Asked {
  readonly address: string;
  readonly init: RequestInit;
}

/** A store that answers with `replies`, one after the other, the last one for ever. */
function store(...replies: (Response | Error)[]) {
  const asked: Asked[] = [];
  const fetch = async (address: string, init: RequestInit): Promise<Response> => {
    const reply = replies[Math.min(asked.length, replies.length - 1)]!;
    asked.push({ address, init });
    if (reply instanceof Error) throw reply;
    return reply.clone();
  };
  return { asked, fetch };
}

const YES = new Response("{}", { status: 200, headers: { ETag: '"7"' } });
const resting = (status: number, after?: string) =>
  new Response("", { status, headers: after === undefined ? {} : { "Retry-After": after } });

test("a request names the resource below the endpoint, the version, who asks, and what of a body it has", async () => {
  const { asked, fetch } = store(YES);
  for (const endpoint of ["https://lrs.example.org/xapi", "https://lrs.example.org/xapi/"]) {
    const lrs = new Lrs(endpoint, "Basic YTpi", fetch);
    await lrs.send({ method: "GET", path: "activities/state", query: { stateId: "a b" } });
    await lrs.send({
      method: "POST",
      path: "statements",
      body: [{ één: 1 }],
      headers: { "If-Match": '"7"' },
    });
    assert.deepEqual(
      asked
        .splice(0)
        .map(({ address, init: { method, headers, body, cache, keepalive } }) => [
          address,
          { method, headers, body, cache, keepalive },
        ]),
      [
        [
          "https://lrs.example.org/xapi/activities/state?stateId=a+b",
          {
            method: "GET",
            headers: { "X-Experience-API-Version": "1.0.3", Authorization: "Basic YTpi" },
            body: null,
            cache: "no-store",
            keepalive: undefined,
          },
        ],
        [
          "https://lrs.example.org/xapi/statements",
          {
            method: "POST",
            headers: {
              "X-Experience-API-Version": "1.0.3",
              Authorization: "Basic YTpi",
              "Content-Type": "application/json",
              "If-Match": '"7"',
            },
            body: '[{"één":1}]',
            cache: "no-store",
            keepalive: undefined,
          },
        ],
      ],
    );
  }
});

test("without a right to name none is named", async () => {
  const { asked, fetch } = store(YES);
  await new Lrs("https://lrs.example.org/", "", fetch).send({ method: "GET", path: "about" });
  assert.deepEqual(asked[0]!.init.headers, { "X-Experience-API-Version": "1.0.3" });
});

test("another address is asked without the store's headers", async () => {
  const { asked, fetch } = store(YES);
  const reply = await new Lrs("https://lrs.example.org/", "Basic YTpi", fetch).post(
    "https://lms.example.org/token",
  );
  assert.deepEqual([reply.status, reply.text], [200, "{}"]);
  assert.deepEqual([asked[0]!.address, asked[0]!.init.method], ["https://lms.example.org/token", "POST"]);
  assert.equal(asked[0]!.init.headers, undefined);
});

test("a reply has its status, text and version; no answer is status 0", async () => {
  const { fetch } = store(YES, new TypeError("no network"));
  const lrs = new Lrs("https://lrs.example.org/", "", fetch);
  const request = { method: "PUT", path: "activities/state", body: "tekst" } as const;
  assert.deepEqual(await lrs.send(request), { status: 200, text: "{}", etag: '"7"', after: 0 });
  assert.deepEqual(await lrs.send(request), { status: 0, text: "", etag: null, after: 0 });
  assert.deepEqual(
    lrs.log.map(({ call, result, error }) => [call, result, error]),
    [
      ["PUT activities/state  7 characters", "200", "0"],
      ["PUT activities/state  7 characters", "", "TypeError"],
    ],
  );
});

test("the log says what was asked of which document, what came of it, and keeps the last 500 calls", async () => {
  const { fetch } = store(new Response("", { status: 404 }));
  const lrs = new Lrs("https://lrs.example.org/", "", fetch);
  await lrs.send({ method: "GET", path: "activities/state", query: { stateId: "record" } });
  await lrs.post("https://lms.example.org/token");
  const shown = lrs.log.map(({ call, result, error }) => [call, result, error]);
  assert.deepEqual(shown, [
    ["GET activities/state record 0 characters", "404", "404"],
    ["POST fetch", "404", "404"],
  ]);
  for (let time = 0; time < 500; time++) await lrs.post("https://lms.example.org/token");
  assert.equal(lrs.log.length, 500);
  assert.equal(lrs.log[0]!.call, "POST fetch", "the first one has gone");
});

test("who gives no answer for twenty seconds gives none", async ({ mock }) => {
  const real = setTimeout;
  mock.timers.enable({ apis: ["setTimeout"] });
  let stopped = false;
  const fetch = (_address: string, { signal }: RequestInit): Promise<Response> =>
    new Promise((_resolve, reject) =>
      signal!.addEventListener("abort", () => {
        stopped = true;
        reject(new DOMException("stopped", "AbortError"));
      }),
    );
  const lrs = new Lrs("https://lrs.example.org/", "", fetch);
  const reply = lrs.send({ method: "GET", path: "activities/state" });
  await new Promise((resolve) => void real(resolve, 5));
  mock.timers.tick(19_999);
  assert.equal(stopped, false);
  mock.timers.tick(1);
  assert.equal((await reply).status, 0);
  assert.equal(lrs.log[0]!.error, "AbortError");
});

test("a page that goes does not wait for its turn, and its request outlives it", async () => {
  const { asked, fetch } = store(YES);
  const lrs = new Lrs("https://lrs.example.org/", "", fetch);
  const first = lrs.send({ method: "GET", path: "activities/state" });
  const last = lrs.send({ method: "PUT", path: "activities/state", body: 1, keepalive: true });
  assert.deepEqual(
    asked.map(({ init }) => [init.method, init.keepalive]),
    [["PUT", true]],
  );
  assert.equal(asked[0]!.init.signal, undefined, "nothing stops it");
  await Promise.all([first, last]);
  assert.equal(asked.length, 2);
});

test("one resource is asked one thing at a time, another one meanwhile", async () => {
  const open = new Map<string, (reply: Response) => void>();
  const fetch = (address: string): Promise<Response> =>
    new Promise((resolve) => open.set(address.replace(/.*\//, ""), resolve));
  const lrs = new Lrs("https://lrs.example.org/", "", fetch);
  const goesOn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
  const one = lrs.send({ method: "GET", path: "a", query: { n: "1" } });
  const two = lrs.send({ method: "GET", path: "a", query: { n: "2" } });
  const other = lrs.send({ method: "GET", path: "b" });
  await goesOn();
  assert.deepEqual([...open.keys()], ["a?n=1", "b"]);
  open.get("a?n=1")!(YES.clone());
  await one;
  await goesOn();
  assert.deepEqual([...open.keys()], ["a?n=1", "b", "a?n=2"]);
  open.get("a?n=2")!(YES.clone());
  open.get("b")!(YES.clone());
  assert.ok(ok(await two) && ok(await other));
});

for (const [reply, after] of [
  [resting(429), 1_000],
  [resting(429, "3"), 3_000],
  [resting(429, "0"), 1_000],
  [resting(429, "900"), 30_000],
  [resting(429, "Fri, 27 Nov 2026 12:00:05 GMT"), 5_000],
  [resting(429, "straks"), 1_000],
  [resting(503), 0],
  [resting(503, "3"), 3_000],
  [resting(500, "3"), 0],
  [resting(200, "3"), 0],
] as const) {
  const said = reply.headers.get("Retry-After");
  test(`${reply.status} with Retry-After ${said} asks for ${after} ms of rest`, async ({ mock }) => {
    mock.timers.enable({ apis: ["Date"], now: Date.parse("2026-11-27T12:00:00Z") });
    const { fetch } = store(reply);
    const lrs = new Lrs("https://lrs.example.org/", "", fetch);
    const given = await lrs.send({ method: "PUT", path: "a", body: 1, keepalive: true });
    assert.equal(given.after, after);
  });
}

test("what only asks is asked again after the rest, four times at most; what writes is told at once", async ({
  mock,
}) => {
  const { asked, fetch } = store(resting(429, "2"));
  const lrs = new Lrs("https://lrs.example.org/", "", fetch);
  const real = setTimeout;
  mock.timers.enable({ apis: ["setTimeout"] });
  const goesOn = (): Promise<void> => new Promise((resolve) => void real(resolve, 5));
  const written = await lrs.send({ method: "PUT", path: "a", body: 1 });
  assert.deepEqual([written.after, asked.length], [2_000, 1]);
  const read = lrs.send({ method: "GET", path: "a" });
  await goesOn();
  assert.equal(asked.length, 1, "the store has its rest, whoever wants something");
  for (let turn = 0; turn < 6; turn++) {
    mock.timers.tick(2_001);
    await goesOn();
  }
  assert.equal((await read).status, 429);
  assert.equal(asked.length, 5);
});

test("well is any status of 200", () => {
  const of = (status: number): boolean => ok({ status, text: "", etag: null, after: 0 });
  assert.deepEqual([199, 200, 204, 299, 300, 0].map(of), [false, true, true, true, false, false]);
});
