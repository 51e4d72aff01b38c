import type { RawEvents } from "./canonical_sql.ts";
import type { Dialect } from "./dialect.ts";
import type { Statement } from "./statement.ts";
import type { FileEvents } from "./file_events.ts";

/** What runs a plan. */
export interface SqlEngine {
  /** How the engine spells SQL. */
  readonly dialect: Dialect;
  /** How the rows of files are read. */
  open(input: FileEvents): Promise<RawEvents>;
  /**
   * Runs a plan.
   *
   * @param options.folder An existing, local folder that gets the results.
   * @throws {InputError} for what is wrong with the events, or where memory or
   * time does not suffice.
   */
  execute(
    statements: readonly Statement[],
    options: {
      readonly folder: string;
      readonly onStatement: (statement: Statement) => void;
    },
  ): Promise<void>;
  /** Ends the engine. */
  close(): void | Promise<void>;
}
