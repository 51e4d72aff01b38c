import pl from "nodejs-polars";
import type { createHash } from "node:crypto";
import type { MysqlSession } from "../../mysql/mysql_session.ts";
import { type ColumnBuffer, columnBuffer } from "./column_buffer.ts";

/** Options of {@link readFrames}. */
export interface ReadFramesOptions {
  /** Name of the source, for messages. */
  readonly name: string;
  /** Columns whose decimals are numbers. */
  readonly numbers: ReadonlySet<string>;
  /** Gets every value. */
  readonly hash: ReturnType<typeof createHash>;
  /** Rows of a frame, save the last. @default {50000} */
  readonly chunkRows?: number | undefined;
  /** Gets the rows, frame by frame, and the number of a frame's first row. */
  readonly onFrame: (frame: pl.DataFrame, firstRow: number) => void;
}

/**
 * Reads the rows of a SELECT as frames of its columns. A frame is done with
 * before further rows are taken from the socket. There is at least one, which
 * may be empty.
 *
 * @throws {InputError} for a column of bytes.
 */
export async function readFrames(
  session: MysqlSession,
  sql: string,
  { name, numbers, hash, chunkRows = 50_000, onFrame }: ReadFramesOptions,
): Promise<void> {
  let buffers: ColumnBuffer[] = [];
  let rows = 0;
  let rowsBefore = 0;
  const flush = () => {
    const frame = pl.DataFrame(buffers.map((it) => it.take(rows, hash)));
    onFrame(frame, rowsBefore + 1);
    rowsBefore += rows;
    rows = 0;
  };
  await session.each(sql, {
    onFields: (fields) => {
      buffers = fields.map((field) =>
        columnBuffer(field, {
          capacity: chunkRows,
          source: name,
          asNumber: numbers.has(field.name),
        })
      );
    },
    onRow: (row) => {
      for (let at = 0; at < buffers.length; at++) {
        buffers[at]!.set(rows, row[at]);
      }
      if (++rows === chunkRows) flush();
    },
  });
  if (rows > 0 || rowsBefore === 0) flush();
}
