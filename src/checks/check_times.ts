import { checkPresence } from "./check_numbers.ts";
import { countMarks, type Fault, markRows, percent } from "./fault.ts";
import type { LogSchema, TimeSchema } from "./log_schema.ts";
import type { NumberColumn } from "./log_table.ts";
import type { TimeProfile } from "./hour_profile.ts";
import { timeProfile } from "./time_profile.ts";

const HOUR_MS = 3_600_000;

/** Options of {@link checkTimes}. */
export interface CheckTimesOptions {
  /** What the log is to be like. */
  readonly schema: TimeSchema;
  /** How many events a day is to have. */
  readonly volume: LogSchema["volume"];
  /** By the clock, ms since the epoch. */
  readonly nowMs: number;
}

/** What is wrong with when the events of a log happened. */
export function checkTimes(
  column: NumberColumn,
  { schema, volume, nowMs }: CheckTimesOptions,
): Fault[] {
  const { raw, values } = column;
  const fromMs = Date.parse(schema.min);
  const toMs = nowMs + schema.maxAheadHours * HOUR_MS;
  const mark = (isBad: (time: number) => boolean) =>
    markRows(values.length, (row) => isBad(values[row]!));
  const [old, ahead] = [
    mark((time) => time < fromMs),
    mark((time) => time > toMs),
  ];
  const profile = timeProfile(values, { fromMs, toMs });
  const faults: (Fault | undefined)[] = [
    ...checkPresence(column, schema),
    outside("old time", old, {
      raw,
      values,
      wanted: `${schema.min} or later`,
      hint: (time) =>
        time * 1000 >= fromMs && time * 1000 <= toMs
          ? ": seconds read as milliseconds"
          : "",
    }),
    outside("future time", ahead, {
      raw,
      values,
      wanted: `${new Date(toMs).toISOString()} or earlier`,
      hint: (time) =>
        time / 1000 >= fromMs && time / 1000 <= toMs
          ? ": milliseconds read as seconds"
          : "",
    }),
    staleness(values, { raw, schema, fromMs, toMs, nowMs }),
    zone(profile, { raw, schema }),
    volumeFault(profile, volume),
  ];
  return faults.filter((it) => it !== undefined);
}

function outside(
  rule: "old time" | "future time",
  marks: Uint8Array,
  { raw, values, wanted, hint }: {
    raw: string;
    values: Float64Array;
    wanted: string;
    hint: (time: number) => string;
  },
): Fault | undefined {
  const count = countMarks(marks);
  if (count === 0) return undefined;
  const time = values[marks.indexOf(1)]!;
  const found = `${isoText(time)} and the like${hint(time)}`;
  return { rule, column: raw, found, wanted, marks };
}

function isoText(time: number): string {
  return Math.abs(time) < 8.64e15
    ? new Date(time).toISOString()
    : `${time} ms since 1970`;
}

interface StaleOptions {
  readonly raw: string;
  readonly schema: TimeSchema;
  readonly fromMs: number;
  readonly toMs: number;
  readonly nowMs: number;
}

function staleness(
  times: Float64Array,
  { raw, schema, fromMs, toMs, nowMs }: StaleOptions,
): Fault | undefined {
  let newest = -Infinity;
  for (let row = 0; row < times.length; row++) {
    const time = times[row]!;
    if (time >= fromMs && time <= toMs && time > newest) newest = time;
  }
  if (newest === -Infinity) return undefined;
  const found = `the newest event is of ${isoText(newest)}`;
  if (newest < Date.parse(schema.newest)) {
    const wanted = `${schema.newest}, as training had it, or later`;
    return { rule: "stale", column: raw, found, wanted };
  }
  const { maxAgeHours } = schema;
  if (maxAgeHours !== null && nowMs - newest > maxAgeHours * HOUR_MS) {
    const wanted = `at most ${maxAgeHours} hours old`;
    return { rule: "stale", column: raw, found, wanted };
  }
  return undefined;
}

/** Least share of events in other hours, beyond what the best shift leaves. */
const ZONE_DIFFERENCE = 0.1;

function zone(
  { hours, spanDays }: TimeProfile,
  { raw, schema }: { raw: string; schema: TimeSchema },
): Fault | undefined {
  const own = schema.hours;
  if (own === null || spanDays < 1) return undefined;
  // Half the sum of differences: the share of events in other hours.
  const apart = (shift: number) =>
    own.reduce(
      (sum, share, hour) => sum + Math.abs(share - hours[(hour + shift) % 24]!),
      0,
    ) / 2;
  const distances = Array.from({ length: 24 }, (_, shift) => apart(shift));
  const [now] = distances as [number];
  const least = Math.min(...distances);
  if (now - least < ZONE_DIFFERENCE || least > now / 2) return undefined;
  const shift = distances.indexOf(least);
  const signed = shift > 12 ? shift - 24 : shift;
  return {
    rule: "time zone",
    column: raw,
    found: `the day is ${Math.abs(signed)} hours ${
      signed > 0 ? "later" : "earlier"
    } than it was`,
    wanted: "the hours of training",
  };
}

function volumeFault(
  { days, spanDays }: TimeProfile,
  volume: LogSchema["volume"],
): Fault | undefined {
  if (volume === null || spanDays < 1 || days.length === 0) return undefined;
  const { perDay, deviation, tolerance } = volume;
  const mean = days.reduce((a, b) => a + b, 0) / days.length;
  const slack = tolerance * perDay + 3 * deviation / Math.sqrt(days.length);
  if (Math.abs(mean - perDay) <= slack) return undefined;
  return {
    rule: "volume",
    found: `${Math.round(mean).toLocaleString("en")} events a day, ${
      percent(mean / perDay)
    } of what they were`,
    wanted: `${
      Math.max(0, Math.round(perDay - slack)).toLocaleString("en")
    } to ${Math.round(perDay + slack).toLocaleString("en")}`,
  };
}
