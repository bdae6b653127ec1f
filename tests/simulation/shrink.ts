/** Makes a failing script as short as it can be while the same invariant breaks. */

import type { ScormEngine } from "./engines.ts";
import { LRS_ENGINES, SCORM_ENGINES } from "./engines.ts";
import type { Violation } from "./model.ts";
import type { Script, Setting, Step } from "./script.ts";
import { play } from "./world.ts";

/** The shortest script found that breaks what `kind` names, and how. */
export async function shrink(
  script: Script,
  kind: Violation["kind"],
): Promise<{ script: Script; violation: Violation }> {
  let best = script;
  let violation = (await play(script)).violation!;

  async function better(candidate: Script): Promise<boolean> {
    const found = (await play(candidate)).violation;
    if (found?.kind !== kind) return false;
    best = candidate;
    violation = found;
    return true;
  }

  for (let before = Infinity; before > weight(best);) {
    before = weight(best);
    await withoutSteps(() => best, better);
    for (const setting of plainer(best.setting)) await better({ ...best, setting });
    for (let at = 0; at < best.steps.length; at++) {
      for (const step of simpler(best.steps[at]!)) {
        if (await better({ ...best, steps: replaced(best.steps, at, step) })) break;
      }
    }
    if (best.ending !== "kill") await better({ ...best, ending: "kill" });
  }
  return { script: best, violation };
}

/** Of what is left to read. */
function weight({ steps, setting }: Script): number {
  const text = JSON.stringify([steps, setting]);
  return steps.length * 1_000 + text.length;
}

async function withoutSteps(
  now: () => Script,
  better: (candidate: Script) => Promise<boolean>,
): Promise<void> {
  for (let size = Math.ceil(now().steps.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let at = 0; at < now().steps.length;) {
      const { steps } = now();
      const dropped = steps.slice(at, at + size).reduce((sum, { after }) => sum + after, 0);
      const rest = [...steps.slice(0, at), ...steps.slice(at + size)];
      // The time stays what it was, or goes as well.
      const next = rest[at];
      const kept = next ? replaced(rest, at, { ...next, after: next.after + dropped }) : rest;
      if (!(await better({ ...now(), steps: rest })) && !(await better({ ...now(), steps: kept })))
        at += size;
    }
  }
}

function replaced(steps: readonly Step[], at: number, step: Step): Step[] {
  return steps.map((one, index) => (index === at ? step : one));
}

function simpler(step: Step): Step[] {
  const found: Step[] = [];
  for (const after of [0, 1_000, 10_000]) if (after < step.after) found.push({ ...step, after });
  if (step.do === "type") {
    const number = /\[\d+\]/.exec(step.text)?.[0] ?? "";
    const plain = number && `Tekst ${number}`;
    if (step.text.length > plain.length && plain) found.unshift({ ...step, text: plain });
    if (step.more) found.push({ ...step, more: false });
  }
  if ("times" in step && step.times > 1) found.push({ ...step, times: 1 });
  return found;
}

function plainer(setting: Setting): Setting[] {
  const version = setting.standard === "scorm2004" ? "scorm2004" : "scorm12";
  const ideal = SCORM_ENGINES[version][0]!;
  const found: Setting[] = [
    { ...setting, scorm: ideal },
    { ...setting, lrs: LRS_ENGINES[0]! },
    { ...setting, speed: 40 },
    {
      ...setting,
      devices: setting.devices.map(() => ({
        storageBlocked: false,
        locksBlocked: false,
        channelBlocked: false,
      })),
    },
    { ...setting, tabs: setting.tabs.map(() => 0) },
    { ...setting, attempts: setting.attempts.slice(0, 1) },
  ];
  for (const name of Object.keys(ideal) as (keyof ScormEngine)[]) {
    if (name !== "name" && setting.scorm[name] !== ideal[name])
      found.push({ ...setting, scorm: { ...setting.scorm, [name]: ideal[name] } });
  }
  return found.filter(
    (one) => one.attempts.length === setting.attempts.length || setting.attempts.length > 1,
  );
}
