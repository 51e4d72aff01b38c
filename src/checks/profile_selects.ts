import type { ColumnsParams } from "../config.ts";
import type { Dialect } from "../sql/dialect.ts";
import { LOG_EVENT, LOG_TIME, type LogRows } from "../sql/log_study.ts";
import { DAMAGED } from "./column_profile.ts";
import { type LogColumn, logColumns } from "./log_columns.ts";
import { isListed } from "./log_profile.ts";

/** In one of them rows are numbered without a gap: see sparkSource(). */
const BLOCK = 2 ** 33;
const HOUR_MS = 3_600_000;

/** Results of which a profile is made. */
export type ProfileResult =
  | "log_values"
  | "log_texts"
  | "log_numbers"
  | "log_hours"
  | "log_blocks"
  | "log_repeated";

/**
 * What logProfile() counts, as SQL. However long the log, what is given is as
 * long as its vocabularies, and memory need not hold more.
 */
export function profileSelects(
  { rows, columns, dialect }: LogRows,
): Partial<Record<ProfileResult, string>> {
  const from = `(${rows}) log`;
  const named = logColumns(columns);
  const column = (it: LogColumn) => columnOf(it.name, columns);
  const each = (
    isMeant: (it: LogColumn) => boolean,
    select: (column: string, from: string, dialect: Dialect) => string,
  ) =>
    named.filter(isMeant).map((it) =>
      `SELECT ${dialect.string(it.name)} AS name, ` +
      select(column(it), from, dialect)
    ).join(" UNION ALL ");
  const isText = (listed: boolean) => ({ kind, name }: LogColumn) =>
    kind === "text" && isListed(name, columns) === listed;
  const selects: Record<ProfileResult, string> = {
    log_values: each(isText(true), valuesOf),
    log_texts: each(isText(false), textOf),
    log_numbers: each(({ kind }) => kind === "number", numberOf),
    log_hours:
      `SELECT floor(${LOG_TIME} / ${HOUR_MS}) AS hour, count(*) AS total, ` +
      `min(${LOG_TIME}) AS first, max(${LOG_TIME}) AS last FROM ${from} ` +
      `GROUP BY floor(${LOG_TIME} / ${HOUR_MS})`,
    log_blocks: `SELECT min(rid) AS first, count(*) AS total FROM ${from} ` +
      `GROUP BY floor(rid / ${BLOCK})`,
    log_repeated: `SELECT coalesce(CAST(sum(total - 1) AS BIGINT), 0) ` +
      `AS total FROM (SELECT count(*) AS total FROM ${from} ` +
      `GROUP BY ${dialect.hash(named.map(column))}) told_apart`,
  };
  return Object.fromEntries(
    Object.entries(selects).filter(([, select]) => select !== ""),
  );
}

function columnOf(name: string, { categories, keys, numbers }: ColumnsParams) {
  if (name in categories) return `c_${name}`;
  if (name in keys) return `k_${name}`;
  if (name in numbers) return `n_${name}`;
  return { user: "usr", time: LOG_TIME, event: LOG_EVENT }[name] ?? name;
}

/** Each value; null is one of them. */
function valuesOf(column: string, from: string): string {
  return `${column} AS value, count(*) AS total, min(rid) AS first ` +
    `FROM ${from} GROUP BY ${column}`;
}

function counted(column: string, from: string): string {
  return `(SELECT ${column} AS value, count(*) AS total FROM ${from} ` +
    `GROUP BY ${column}) counted`;
}

function sum(holds: string): string {
  return `coalesce(CAST(sum(CASE WHEN ${holds} THEN total END) AS BIGINT), 0)`;
}

/** Of sessions, users and keys there may be more than memory holds. */
function textOf(column: string, from: string, dialect: Dialect): string {
  const isDamaged = dialect.matches("value", asciiPattern(DAMAGED));
  return `${sum("value IS NULL")} AS missing, count(value) AS many, ` +
    `${sum(isDamaged)} AS damaged, ` +
    `coalesce(max(CASE WHEN value IS NOT NULL THEN total END), 0) AS most ` +
    `FROM ${counted(column, from)}`;
}

/** What Java and RE2 read as JavaScript reads the expression, all in ASCII. */
function asciiPattern({ source }: RegExp): string {
  const hex = (code: string) => `\\x{${code}}`;
  return source.replaceAll(/\\u(.{4})/g, (_, code: string) => hex(code))
    .replaceAll(/[^ -~]/g, (it) => hex(it.charCodeAt(0).toString(16)));
}

/** Quartiles are those of numberProfile(). */
function numberOf(column: string, from: string): string {
  const present = "CASE WHEN value IS NULL THEN 0 ELSE total END";
  const quartile = (share: number) =>
    `min(CASE WHEN upto > floor(CAST('${share}' AS DOUBLE) * (present - 1)) ` +
    `THEN value END)`;
  return `${sum("value IS NULL")} AS missing, count(value) AS many, ` +
    `min(value) AS least, max(value) AS most, ${quartile(0.25)} AS low, ` +
    `${quartile(0.5)} AS median, ${quartile(0.75)} AS high ` +
    `FROM (SELECT value, total, sum(${present}) OVER () AS present, ` +
    `sum(${present}) OVER (ORDER BY value NULLS FIRST ` +
    `ROWS UNBOUNDED PRECEDING) AS upto FROM ${counted(column, from)}) placed`;
}
