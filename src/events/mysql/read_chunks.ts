import pl from "nodejs-polars";
import { createHash } from "node:crypto";
import type { MysqlSession } from "../../mysql/mysql_session.ts";
import type { Events } from "../event_source.ts";
import { toCanonical } from "../to_canonical.ts";
import { joinVersions } from "./join_versions.ts";
import { productColumns } from "./product_columns.ts";
import { rawColumns } from "../raw_columns.ts";
import { readFrames } from "./read_frames.ts";
import { readVersions } from "./read_versions.ts";
import type { MysqlParams } from "./mysql_params.ts";

/** Options of {@link readChunks}. */
export interface ReadChunksOptions {
  /** Which table or query, and its columns. */
  readonly params: MysqlParams;
  /** Name of the source, for messages. */
  readonly name: string;
  /** Rows of a chunk. @default {50000} */
  readonly chunkRows?: number | undefined;
  /** Gets the events, chunk by chunk; there is at least one, which may be empty. */
  readonly onPart: (events: Events) => void;
}

/**
 * Reads the rows of a SELECT in chunks: each is brought into the canonical form
 * before the next one is taken from the socket. Memory holds one chunk, and the
 * versions of products where they are joined.
 *
 * @returns SHA-256, in hex, of the rows.
 * @throws {InputError} naming the row and value that does not fit.
 */
export async function readChunks(
  session: MysqlSession,
  sql: string,
  { params, name, chunkRows, onPart }: ReadChunksOptions,
): Promise<string> {
  const { products } = params;
  const numbers = numberColumns(params);
  const hash = createHash("sha256");
  const versions = products && await readVersions(session, products, {
    columns: productColumns(params),
    ...{ numbers, hash },
  });
  await readFrames(session, sql, {
    ...{ name, numbers, hash, chunkRows },
    onFrame: (frame, firstRow) => {
      const raw = versions ? joinVersions(frame, versions) : frame;
      onPart(toEvents(raw, { params, name, firstRow }));
    },
  });
  return hash.digest("hex");
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
