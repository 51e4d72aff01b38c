import { InputError } from "../../errors.ts";
import type { Field } from "../../mysql/driver.ts";
import { fieldKind } from "../../mysql/field_kind.ts";
import { quoteName } from "../../mysql/quote_name.ts";
import { JOIN_COLUMNS } from "./join_versions.ts";
import type { MysqlParams } from "./mysql_params.ts";
import { productColumns } from "./product_columns.ts";
import { rawColumns } from "../raw_columns.ts";

/** Options of {@link selectEvents}. */
export interface SelectEventsOptions {
  /** SQL that stands for the events in FROM: a table, or a query in brackets. */
  readonly from: string;
  /** Columns of the events. */
  readonly fields: readonly Field[];
  /** Columns of the products' table, where there is one. */
  readonly productFields?: readonly Field[] | undefined;
  /** Name of the source, for messages. */
  readonly name: string;
}

/**
 * The SELECT that gives the events: the columns that the preset names, each
 * under its own name, save those of products, and what these are joined by;
 * only events of the time window where their column is a time or a number; in
 * an order that is the same every time.
 *
 * @throws {InputError} naming a column that is missing or of a wrong type.
 */
export function selectEvents(
  params: MysqlParams,
  options: SelectEventsOptions,
): string {
  const { columns, products } = params;
  const ofProducts = new Set(productColumns(params));
  const own = rawColumns(columns).filter((name) => !ofProducts.has(name));
  const order = params.order.length > 0 ? params.order : [
    columns.time.column,
    ...own.filter((name) => name !== columns.time.column),
  ];
  requireColumns([...own, ...order], options.fields, options.name);
  const selected = [
    ...own.map((name) => `e.${quoteName(name)} AS ${quoteName(name)}`),
    ...(products === undefined ? [] : joinedBy(params, options)),
  ];
  const bounds = timeBounds(params, options.fields);
  return [
    `SELECT ${selected.join(", ")}`,
    `FROM ${options.from} AS e`,
    ...(bounds.length === 0 ? [] : [`WHERE ${bounds.join(" AND ")}`]),
    `ORDER BY ${order.map((name) => `e.${quoteName(name)}`).join(", ")}`,
  ].join("\n");
}

function requireColumns(
  names: readonly string[],
  fields: readonly Field[],
  source: string,
): void {
  const found = fields.map((field) => field.name);
  const missing = names.find((name) => !found.includes(name));
  if (missing === undefined) return;
  throw new InputError(
    `${source}: column "${missing}" is missing, there are ${found.join(", ")}`,
  );
}

/** An event's item and time as join_versions.ts wants them. */
function joinedBy(
  params: MysqlParams,
  { fields, productFields = [], name }: SelectEventsOptions,
): string[] {
  const { table, item, validFrom, validTo, columns } = params.products!;
  const source = `MySQL table ${table}`;
  requireColumns([item, validFrom, validTo, ...columns], productFields, source);
  for (const column of [validFrom, validTo]) {
    if (kindOf(column, productFields) === "time") continue;
    throw new InputError(
      `${source}: column "${column}" is no DATETIME, TIMESTAMP or DATE`,
    );
  }
  const { eventItem, eventTime } = JOIN_COLUMNS;
  const ofEvent = `CAST(e.${quoteName(params.columns.item)} AS CHAR)`;
  return [
    `${ofEvent} AS ${quoteName(eventItem)}`,
    `${joinTime(params, { fields, name })} AS ${quoteName(eventTime)}`,
  ];
}

/** The event's time as SQL of the type DATETIME. */
function joinTime(
  { columns: { time } }: MysqlParams,
  { fields, name }: Pick<SelectEventsOptions, "fields" | "name">,
): string {
  const value = `e.${quoteName(time.column)}`;
  const isTime = kindOf(time.column, fields) === "time";
  const perMs = { epoch_ms: 1_000, epoch_s: 1_000_000 }[time.format];
  if (!isTime && perMs === undefined) {
    throw new InputError(
      `${name}: products are joined by time, so column "${time.column}" must ` +
        "be a DATETIME, a TIMESTAMP, or a number (epoch_s, epoch_ms)",
    );
  }
  const base = isTime ? value : addMicroseconds(EPOCH, `${value} * ${perMs}`);
  if (time.plusMs === undefined) return base;
  return addMicroseconds(base, `e.${quoteName(time.plusMs)} * 1000`);
}

const EPOCH = "TIMESTAMP'1970-01-01 00:00:00'";

function addMicroseconds(time: string, microseconds: string): string {
  return `TIMESTAMPADD(MICROSECOND, ${microseconds}, ${time})`;
}

/** Spares the server what is cut off later anyway, where it can be told. */
function timeBounds(
  { columns: { time }, from, to }: MysqlParams,
  fields: readonly Field[],
): string[] {
  const isTime = kindOf(time.column, fields) === "time";
  const unit = { epoch_ms: 1, epoch_s: 1000 }[time.format];
  if (time.plusMs !== undefined || (!isTime && unit === undefined)) return [];
  const value = (text: string) => {
    const iso = new Date(text).toISOString();
    if (!isTime) return String(Date.parse(text) / unit!);
    return `'${iso.slice(0, 10)} ${iso.slice(11, 23)}'`;
  };
  const column = `e.${quoteName(time.column)}`;
  return [
    ...(from === undefined ? [] : [`${column} >= ${value(from)}`]),
    ...(to === undefined ? [] : [`${column} < ${value(to)}`]),
  ];
}

function kindOf(column: string, fields: readonly Field[]) {
  const field = fields.find((it) => it.name === column);
  return field && fieldKind(field);
}
