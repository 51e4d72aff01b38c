import pl from "nodejs-polars";
import { InputError } from "../errors.ts";
import type { CsvForm } from "../events/csv_table.ts";
import { explainCsv } from "../events/explain_csv.ts";
import { openCsvTable } from "../events/open_csv_table.ts";
import { cannotRead } from "../events/read_text.ts";
import { timeExpression } from "../events/time_expression.ts";

/**
 * Reads versions of products from a CSV or Parquet file: columns `item`,
 * `since` (ISO 8601; without a zone it is UTC), if need be `known` (the same,
 * where it was learned later), and features.
 *
 * @param options.numbers Features that are numbers; others are so where the
 * file says it.
 * @returns `item` (text), `since` and `known` (milliseconds), and the features:
 * text or Float64.
 * @throws {InputError} naming the column, or the row and what is wrong there.
 */
export async function readProducts(
  path: string,
  { numbers }: { readonly numbers: readonly string[] },
): Promise<pl.DataFrame> {
  try {
    const raw = path.endsWith(".parquet")
      ? pl.readParquet(path)
      : await readCsv(path);
    return typed(raw, { path, numbers });
  } catch (error) {
    throw cannotRead(path, error);
  }
}

const CSV: CsvForm = { separator: ",", nulls: [] };

async function readCsv(path: string): Promise<pl.DataFrame> {
  const table = await openCsvTable(path, CSV);
  try {
    return table.collectSync();
  } catch (error) {
    throw await explainCsv(error, { path, form: CSV });
  }
}

const NEEDED = ["item", "since"] as const;

function typed(
  raw: pl.DataFrame,
  { path, numbers }: {
    readonly path: string;
    readonly numbers: readonly string[];
  },
): pl.DataFrame {
  const missing = NEEDED.find((name) => !raw.columns.includes(name));
  if (missing !== undefined) {
    throw new InputError(
      `${path}: column "${missing}" is missing, there are ${
        raw.columns.join(", ")
      }`,
    );
  }
  const time = (name: string) =>
    timeExpression(name, { format: "iso", dtype: raw.getColumn(name).dtype });
  const known = raw.columns.includes("known") ? time("known") : time("since");
  const features = raw.columns.filter((name) =>
    name !== "item" && name !== "since" && name !== "known"
  );
  const frame = raw.select(
    text("item").alias("item"),
    time("since").alias("since"),
    // An empty field: known at once.
    known.fillNull(time("since")).alias("known"),
    ...features.map((name) =>
      isNumber(raw, name, numbers)
        ? text(name).cast(pl.Float64, false).alias(name)
        : text(name).alias(name)
    ),
  );
  checkRows(raw, frame, path);
  return frame;
}

/** Null where it is empty. */
function text(name: string): pl.Expr {
  const value = pl.col(name).cast(pl.Utf8);
  return pl.when(value.eq(pl.lit(""))).then(pl.lit(null)).otherwise(value);
}

function isNumber(
  raw: pl.DataFrame,
  name: string,
  numbers: readonly string[],
): boolean {
  const { variant } = raw.getColumn(name).dtype;
  return numbers.includes(name) || /^(Float|U?Int)\d+$/.test(variant);
}

/** A value that was there and is none of its kind, or one that is wanted. */
function checkRows(raw: pl.DataFrame, frame: pl.DataFrame, path: string): void {
  for (const name of raw.columns) {
    const wanted = (NEEDED as readonly string[]).includes(name);
    const bad = pl.DataFrame([
      raw.getColumn(name).cast(pl.Utf8).alias("found"),
      frame.getColumn(name).alias("value"),
    ]).withRowIndex("row").filter(
      pl.col("value").isNull().and(
        wanted ? pl.lit(true) : pl.col("found").neq(pl.lit("")),
      ),
    );
    if (bad.height === 0) continue;
    // Row 1 of a CSV file is its header.
    const row = Number(bad.getColumn("row").get(0)) +
      (path.endsWith(".parquet") ? 1 : 2);
    const found = bad.getColumn("found").get(0) ?? "";
    const kind = name === "item"
      ? "an item"
      : name === "since" || name === "known"
      ? "a time (ISO 8601)"
      : "a number";
    throw new InputError(
      `${path}, row ${row}: ${name} is "${found}", ${kind} is wanted`,
    );
  }
}
