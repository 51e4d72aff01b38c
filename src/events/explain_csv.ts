import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import { InputError } from "../errors.ts";
import type { CsvForm } from "./csv_table.ts";
import { findBrokenRow } from "./find_broken_row.ts";
import { inspectFile } from "./inspect_file.ts";
import { cannotRead } from "./read_text.ts";

/** Options of {@link explainCsv}. */
export interface ExplainCsvOptions {
  /** Where the file lies. */
  readonly path: string;
  /** How the file is written. */
  readonly form: CsvForm;
}

/**
 * What to throw when a CSV file cannot be parsed: finds the row that the parser
 * stumbled over, reading the text once more.
 */
export async function explainCsv(
  error: unknown,
  { path, form: { separator, header } }: ExplainCsvOptions,
): Promise<unknown> {
  if (error instanceof InputError) return error;
  const broken = await findBrokenRow(readChunks(path), {
    separator,
    ...(header === undefined ? {} : { fields: header.length }),
  }).catch(() => undefined);
  if (broken === undefined) return cannotRead(path, error);
  return new InputError(`${path}, row ${broken.row}: ${broken.reason}`, {
    cause: error,
  });
}

async function* readChunks(path: string): AsyncGenerator<string> {
  const { gzip } = await inspectFile(path);
  const file = createReadStream(path);
  const bytes = gzip ? file.pipe(createGunzip()) : file;
  yield* bytes.setEncoding("utf8") as unknown as AsyncIterable<string>;
}
