/**
 * What is used of npm's mysql2, whose own types would load it with the file
 * that names them. Its callback core is used, not its promises: only that one
 * streams.
 */
export interface Driver {
  /** Opens connections as they are needed. */
  createPool(options: Readonly<Record<string, unknown>>): DriverPool;
}

/** A driver's connections. */
export interface DriverPool {
  /** Gives a free connection, or opens one. */
  getConnection(
    callback: (error: Error | null, connection: DriverConnection) => void,
  ): void;
  /** Closes all connections. */
  end(callback: () => void): void;
}

/** A driver's connection. */
export interface DriverConnection {
  /** Sends a statement; rows come as events. */
  readonly query: {
    (options: DriverQuery): DriverCommand;
    (
      options: DriverQuery,
      callback: (error: Error | null, result: unknown) => void,
    ): DriverCommand;
  };
  /** Tells of a lost connection. */
  once(event: "error", listener: (error: Error) => void): void;
  /** Takes that back. */
  off(event: "error", listener: (error: Error) => void): void;
  /** Gives it back to the pool. */
  release(): void;
  /** Closes it at once, whatever it is doing. */
  destroy(): void;
}

/** A statement as the driver takes it. */
export interface DriverQuery {
  /** With a question mark for each value. */
  readonly sql: string;
  /** In the order of the question marks. */
  readonly values?: readonly unknown[];
  /** Whether a row is an array, in the order of the fields. */
  readonly rowsAsArray?: boolean;
  /** Gives the content where the server asks for the client's file. */
  readonly infileStreamFactory?: () => unknown;
}

/** A query under way, where it has no callback. */
export interface DriverCommand {
  /** Tells what comes back. */
  on(event: "fields", listener: (fields: readonly Field[]) => void): void;
  /** Tells what comes back. */
  on(event: "result", listener: (row: readonly unknown[]) => void): void;
  /** Tells what comes back. */
  on(event: "end", listener: () => void): void;
  /** Tells what comes back. */
  on(event: "error", listener: (error: Error) => void): void;
}

/** A column of a result. */
export interface Field {
  /** The field's name. */
  readonly name: string;
  /** The protocol's number of its type, see field_kind.ts. */
  readonly columnType: number;
  /** 63 for bytes that are no text. */
  readonly characterSet: number;
}

/** What a statement that gives no rows leaves. */
export interface Done {
  /** Rows that were changed. */
  readonly affectedRows: number;
  /** Number of warnings. */
  readonly warningStatus: number;
  /** `Records: 3  Duplicates: 0  Warnings: 0`. */
  readonly info: string;
}
