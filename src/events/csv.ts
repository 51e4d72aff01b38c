import type pl from "nodejs-polars";
import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import { InputError } from "../errors.ts";
import { type CsvParams, parseCsvTable, scanCsvTable } from "./csv_table.ts";
import { digestSource } from "./digest_source.ts";
import type { Events, EventSource } from "./event_source.ts";
import { findBrokenRow } from "./find_broken_row.ts";
import { type FileFacts, inspectFile } from "./inspect_file.ts";
import { cannotRead } from "./read_text.ts";
import { requireEvents } from "./require_events.ts";
import { toCanonical } from "./to_canonical.ts";

/** Options of {@link csvSource}. */
export interface CsvSourceOptions {
  /** How the file is written and what its columns are called. */
  readonly params: CsvParams;
  /**
   * Bytes from which on Polars reads the file, in parallel; smaller ones are
   * parsed as text. Gzip counts eightfold. Both give the same frame.
   * @default {1048576}
   */
  readonly largeBytes?: number;
}

/**
 * Events in a CSV file (RFC 4180; any one-character separator; plain or gzip).
 * A row with fewer fields than there are columns lacks the last ones.
 */
export function csvSource(
  path: string,
  { params, largeBytes = 2 ** 20 }: CsvSourceOptions,
): EventSource {
  return {
    name: path,
    digest: async () => {
      await inspectFile(path);
      return await digestSource(params, [path]);
    },
    files: () => Promise.resolve([path]),
    read: async () => {
      const facts = await inspectFile(path);
      const large = (facts.gzip ? 8 : 1) * facts.bytes > largeBytes;
      try {
        const table = large
          ? scanCsvTable(path, params)
          : await parseCsvTable(path, params);
        return requireEvents(readTable(table, path, params), path);
      } catch (error) {
        throw await explainCsv(error, { path, params, facts });
      }
    },
  };
}

function readTable(
  table: pl.LazyDataFrame,
  path: string,
  { columns, header }: CsvParams,
): Events {
  const firstRow = header === undefined ? 2 : 1;
  return toCanonical(table, { columns, name: path, firstRow });
}

/** Options of {@link explainCsv}. */
export interface ExplainCsvOptions {
  /** Where the file lies. */
  readonly path: string;
  /** How the file is written and what its columns are called. */
  readonly params: CsvParams;
  /** What is known of it before it is read. */
  readonly facts: FileFacts;
}

/**
 * What to throw when a CSV file cannot be parsed: finds the row that the parser
 * stumbled over, reading the text once more.
 */
export async function explainCsv(
  error: unknown,
  { path, params, facts }: ExplainCsvOptions,
): Promise<unknown> {
  if (error instanceof InputError) return error;
  const { separator, header } = params;
  const broken = await findBrokenRow(readChunks(path, facts), {
    separator,
    ...(header === undefined ? {} : { fields: header.length }),
  }).catch(() => undefined);
  if (broken === undefined) return cannotRead(path, error);
  return new InputError(`${path}, row ${broken.row}: ${broken.reason}`, {
    cause: error,
  });
}

function readChunks(path: string, { gzip }: FileFacts): AsyncIterable<string> {
  const file = createReadStream(path);
  const bytes = gzip ? file.pipe(createGunzip()) : file;
  return bytes.setEncoding("utf8") as unknown as AsyncIterable<string>;
}
