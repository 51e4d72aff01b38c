import { numberProfile, textProfile } from "./column_profile.ts";
import type { Fault } from "./fault.ts";
import type { LogSchema, NumberSchema, TextSchema } from "./log_schema.ts";
import type { LogTable, NumberColumn, TextColumn } from "./log_table.ts";

/** Shares of rows with a known value: too few for one's own, enough for another's. */
const FEW = 0.5;
const MOST = 0.9;

/** Pairs of columns each of which fits the other's schema and not its own. */
export function swappedColumns(table: LogTable, schema: LogSchema): Fault[] {
  const names = Object.keys(schema.columns).filter((name) =>
    Object.hasOwn(table.columns, name)
  );
  const fits = (column: string, other: string) =>
    isLike(table.columns[column]!, schema.columns[other]!);
  return names.flatMap((a, at) =>
    names.slice(at + 1)
      .filter((b) => fits(a, a) === false && fits(b, b) === false)
      .filter((b) => fits(a, b) === true && fits(b, a) === true)
      .map((b): Fault => ({
        rule: "swapped columns",
        column: `${table.columns[a]!.raw}, ${table.columns[b]!.raw}`,
        found: "each holds what the other should",
        wanted: "columns under their own names",
      }))
  );
}

/** Undefined where it cannot be told. */
function isLike(
  column: TextColumn | NumberColumn,
  schema: LogSchema["columns"][string],
): boolean | undefined {
  if (column.kind === "text" && schema.type === "text") {
    return textsLike(column, schema);
  }
  if (column.kind === "number" && schema.type === "number") {
    return numbersLike(column, schema);
  }
  return undefined;
}

function textsLike(
  column: TextColumn,
  { values }: TextSchema,
): boolean | undefined {
  if (values === null) return undefined;
  const known = new Set(values);
  const { counts, missing } = textProfile(column);
  const rows = column.codes.length - missing;
  const share = column.values.reduce(
    (sum, value, code) => sum + (known.has(value) ? counts[code]! : 0),
    0,
  ) / Math.max(1, rows);
  return share >= MOST ? true : share <= FEW ? false : undefined;
}

function numbersLike(
  column: NumberColumn,
  { median: [low, high] }: NumberSchema,
): boolean {
  const { quartiles: [, median] } = numberProfile(column);
  return median >= low && median <= high;
}
