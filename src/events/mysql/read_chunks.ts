import pl from "nodejs-polars";
import { createHash } from "node:crypto";
import type { MysqlSession } from "../../mysql/mysql_session.ts";
import type { Events } from "../event_source.ts";
import { concatEvents } from "../concat_events.ts";
import { toCanonical } from "../to_canonical.ts";
import { type ColumnBuffer, columnBuffer } from "./column_buffer.ts";
import { rawColumns } from "./raw_columns.ts";
import type { MysqlParams } from "./select_events.ts";

export interface ReadChunksOptions {
  readonly params: MysqlParams;
  /** Name of the source, for messages. */
  readonly name: string;
  /** Rows of a chunk. @default {50000} */
  readonly chunkRows?: number;
}

/** Events, and the digest of the rows that they were made of. */
export interface DigestedEvents {
  readonly events: Events;
  /** SHA-256 in hex. */
  readonly digest: string;
}

/**
 * Reads the rows of a SELECT in chunks: each is brought into the canonical form
 * before the next one is taken from the socket. Beside the resulting frame, and
 * its copy in one piece at the end, memory holds one chunk.
 *
 * @throws {InputError} naming the row and value that does not fit.
 */
export async function readChunks(
  session: MysqlSession,
  sql: string,
  { params, name, chunkRows = 50_000 }: ReadChunksOptions,
): Promise<DigestedEvents> {
  const numbers = numberColumns(params);
  const hash = createHash("sha256");
  const parts: Events[] = [];
  let buffers: ColumnBuffer[] = [];
  let rows = 0;
  let rowsBefore = 0;
  const flush = () => {
    const raw = pl.DataFrame(buffers.map((it) => it.take(rows, hash)));
    parts.push(toEvents(raw, { params, name, firstRow: rowsBefore + 1 }));
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
  if (rows > 0 || parts.length === 0) flush();
  return { events: concatEvents(parts), digest: hash.digest("hex") };
}

/** The columns that are read as numbers and as nothing else. */
function numberColumns({ columns }: MysqlParams): ReadonlySet<string> {
  const others = rawColumns({ ...columns, numbers: {} });
  const names = Object.values(columns.numbers);
  return new Set(names.filter((name) => !others.includes(name)));
}

function toEvents(
  raw: pl.DataFrame,
  { params, name, firstRow }: {
    readonly params: MysqlParams;
    readonly name: string;
    readonly firstRow: number;
  },
): Events {
  const { columns, from, to } = params;
  const events = toCanonical(raw.lazy(), { columns, name, firstRow });
  let { frame } = events;
  const time = pl.col("time");
  if (from) frame = frame.filter(time.gtEq(pl.lit(Date.parse(from))));
  if (to) frame = frame.filter(time.lt(pl.lit(Date.parse(to))));
  return { ...events, frame };
}
