import type { ColumnsParams } from "../config.ts";
import { numberProfile, textProfile } from "./column_profile.ts";
import { countMarks } from "./fault.ts";
import type { TimeProfile } from "./hour_profile.ts";
import type { LogTable, NumberColumn, TextColumn } from "./log_table.ts";
import { repeatedRows } from "./repeated_rows.ts";
import { timeProfile } from "./time_profile.ts";

/** Share of the rows, at the end, from which is learned how much is new. */
export const LATE = 0.2;
/** Data without times have running numbers: years before there were shops. */
export const FIRST_TIME_MS: number = Date.UTC(1980);

/** What a column of any kind holds. */
export interface Facts {
  /** Its name in the log. */
  readonly raw: string;
  /** Rows without a value. */
  readonly missing: number;
}

/** What a column of texts holds. */
export interface TextFacts extends Facts {
  /** Tells the columns apart. */
  readonly kind: "text";
  /** Different values. */
  readonly distinct: number;
  /** Rows with a text in a wrong encoding. */
  readonly damaged: number;
  /** Rows of the most frequent value. */
  readonly most: number;
  /** Rows of each value; undefined where they are not listed. */
  readonly counts: ReadonlyMap<string, number> | undefined;
  /** Share of the last rows ({@link LATE}) with a value that none before has; 0 where they are not listed. */
  readonly late: number;
}

/** What a column of numbers holds. */
export interface NumberFacts extends Facts {
  /** Tells the columns apart. */
  readonly kind: "number";
  /** Different values, two at most being told apart. */
  readonly distinct: number;
  /** Smallest value, NaN where there is none. */
  readonly min: number;
  /** Largest value, NaN where there is none. */
  readonly max: number;
  /** 25 %, 50 % and 75 % of the values lie below; NaN where there are none. */
  readonly quartiles: readonly [number, number, number];
}

/** What the column of times holds. */
export interface TimeFacts extends Facts {
  /** Tells the columns apart. */
  readonly kind: "time";
  /** The first, ms since the epoch; NaN where there is none. */
  readonly min: number;
  /** The last; NaN where there is none. */
  readonly max: number;
  /** Of all times. */
  readonly all: TimeProfile;
  /** Of those from {@link FIRST_TIME_MS} on. */
  readonly believed: TimeProfile;
}

/** What a log holds, in numbers. */
export interface LogProfile {
  /** Number of rows. */
  readonly rows: number;
  /** Rows that repeat one before them in all columns. */
  readonly repeated: number;
  /** By the names of the event schema. */
  readonly columns: Readonly<
    Record<string, TextFacts | NumberFacts | TimeFacts>
  >;
}

/** Of sessions, users and keys there is no end: nobody lists them. */
export function isListed(
  name: string,
  { keys }: { readonly keys: Readonly<Record<string, unknown>> },
): boolean {
  return name !== "session" && name !== "user" && !(name in keys);
}

/** Counts a log that memory holds. */
export function logProfile(
  table: LogTable,
  { keys = {} }: Partial<Pick<ColumnsParams, "keys">> = {},
): LogProfile {
  const columns = Object.entries(table.columns).map(([name, column]) => [
    name,
    column.kind === "text"
      ? textFacts(column, isListed(name, { keys }))
      : column.kind === "number"
      ? numberFacts(column)
      : timeFacts(column),
  ]);
  return {
    rows: table.rows,
    repeated: countMarks(repeatedRows(table)),
    columns: Object.fromEntries(columns),
  };
}

function textFacts(column: TextColumn, listed: boolean): TextFacts {
  const { missing, distinct, counts, damaged } = textProfile(column);
  return {
    kind: "text",
    raw: column.raw,
    ...{ missing, distinct },
    damaged: damaged.reduce((sum, it, code) => sum + it * counts[code]!, 0),
    most: counts.reduce((most, it) => Math.max(most, it), 0),
    late: listed ? lateShare(column) : 0,
    counts: listed
      ? new Map(column.values.map((it, code) => [it, counts[code]!]))
      : undefined,
  };
}

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

function numberFacts(column: NumberColumn): NumberFacts {
  return { kind: "number", raw: column.raw, ...numberProfile(column) };
}

function timeFacts(column: NumberColumn): TimeFacts {
  const { raw, values } = column;
  const { missing, min, max } = numberProfile(column);
  return {
    kind: "time",
    ...{ raw, missing, min, max },
    all: timeProfile(values, { fromMs: min, toMs: max }),
    believed: timeProfile(values, { fromMs: FIRST_TIME_MS, toMs: Infinity }),
  };
}
