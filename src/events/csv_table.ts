import pl from "nodejs-polars";
import type { EventsParams } from "../config.ts";
import { InputError } from "../errors.ts";
import { csvParse } from "./csv_parse.ts";
import { readText } from "./read_text.ts";

/** How a CSV file is written. */
export type CsvForm = Pick<
  Extract<EventsParams, { format: "csv" }>,
  "separator" | "header" | "nulls"
>;

/**
 * A CSV file as a frame of text columns, parsed in JavaScript: strict about
 * quotes, for small files. Empty fields and `nulls` are null.
 *
 * @throws where quotes are out of order or a row has too many fields.
 */
export async function parseCsvTable(
  path: string,
  { separator, header, nulls }: CsvForm,
): Promise<pl.LazyDataFrame> {
  const rows = await csvParse(await readText(path), separator);
  const names = header ?? rows.shift() ?? [];
  checkWidth(path, rows[0] ?? [], header);
  if (rows.some((row) => row.length > names.length)) {
    throw new RangeError("A row has more fields than there are columns");
  }
  const missing = new Set<string | undefined>(["", undefined, ...nulls]);
  const column = (name: string, index: number) =>
    pl.Series(
      name,
      rows.map((row) => missing.has(row[index]) ? null : row[index]!),
      pl.Utf8,
    );
  // Of two columns of one name the first counts, as with Polars.
  const columns = names.flatMap((name, index) =>
    names.indexOf(name) < index ? [] : [column(name, index)]
  );
  return pl.DataFrame(columns).lazy();
}

/**
 * The same frame read by Polars, in parallel and only the columns that are
 * used, for large files.
 */
export function scanCsvTable(
  path: string,
  { separator, header, nulls }: CsvForm,
): pl.LazyDataFrame {
  const table = pl.scanCSV(path, {
    hasHeader: header === undefined,
    sep: separator,
    inferSchemaLength: 0,
    nullValues: ["", ...nulls],
    glob: false,
  });
  if (header === undefined) return table;
  const found = table.columns;
  checkWidth(path, found, header);
  return table.select(
    ...header.map((name, index) => pl.col(found[index]!).alias(name)),
  );
}

/** Without a header row, only the number of fields tells whether names fit. */
function checkWidth(
  path: string,
  row: readonly string[],
  header: readonly string[] | undefined,
): void {
  if (header === undefined || row.length === header.length) return;
  throw new InputError(
    `${path}, row 1: ${row.length} fields, ${header.length} are wanted (${
      header.join(", ")
    })`,
  );
}
