import type {
  LogProfile,
  NumberFacts,
  TextFacts,
  TimeFacts,
} from "./log_profile.ts";
import type {
  LogSchema,
  NumberSchema,
  TextSchema,
  TimeSchema,
} from "./log_schema.ts";
import { FIRST_TIME_MS } from "./log_profile.ts";

/** Of more different values not all are listed. */
const MOST_VALUES = 1000;
/** A value of so large a share of the rows comes in every log. */
const FREQUENT = 0.05;
/** With so few values a new one is no news, but a fault. */
const FEW_VALUES = 20;
const DAY_MS = 86_400_000;
/** From here on a time is none, but micro- or nanoseconds read as milliseconds. */
const LAST_TIME_MS = Date.UTC(10_000);
/** How far beyond the farthest a number may lie: many have long tails. */
const FAR = 5;

/** Options of {@link inferSchema}. */
export interface InferSchemaOptions {
  /** Whether training knows an item. @default {not compared} */
  readonly isKnown?: ((item: string) => boolean) | undefined;
}

/**
 * What a log is like, with room for what the next one may differ by: shares may
 * be half as large again and one in a hundred more, numbers five times as far, a
 * median half or twice, a session twice as long as any.
 */
export function inferSchema(
  profile: LogProfile,
  { isKnown }: InferSchemaOptions = {},
): LogSchema {
  const { rows, repeated } = profile;
  const { time, session, item } = profile.columns;
  const columns: LogSchema["columns"] = {};
  for (const [name, facts] of Object.entries(profile.columns)) {
    if (facts.kind === "text") {
      columns[name] = inferTexts(facts, { rows, isOpen: name === "item" });
    } else if (facts.kind === "number") {
      columns[name] = inferNumbers(facts, rows);
    }
  }
  const times = time?.kind === "time" ? inferTimes(time, rows) : undefined;
  if (times !== undefined) columns.time = times.schema;
  return {
    formatVersion: 1,
    columns,
    volume: times?.volume ?? null,
    maxDuplicates: room(repeated / rows),
    maxSessionEvents: session?.kind === "text"
      ? Math.max(50, 2 * session.most)
      : Number.MAX_SAFE_INTEGER,
    ...inferItems(item?.kind === "text" ? item : undefined, { rows, isKnown }),
  };
}

/** @param options.isOpen Whether new values are no news: items. */
function inferTexts(
  { raw, missing, distinct, damaged, late, counts }: TextFacts,
  { rows, isOpen }: { readonly rows: number; readonly isOpen: boolean },
): TextSchema {
  const all = Math.max(1, rows);
  const listed = isOpen || distinct > MOST_VALUES ? undefined : counts;
  return {
    type: "text",
    column: raw,
    maxMissing: room(missing / all),
    varies: distinct > 1,
    values: listed === undefined ? null : [...listed.keys()].sort(),
    maxUnknown: listed === undefined ? 1 : unknownShare(late, distinct),
    frequent: [...listed ?? []]
      .filter(([, count]) => count / all >= FREQUENT)
      .map(([value]) => value).sort(),
    maxDamaged: room(damaged / all),
  };
}

/** Room for values that are new: more comes of it the longer a log goes on. */
function unknownShare(late: number, distinct: number): number {
  return distinct <= FEW_VALUES
    ? room(late)
    : round(Math.min(1, 3 * late + 0.03));
}

function inferNumbers(facts: NumberFacts, rows: number): NumberSchema {
  const { raw, missing, distinct, min, max, quartiles } = facts;
  const [low, median, high] = quartiles;
  const isEmpty = Number.isNaN(median);
  const slack = 3 * (high - low || Math.max(1, Math.abs(median)));
  return {
    type: "number",
    column: raw,
    maxMissing: room(missing / Math.max(1, rows)),
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

function inferTimes(
  { raw, missing, min, max, all: { hours, spanDays }, believed }: TimeFacts,
  rows: number,
): { schema: TimeSchema; volume: LogSchema["volume"] } | undefined {
  if (!(max > FIRST_TIME_MS && max < LAST_TIME_MS)) return undefined;
  const iso = (time: number) => new Date(time).toISOString();
  const schema: TimeSchema = {
    type: "time",
    column: raw,
    maxMissing: room(missing / rows),
    varies: true,
    // A year, or as long as the log itself, before it.
    min: iso(Math.max(0, min - Math.max(366 * DAY_MS, max - min))),
    maxAheadHours: 24,
    newest: iso(max),
    maxAgeHours: null,
    hours: spanDays >= 2 ? hours.map((it) => round(it)) : null,
  };
  return { schema, volume: volumeOf(believed.days) };
}

function volumeOf(days: readonly number[]): LogSchema["volume"] {
  if (days.length < 2) return null;
  const mean = days.reduce((a, b) => a + b, 0) / days.length;
  // Nothing happened between the first day and the last.
  if (mean === 0) return null;
  const squares = days.reduce((sum, it) => sum + (it - mean) ** 2, 0);
  return {
    perDay: round(mean),
    deviation: round(Math.sqrt(squares / (days.length - 1))),
    tolerance: 0.3,
  };
}

function inferItems(
  item: TextFacts | undefined,
  { rows, isKnown }: InferSchemaOptions & { readonly rows: number },
): Pick<LogSchema, "maxItemShare" | "maxNewItems"> {
  if (item === undefined) return { maxItemShare: 1, maxNewItems: 1 };
  const events = Math.max(1, rows - item.missing);
  let unknown = isKnown === undefined ? events : 0;
  for (const [value, count] of item.counts!) {
    if (isKnown?.(value) === false) unknown += count;
  }
  return {
    maxItemShare: round(Math.min(1, 3 * item.most / events + 0.02)),
    maxNewItems: round(Math.min(1, 2 * unknown / events + 0.1)),
  };
}

/** Room for a share: one of 0 may be one in a thousand. */
function room(share: number): number {
  return share === 0 ? 0.001 : round(Math.min(1, 1.5 * share + 0.01));
}

/** Four digits: people read it. */
function round(value: number): number {
  return Number(value.toPrecision(4));
}
