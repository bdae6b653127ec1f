import { play } from "./world.ts";
import { shrink } from "./shrink.ts";
import { scriptOf, printed } from "./script.ts";
const from = Number(process.argv[2] ?? 0), count = Number(process.argv[3] ?? 100), only = (process.argv[4] || undefined) as never;
const show = Number(process.argv[5] ?? 0);
const kinds: Record<string, number[]> = {};
const t = process.hrtime.bigint();
let sessions = 0;
for (let seed = from; seed < from + count; seed++) {
  const script = scriptOf(seed, only);
  const r = await play(script);
  sessions += r.sessions;
  if (r.violation) { (kinds[r.violation.kind] ??= []).push(seed); if (kinds[r.violation.kind]!.length <= show) { const s = await shrink(script, r.violation.kind); console.log(printed(s.script), "\n =>", s.violation.kind, s.violation.what, "\n"); } }
}
const ms = Number(process.hrtime.bigint() - t) / 1e6;
console.log(Object.fromEntries(Object.entries(kinds).map(([k, v]) => [k, `${v.length}: ${v.slice(0, 6)}`])), `${sessions} sessions ${(ms / count).toFixed(1)} ms a run, ${(ms / sessions).toFixed(2)} a session`);
