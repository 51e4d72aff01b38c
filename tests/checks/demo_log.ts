import pl from "nodejs-polars";
import { checkLog, type CheckReport } from "../../src/checks/check_log.ts";
import { inferSchema } from "../../src/checks/infer_schema.ts";
import { logProfile } from "../../src/checks/log_profile.ts";
import type { LogSchema } from "../../src/checks/log_schema.ts";
import { type LogTable, logTable } from "../../src/checks/log_table.ts";
import { resolveParams } from "../../src/config.ts";
import { demoFrame } from "../../src/events/demo/demo_frame.ts";
import { readPreset } from "../../tasks/preset.ts";

/** The demo shop's parameters. */
export const DEMO_PARAMS = resolveParams({ preset: await readPreset("demo") });

/** 15 January 2024: the first half is for training, the second is new. */
const MIDDLE_MS = Date.UTC(2024, 0, 15);
/** The clock, a day after the last event. */
export const NOW_MS = Date.UTC(2024, 0, 30);

/** Raw events of four weeks of the demo shop, in two halves. */
export function demoHalves(seed: number): [pl.DataFrame, pl.DataFrame] {
  const frame = demoFrame({
    sessions: 6000,
    items: 300,
    users: 900,
    days: 28,
    seed,
  });
  const time = pl.col("timestamp").cast(pl.Int64);
  const middle = pl.lit(MIDDLE_MS);
  return [
    frame.filter(time.lt(middle).or(pl.col("timestamp").isNull())),
    frame.filter(time.gtEq(middle)),
  ];
}

/** A raw frame as a log. */
export async function tableOf(frame: pl.DataFrame): Promise<LogTable> {
  return await logTable({
    name: "log",
    raw: frame.lazy(),
    events: DEMO_PARAMS.events,
    firstRow: 1,
  });
}

/** What a log must be like, and which items it holds. */
export interface Learned {
  readonly schema: LogSchema;
  readonly isKnown: (item: string) => boolean;
}

export async function learn(frame: pl.DataFrame): Promise<Learned> {
  const table = await tableOf(frame);
  const item = table.columns.item!;
  const items = new Set(item.kind === "text" ? item.values : []);
  const isKnown = (it: string) => items.has(it);
  return {
    schema: inferSchema(logProfile(table, { keys: { variant: "" } }), {
      isKnown,
    }),
    isKnown,
  };
}

/** What is found in a frame. */
export async function check(
  frame: pl.DataFrame,
  learned: Learned,
): Promise<CheckReport> {
  return checkLog(await tableOf(frame), {
    ...learned,
    params: DEMO_PARAMS.check,
    nowMs: NOW_MS,
  });
}
