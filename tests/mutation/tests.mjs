/** Stands in for `node:test`: gathers the tests instead of running them, so that play.mjs can run those it wants. */

import { createRequire } from "node:module";

const real = createRequire("/")("node:test");
const suites = [{ name: "", before: [], afterEach: [] }];

export function describe(name, body) {
  suites.push({ name, before: [], afterEach: [] });
  body();
  suites.pop();
}

export function before(hook) {
  let done;
  suites.at(-1).before.push(() => (done ??= Promise.resolve(hook())));
}

export function afterEach(hook) {
  suites.at(-1).afterEach.push(hook);
}

export function test(name, ...rest) {
  const body = rest.at(-1);
  const { file, tests } = globalThis.__tests__;
  const around = [...suites];
  const path = [file, ...around.slice(1).map((suite) => suite.name), name].join(" > ");
  const same = tests.filter((one) => one.path === path).length;
  tests.push({
    path,
    id: same ? `${path} (${same + 1})` : path,
    async play() {
      try {
        for (const suite of around) for (const hook of suite.before) await hook();
        await body({ mock: real.mock });
      } finally {
        for (const suite of around) for (const hook of suite.afterEach) await hook();
        real.mock.reset();
      }
    },
  });
}
