import pl from "nodejs-polars";
import { resolveParams } from "../../src/config.ts";
import type { DriftSample } from "../../src/drift/drift_sample.ts";
import { sampleOfEvents } from "../../src/drift/sample_of_events.ts";
import { demoShopSource } from "../../src/events/demo/demo_shop.ts";
import { seededPrng } from "../../src/random.ts";
import { readPreset } from "../../tasks/preset.ts";

const preset = await readPreset("demo");

/** All parameters of the demo shop, a small one. */
export function demoParams(seed: number, sessions = 3000) {
  const set = [
    `events.demo.seed=${seed}`,
    `events.demo.sessions=${sessions}`,
    "events.demo.items=200",
  ];
  return resolveParams({ preset, set });
}

/** The demo shop's events of a seed, as every source gives them. */
export async function demoEvents(
  seed: number,
  sessions?: number,
): Promise<pl.DataFrame> {
  const { events } = demoParams(seed, sessions);
  if (events.format !== "demo") throw new TypeError("no demo shop");
  return (await demoShopSource(events).read()).frame;
}

/** The sessions, each in one of two parts at random. */
export function halve(
  frame: pl.DataFrame,
  seed: number,
): [pl.DataFrame, pl.DataFrame] {
  const prng = seededPrng(seed, 77);
  const sides = new Map<unknown, boolean>();
  const marks = frame.getColumn("session").toArray().map((session) => {
    if (!sides.has(session)) sides.set(session, prng() < 0.5);
    return sides.get(session)!;
  });
  const part = (side: boolean) =>
    frame.filter(pl.Series("side", marks.map((it) => it === side)));
  return [part(true), part(false)];
}

/** A frame of the demo shop as a sample. */
export function demoSample(
  frame: pl.DataFrame,
  name: string,
): Promise<DriftSample> {
  const { prepare } = demoParams(1);
  return sampleOfEvents(frame, { name, prepare, keys: ["variant"] });
}
