import {
  numberOf,
  numberProfile,
  textOf,
  textProfile,
} from "./column_profile.ts";
import { countMarks } from "./fault.ts";
import type {
  LogSchema,
  NumberSchema,
  TextSchema,
  TimeSchema,
} from "./log_schema.ts";
import type { LogTable, NumberColumn, TextColumn } from "./log_table.ts";
import { repeatedRows } from "./repeated_rows.ts";
import { sessionEvents } from "./session_profile.ts";
import { timeProfile } from "./time_profile.ts";

/** Of more different values not all are listed. */
const MOST_VALUES = 1000;
/** A value of so large a share of the rows comes in every log. */
const FREQUENT = 0.05;
/** With so few values a new one is no news, but a fault. */
const FEW_VALUES = 20;
/** Columns whose values are new in every log. */
const OPEN = ["session", "user", "item"];
/** Share of the rows, at the end, from which is learned how much is new. */
const LATE = 0.2;
const DAY_MS = 86_400_000;
/** How far beyond the farthest a number may lie: many have long tails. */
const FAR = 5;
/** Data without times have running numbers: years before there were shops. */
const FIRST_TIME_MS = Date.UTC(1980);

/** Options of {@link inferSchema}. */
export interface InferSchemaOptions {
  /** Whether training knows an item. @default {not compared} */
  readonly isKnown?: ((item: string) => boolean) | undefined;
  /** Columns that are not to be listed: keys. @default {[]} */
  readonly open?: readonly string[];
}

/**
 * What a log is like, with room for what the next one may differ by: shares may
 * be half as large again and one in a hundred more, numbers five times as far, a
 * median half or twice, a session twice as long as any.
 */
export function inferSchema(
  table: LogTable,
  { isKnown, open = [] }: InferSchemaOptions = {},
): LogSchema {
  const time = numberOf(table, "time");
  const item = textOf(table, "item");
  const session = textOf(table, "session");
  const columns: LogSchema["columns"] = {};
  for (const [name, column] of Object.entries(table.columns)) {
    if (column.kind === "text") {
      const isOpen = OPEN.includes(name) || open.includes(name);
      columns[name] = inferTexts(column, isOpen);
    } else if (column.kind === "number") columns[name] = inferNumbers(column);
  }
  const times = time && inferTimes(time);
  if (times !== undefined) columns.time = times;
  return {
    formatVersion: 1,
    columns,
    volume: time === undefined || times === undefined ? null : volumeOf(time),
    maxDuplicates: room(countMarks(repeatedRows(table)) / table.rows),
    maxSessionEvents: session === undefined
      ? Number.MAX_SAFE_INTEGER
      : Math.max(50, 2 * largest(sessionEvents(session))),
    ...inferItems(item, isKnown),
  };
}

function inferTexts(column: TextColumn, isOpen: boolean): TextSchema {
  const { raw, codes, values } = column;
  const rows = Math.max(1, codes.length);
  const { missing, distinct, counts, damaged } = textProfile(column);
  const isListed = !isOpen && distinct <= MOST_VALUES;
  const share = (code: number) => counts[code]! / rows;
  const damagedRows = damaged.reduce(
    (sum, it, at) => sum + it * counts[at]!,
    0,
  );
  return {
    type: "text",
    column: raw,
    maxMissing: room(missing / rows),
    varies: distinct > 1,
    values: isListed ? [...values].sort() : null,
    maxUnknown: isListed ? unknownShare(column) : 1,
    frequent: isListed
      ? values.filter((_, code) => share(code) >= FREQUENT).sort()
      : [],
    maxDamaged: room(damagedRows / rows),
  };
}

/** Room for values that are new: more comes of it the longer a log goes on. */
function unknownShare(column: TextColumn): number {
  const late = lateShare(column);
  return column.values.length <= FEW_VALUES
    ? room(late)
    : round(Math.min(1, 3 * late + 0.03));
}

/** Share of the last rows whose value the rows before do not hold. */
function lateShare({ codes, values }: TextColumn): number {
  const start = Math.floor((1 - LATE) * codes.length);
  const seen = new Uint8Array(values.length);
  let unseen = 0;
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!;
    if (code < 0) continue;
    if (row < start) seen[code] = 1;
    else if (seen[code] === 0) unseen++;
  }
  return unseen / Math.max(1, codes.length - start);
}

function inferNumbers(column: NumberColumn): NumberSchema {
  const { raw, values } = column;
  const { missing, distinct, min, max, quartiles } = numberProfile(column);
  const [low, median, high] = quartiles;
  const isEmpty = Number.isNaN(median);
  const slack = 3 * (high - low || Math.max(1, Math.abs(median)));
  return {
    type: "number",
    column: raw,
    maxMissing: room(missing / Math.max(1, values.length)),
    varies: distinct > 1,
    min: isEmpty ? -Number.MAX_VALUE : min >= 0 ? 0 : FAR * min,
    max: isEmpty ? Number.MAX_VALUE : max > 0 ? FAR * max : 0,
    median: isEmpty
      ? [-Number.MAX_VALUE, Number.MAX_VALUE]
      : low > 0
      ? [median / 2, 2 * median]
      : [median - slack, median + slack],
  };
}

function inferTimes(column: NumberColumn): TimeSchema | undefined {
  const { raw, values } = column;
  const { missing, min, max } = numberProfile(column);
  if (!(max > FIRST_TIME_MS)) return undefined;
  const { hours, spanDays } = timeProfile(values, { fromMs: min, toMs: max });
  const iso = (time: number) => new Date(time).toISOString();
  return {
    type: "time",
    column: raw,
    maxMissing: room(missing / values.length),
    varies: true,
    // A year, or as long as the log itself, before it.
    min: iso(Math.max(0, min - Math.max(366 * DAY_MS, max - min))),
    maxAheadHours: 24,
    newest: iso(max),
    maxAgeHours: null,
    hours: spanDays >= 2 ? hours.map((it) => round(it)) : null,
  };
}

function volumeOf({ values }: NumberColumn): LogSchema["volume"] {
  const { days } = timeProfile(values, {
    fromMs: FIRST_TIME_MS,
    toMs: Infinity,
  });
  if (days.length < 2) return null;
  const mean = days.reduce((a, b) => a + b, 0) / days.length;
  const squares = days.reduce((sum, it) => sum + (it - mean) ** 2, 0);
  return {
    perDay: round(mean),
    deviation: round(Math.sqrt(squares / (days.length - 1))),
    tolerance: 0.3,
  };
}

function inferItems(
  column: TextColumn | undefined,
  isKnown: ((item: string) => boolean) | undefined,
): Pick<LogSchema, "maxItemShare" | "maxNewItems"> {
  if (column === undefined) return { maxItemShare: 1, maxNewItems: 1 };
  const { counts, missing } = textProfile(column);
  const events = Math.max(1, column.codes.length - missing);
  const unknown = isKnown === undefined ? events : column.values.reduce(
    (sum, it, code) => sum + (isKnown(it) ? 0 : counts[code]!),
    0,
  );
  return {
    maxItemShare: round(Math.min(1, 3 * largest(counts) / events + 0.02)),
    maxNewItems: round(Math.min(1, 2 * unknown / events + 0.1)),
  };
}

/** Room for a share: one of 0 may be one in a thousand. */
function room(share: number): number {
  return share === 0 ? 0.001 : round(Math.min(1, 1.5 * share + 0.01));
}

function largest(values: ArrayLike<number>): number {
  let most = 0;
  for (let at = 0; at < values.length; at++) most = Math.max(most, values[at]!);
  return most;
}

/** Four digits: people read it. */
function round(value: number): number {
  return Number(value.toPrecision(4));
}
