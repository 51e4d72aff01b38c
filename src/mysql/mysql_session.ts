import { Buffer } from "node:buffer";
import { Readable } from "node:stream";
import { InputError } from "../errors.ts";
import type { Done, DriverConnection, DriverQuery, Field } from "./driver.ts";

/** What is told while rows come. */
export interface EachRow {
  /** Told the columns before the first row. */
  readonly onFields: (fields: readonly Field[]) => void;
  /**
   * Called for each row, in order. The socket is not read meanwhile, so that
   * the server waits for a slow caller.
   */
  readonly onRow: (row: readonly unknown[]) => void;
}

/** How often a silent server is looked at within its time-out. */
const LOOKS = 4;

/**
 * A connection at work. A server that says nothing for as long as the time-out
 * is given up: the connection is then closed.
 */
export class MysqlSession {
  readonly #connection: DriverConnection;
  readonly #options: { timeoutMs: number; name: string };

  /** Works on a connection that is its own. */
  constructor(
    connection: DriverConnection,
    options: { timeoutMs: number; name: string },
  ) {
    this.#connection = connection;
    this.#options = options;
  }

  /** Runs a statement that gives no rows. `?` stands for the values in turn. */
  async run(sql: string, values: readonly unknown[] = []): Promise<Done> {
    return await this.#query({ sql, values }) as Done;
  }

  /** The rows of a small result, by the names of their columns. */
  async rows<T = Record<string, unknown>>(
    sql: string,
    values: readonly unknown[] = [],
  ): Promise<T[]> {
    return await this.#query({ sql, values }) as T[];
  }

  /** Goes through the rows of a result of any size. */
  async each(sql: string, { onFields, onRow }: EachRow): Promise<void> {
    await this.#watch<void>(({ touch, resolve, reject }) => {
      let stopped = false;
      const guard = <A>(call: (argument: A) => void) => (argument: A) => {
        if (stopped) return;
        touch();
        try {
          call(argument);
        } catch (error) {
          // What comes after it is of no use: better than to read it all.
          stopped = true;
          this.#connection.destroy();
          reject(error as Error);
        }
      };
      const command = this.#connection.query({ sql, rowsAsArray: true });
      command.on("fields", guard(onFields));
      command.on("result", guard(onRow));
      command.on("error", reject);
      command.on("end", resolve);
    });
  }

  /**
   * Runs `LOAD DATA LOCAL INFILE` on content that is made as the server takes
   * it.
   */
  async loadInfile(
    sql: string,
    content: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  ): Promise<Done> {
    return await this.#watch<Done>(({ touch, resolve, reject }) => {
      const query: DriverQuery = {
        sql,
        infileStreamFactory: () => Readable.from(pieces(content, touch)),
      };
      this.#connection.query(
        query,
        (error, result) => error ? reject(error) : resolve(result as Done),
      );
    });
  }

  /**
   * All that `work` does, or nothing of it.
   *
   * @param options.readOnly Whether work only reads: then all of it sees the
   * tables as they were at one moment.
   */
  async transaction<T>(
    work: () => Promise<T>,
    { readOnly = false } = {},
  ): Promise<T> {
    await this.run(
      readOnly
        ? "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY"
        : "START TRANSACTION",
    );
    try {
      const result = await work();
      await this.run("COMMIT");
      return result;
    } catch (error) {
      await this.run("ROLLBACK").catch(() => {});
      throw error;
    }
  }

  #query(query: DriverQuery): Promise<unknown> {
    return this.#watch(({ resolve, reject }) => {
      this.#connection.query(
        query,
        (error, result) => error ? reject(error) : resolve(result),
      );
    });
  }

  /** Waits for a query, the connection's end or a silence that is too long. */
  #watch<T>(start: (watch: Watch<T>) => void): Promise<T> {
    const { timeoutMs, name } = this.#options;
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    let quietLooks = 0;
    const timer = setInterval(() => {
      if (quietLooks++ < LOOKS) return;
      this.#connection.destroy();
      reject(
        new InputError(
          `${name} said nothing for ${timeoutMs / 1000} s (MYSQL_TIMEOUT)`,
        ),
      );
    }, timeoutMs / LOOKS);
    // A query without callback learns of a lost connection only in this way.
    this.#connection.once("error", reject);
    start({ touch: () => quietLooks = 0, resolve, reject });
    return promise.finally(() => {
      clearInterval(timer);
      this.#connection.off("error", reject);
    });
  }
}

interface Watch<T> {
  /** The server, or the client, still does something. */
  readonly touch: () => void;
  readonly resolve: (value: T | PromiseLike<T>) => void;
  readonly reject: (error: Error) => void;
}

/** What mysql2 copies from: buffers that fit well into a packet. */
async function* pieces(
  content: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  onPiece: () => void,
): AsyncGenerator<Buffer> {
  for await (const bytes of content) {
    for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
      onPiece();
      const piece = bytes.subarray(at, at + PIECE_BYTES);
      yield Buffer.from(piece.buffer, piece.byteOffset, piece.length);
    }
  }
}

const PIECE_BYTES = 2 ** 16;
