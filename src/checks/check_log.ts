import type { CheckParams, CheckRule, CheckSeverity } from "../config.ts";
import { CHECK_RULES } from "../params/check_params.ts";
import { checkItems } from "./check_items.ts";
import { checkNumbers } from "./check_numbers.ts";
import { checkSessions } from "./check_sessions.ts";
import { checkTexts } from "./check_texts.ts";
import { checkTimes } from "./check_times.ts";
import { textOf } from "./column_profile.ts";
import { countMarks, type Fault, percent } from "./fault.ts";
import type { LogSchema } from "./log_schema.ts";
import type { LogTable } from "./log_table.ts";
import { repeatedRows } from "./repeated_rows.ts";
import { swappedColumns } from "./swapped_columns.ts";

/** A value that is at fault. */
export interface FaultExample {
  /** Number of the row in the file. */
  readonly row: number;
  /** What stands there. */
  readonly value: string;
}

/** A fault as people are told of it. */
export interface Anomaly extends Fault {
  /** What is done about it. */
  readonly severity: Exclude<CheckSeverity, "ignore">;
  /** Rows at fault; absent where no single row is. */
  readonly rows?: number | undefined;
  /** The first rows that show it. */
  readonly examples: readonly FaultExample[];
}

/** What is wrong with a log. */
export interface CheckReport {
  /** The log's name. */
  readonly name: string;
  /** Number of rows. */
  readonly rows: number;
  /** Errors first. */
  readonly anomalies: readonly Anomaly[];
  /** Faults that stop the work. */
  readonly errors: number;
  /** Faults that are told and no more. */
  readonly warnings: number;
}

/** Options of {@link checkLog}. */
export interface CheckLogOptions {
  /** What the log is to be like. */
  readonly schema: LogSchema;
  /** Parameters that it goes by. */
  readonly params: CheckParams;
  /** By the clock, ms since the epoch. */
  readonly nowMs: number;
  /** Whether training knows an item. @default {not compared} */
  readonly isKnown?: ((item: string) => boolean) | undefined;
  /** What is already known to be wrong with the file. @default {[]} */
  readonly faults?: readonly Fault[];
}

/** Compares a log with what it must be like. */
export function checkLog(
  table: LogTable,
  { schema, params, nowMs, isKnown, faults: known = [] }: CheckLogOptions,
): CheckReport {
  const item = textOf(table, "item");
  const session = textOf(table, "session");
  const faults: Fault[] = [
    ...known,
    ...missingColumns(table, schema),
    ...swappedColumns(table, schema),
    ...Object.entries(schema.columns).flatMap(([name, wanted]) =>
      checkColumn(table, { name, wanted, schema, nowMs })
    ),
    ...(session === undefined
      ? []
      : checkSessions(session, schema.maxSessionEvents)),
    ...(item === undefined ? [] : checkItems(item, { schema, isKnown })),
    ...repeats(table, schema.maxDuplicates),
  ];
  const isEmpty = faults.length === 0 && table.rows === 0;
  return report(table, isEmpty ? [NO_ROWS] : faults, params);
}

/** Of a log that holds its columns and nothing else. */
const NO_ROWS: Fault = {
  rule: "volume",
  found: "no rows",
  wanted: "events",
};

/** Of a log that cannot be read at all. */
export function unreadableLog(
  name: string,
  { reason, params }: { readonly reason: string; readonly params: CheckParams },
): CheckReport {
  const fault: Fault = {
    rule: "unreadable",
    found: reason,
    wanted: "a whole file",
  };
  const table = { name, firstRow: 1, rows: 0, columns: {}, absent: {} };
  return report(table, [fault], params);
}

function checkColumn(
  table: LogTable,
  { name, wanted, schema, nowMs }: {
    name: string;
    wanted: LogSchema["columns"][string];
    schema: LogSchema;
    nowMs: number;
  },
): Fault[] {
  const column = table.columns[name];
  if (column?.kind === "text" && wanted.type === "text") {
    return checkTexts(column, wanted);
  }
  if (column?.kind === "number" && wanted.type === "number") {
    return checkNumbers(column, wanted);
  }
  if (column?.kind === "time" && wanted.type === "time") {
    return checkTimes(column, { schema: wanted, volume: schema.volume, nowMs });
  }
  return [];
}

function missingColumns(
  { columns, absent }: LogTable,
  schema: LogSchema,
): Fault[] {
  const there = Object.values(columns).map((it) => it.raw);
  const found = there.length === 0
    ? "none of the wanted columns is there"
    : `there are ${there.join(", ")}`;
  return Object.entries(absent)
    .filter(([name]) => Object.hasOwn(schema.columns, name))
    .map(([, raw]) => ({
      rule: "missing column",
      column: raw,
      found,
      wanted: raw,
    }));
}

function repeats(table: LogTable, most: number): Fault[] {
  const marks = repeatedRows(table);
  const share = countMarks(marks) / Math.max(1, table.rows);
  if (share <= most) return [];
  return [{
    rule: "duplicate rows",
    found: `${percent(share)} of the rows repeat one before them`,
    wanted: `at most ${percent(most)}`,
    marks,
  }];
}

function report(
  table: LogTable,
  faults: readonly Fault[],
  { severity, examples }: CheckParams,
): CheckReport {
  const severityOf = (rule: CheckRule) => severity[rule] ?? CHECK_RULES[rule];
  const anomalies = faults.flatMap((fault): Anomaly[] => {
    const severity = severityOf(fault.rule);
    if (severity === "ignore") return [];
    return [{
      ...fault,
      severity,
      rows: fault.marks && countMarks(fault.marks),
      examples: examplesOf(table, fault, examples),
    }];
  });
  const errors = anomalies.filter((it) => it.severity === "error");
  const warnings = anomalies.filter((it) => it.severity === "warning");
  return {
    name: table.name,
    rows: table.rows,
    anomalies: [...errors, ...warnings],
    errors: errors.length,
    warnings: warnings.length,
  };
}

function examplesOf(
  { firstRow, columns }: LogTable,
  { column, marks }: Fault,
  count: number,
): FaultExample[] {
  const examples: FaultExample[] = [];
  if (marks === undefined) return examples;
  const values = Object.values(columns).find((it) => it.raw === column);
  for (let row = marks.indexOf(1); row >= 0; row = marks.indexOf(1, row + 1)) {
    if (examples.length >= count) break;
    const value = values === undefined ? "" : valueText(values, row);
    examples.push({ row: row + firstRow, value });
  }
  return examples;
}

function valueText(
  column: LogTable["columns"][string],
  row: number,
): string {
  if (column.kind === "text") return column.values[column.codes[row]!] ?? "";
  const value = column.values[row]!;
  return Number.isNaN(value) ? "" : String(value);
}
