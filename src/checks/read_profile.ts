import pl from "nodejs-polars";
import type { ColumnsParams } from "../config.ts";
import { splitParts } from "../prepare/split_chunks.ts";
import { DAMAGED } from "./column_profile.ts";
import { hourProfile, type TimeProfile } from "./hour_profile.ts";
import { type LogColumn, logColumns } from "./log_columns.ts";
import {
  FIRST_TIME_MS,
  isListed,
  LATE,
  type LogProfile,
  type NumberFacts,
  type TextFacts,
  type TimeFacts,
} from "./log_profile.ts";
import type { ProfileResult } from "./profile_selects.ts";

const HOUR_MS = 3_600_000;

type Row = Record<string, unknown>;
type Read = (result: ProfileResult) => Row[];

/** The profile of which {@link profileSelects} gave the parts. */
export function readProfile(
  folder: string,
  columns: ColumnsParams,
): LogProfile {
  const read: Read = (result) =>
    pl.concat(
      splitParts(`${folder}/${result}.parquet`)
        .map((file) => pl.readParquet(file)),
    ).toRecords();
  const blocks = read("log_blocks")
    .map((it) => ({ first: Number(it.first), rows: Number(it.total) }))
    .sort((a, b) => a.first - b.first);
  const rows = blocks.reduce((sum, it) => sum + it.rows, 0);
  const late = lateRows(blocks, rows);
  const factsOf = ({ name, raw, kind }: LogColumn) => {
    const of = (result: ProfileResult) =>
      read(result).filter((it) => it.name === name);
    if (kind === "time") return { raw, ...timeFacts(read("log_hours")) };
    if (kind === "number") {
      return { raw, ...numberFacts(of("log_numbers")[0]!) };
    }
    return isListed(name, columns)
      ? { raw, ...listedFacts(of("log_values"), late) }
      : { raw, ...textFacts(of("log_texts")[0]!) };
  };
  return {
    rows,
    repeated: Number(read("log_repeated")[0]!.total),
    columns: Object.fromEntries(
      logColumns(columns).map((it) => [it.name, factsOf(it)]),
    ),
  };
}

/** The last rows: how many, and the number of their first. */
interface LateRows {
  readonly rows: number;
  readonly first: number;
}

function lateRows(
  blocks: readonly { readonly first: number; readonly rows: number }[],
  rows: number,
): LateRows {
  const before = Math.floor((1 - LATE) * rows);
  let skip = before;
  for (const block of blocks) {
    if (skip < block.rows) {
      return { rows: rows - before, first: block.first + skip };
    }
    skip -= block.rows;
  }
  return { rows: 0, first: Infinity };
}

function listedFacts(
  all: readonly Row[],
  late: LateRows,
): Omit<TextFacts, "raw"> {
  const counts = new Map<string, number>();
  let [missing, damaged, most, unseen] = [0, 0, 0, 0];
  for (const { value, total, first } of all) {
    const rows = Number(total);
    if (value === null) missing = rows;
    else {
      counts.set(String(value), rows);
      if (DAMAGED.test(String(value))) damaged += rows;
      if (Number(first) >= late.first) unseen += rows;
      most = Math.max(most, rows);
    }
  }
  return {
    kind: "text",
    ...{ missing, distinct: counts.size, damaged, most },
    late: unseen / Math.max(1, late.rows),
    counts,
  };
}

function textFacts(row: Row): Omit<TextFacts, "raw"> {
  return {
    kind: "text",
    missing: Number(row.missing),
    distinct: Number(row.many),
    damaged: Number(row.damaged),
    most: Number(row.most),
    counts: undefined,
    late: 0,
  };
}

function numberFacts(row: Row): Omit<NumberFacts, "raw"> {
  const number = (value: unknown) => value === null ? NaN : Number(value);
  return {
    kind: "number",
    missing: Number(row.missing),
    distinct: Math.min(2, Number(row.many)),
    min: number(row.least),
    max: number(row.most),
    quartiles: [number(row.low), number(row.median), number(row.high)],
  };
}

interface Hour {
  readonly hour: number;
  readonly total: number;
  readonly first: number;
  readonly last: number;
}

function timeFacts(rows: readonly Row[]): Omit<TimeFacts, "raw"> {
  const missing = rows.find((it) => it.hour === null)?.total ?? 0;
  const hours = rows.filter((it) => it.hour !== null).map((it): Hour => ({
    hour: Number(it.hour),
    total: Number(it.total),
    first: Number(it.first),
    last: Number(it.last),
  }));
  const { firstMs, lastMs } = bounds(hours);
  return {
    kind: "time",
    missing: Number(missing),
    min: hours.length === 0 ? NaN : firstMs,
    max: hours.length === 0 ? NaN : lastMs,
    all: profileOf(hours),
    believed: profileOf(
      hours.filter(({ hour }) => hour * HOUR_MS >= FIRST_TIME_MS),
    ),
  };
}

function profileOf(hours: readonly Hour[]): TimeProfile {
  const events = new Map(hours.map(({ hour, total }) => [hour, total]));
  return hourProfile(events, bounds(hours));
}

function bounds(hours: readonly Hour[]) {
  return {
    firstMs: hours.reduce((least, it) => Math.min(least, it.first), Infinity),
    lastMs: hours.reduce((most, it) => Math.max(most, it.last), -Infinity),
  };
}
