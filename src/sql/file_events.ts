import type { EventsParams } from "../config.ts";

/** Events in files that an engine reads by itself. */
export interface FileEvents {
  /** How the files are written. */
  readonly events: Extract<
    EventsParams,
    { format: "csv" | "parquet" | "demo" }
  >;
  /** In order. */
  readonly files: readonly string[];
  /** What they are called, for messages. */
  readonly name: string;
}
