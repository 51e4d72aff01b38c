/**
 * Prepares one dataset in a process of its own and prints what that took, as
 * JSON: `prepare_once.ts PRESET_JSON CSV FOLDER`. Started by prepare.ts.
 */
import process from "node:process";
import { resolveParams } from "../../src/config.ts";
import { openSource } from "../../src/events/open_source.ts";
import { prepareDataset } from "../../src/prepare/prepare.ts";

const [preset, input, folder] = Deno.args as [string, string, string];
const params = resolveParams({ preset: JSON.parse(preset) });
/** Wall and CPU milliseconds and resident megabytes at the end, by part. */
const parts: Record<string, { wall: number; cpu: number; rss: number }> = {};
let last = { wall: performance.now(), cpu: cpuMs() };
const lap = (name: string) => {
  const now = { wall: performance.now(), cpu: cpuMs() };
  parts[name] = {
    wall: Math.round(now.wall - last.wall),
    cpu: Math.round(now.cpu - last.cpu),
    rss: Math.round(process.memoryUsage().rss / 1e6),
  };
  last = now;
};
const report = await prepareDataset(
  { events: openSource(params.events, { input }) },
  params,
  { folder, onPart: lap, onStep: (step) => lap(`clean ${step.step}`) },
);
const { steps, splits, vocabularies } = report;
console.log(JSON.stringify({
  parts,
  cpuSeconds: cpuMs() / 1e3,
  peakBytes: process.resourceUsage().maxRSS * 1024,
  rows: Object.fromEntries(steps.map((it) => [it.step, it.rowsAfter])),
  splits,
  vocabularies,
}));

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
