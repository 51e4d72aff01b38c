import type { EventsParams } from "../config.ts";
import { digestSource } from "./digest_source.ts";
import type { EventSource } from "./event_source.ts";
import { explainCsv } from "./explain_csv.ts";
import { inspectFile } from "./inspect_file.ts";
import { openCsvTable, type OpenCsvTableOptions } from "./open_csv_table.ts";
import { requireEvents } from "./require_events.ts";
import { toCanonical } from "./to_canonical.ts";

/** Options of {@link csvSource}. */
export interface CsvSourceOptions extends OpenCsvTableOptions {
  /** How the file is written and what its columns are called. */
  readonly params: Extract<EventsParams, { format: "csv" }>;
}

/**
 * Events in a CSV file (RFC 4180; any one-character separator; plain or gzip).
 * A row with fewer fields than there are columns lacks the last ones.
 */
export function csvSource(
  path: string,
  { params, largeBytes }: CsvSourceOptions,
): EventSource {
  return {
    name: path,
    digest: async () => {
      await inspectFile(path);
      return await digestSource(params, [path]);
    },
    files: () => Promise.resolve([path]),
    read: async () => {
      const { columns, header } = params;
      const firstRow = header === undefined ? 2 : 1;
      const table = await openCsvTable(path, params, { largeBytes });
      try {
        const events = toCanonical(table, { columns, name: path, firstRow });
        return requireEvents(events, path);
      } catch (error) {
        throw await explainCsv(error, { path, form: params });
      }
    },
  };
}
