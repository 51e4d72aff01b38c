import type pl from "nodejs-polars";
import { type CsvForm, parseCsvTable, scanCsvTable } from "./csv_table.ts";
import { explainCsv } from "./explain_csv.ts";
import { inspectFile } from "./inspect_file.ts";

/** Options of {@link openCsvTable}. */
export interface OpenCsvTableOptions {
  /**
   * Bytes from which on Polars reads the file, in parallel; smaller ones are
   * parsed as text. Gzip counts eightfold. Both give the same frame.
   * @default {1048576}
   */
  readonly largeBytes?: number | undefined;
}

/**
 * A CSV file, plain or gzip, as a frame of text columns. A large one is read
 * when the frame is collected; what is wrong with it is told by explainCsv().
 *
 * @throws {InputError} where there is no such file, or a small one is broken.
 */
export async function openCsvTable(
  path: string,
  form: CsvForm,
  { largeBytes = 2 ** 20 }: OpenCsvTableOptions = {},
): Promise<pl.LazyDataFrame> {
  const { gzip, bytes } = await inspectFile(path);
  try {
    return (gzip ? 8 : 1) * bytes > largeBytes
      ? scanCsvTable(path, form)
      : await parseCsvTable(path, form);
  } catch (error) {
    throw await explainCsv(error, { path, form });
  }
}
