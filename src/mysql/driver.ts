/**
 * What is used of npm's mysql2, whose own types would load it with the file
 * that names them. Its callback core is used, not its promises: only that one
 * streams.
 */
export interface Driver {
  createPool(options: Readonly<Record<string, unknown>>): DriverPool;
}

export interface DriverPool {
  getConnection(
    callback: (error: Error | null, connection: DriverConnection) => void,
  ): void;
  end(callback: () => void): void;
}

export interface DriverConnection {
  readonly query: {
    (options: DriverQuery): DriverCommand;
    (
      options: DriverQuery,
      callback: (error: Error | null, result: unknown) => void,
    ): DriverCommand;
  };
  once(event: "error", listener: (error: Error) => void): void;
  off(event: "error", listener: (error: Error) => void): void;
  /** Gives it back to the pool. */
  release(): void;
  /** Closes it at once, whatever it is doing. */
  destroy(): void;
}

export interface DriverQuery {
  readonly sql: string;
  readonly values?: readonly unknown[];
  readonly rowsAsArray?: boolean;
  /** Gives the content where the server asks for the client's file. */
  readonly infileStreamFactory?: () => unknown;
}

/** A query under way, where it has no callback. */
export interface DriverCommand {
  on(event: "fields", listener: (fields: readonly Field[]) => void): void;
  on(event: "result", listener: (row: readonly unknown[]) => void): void;
  on(event: "end", listener: () => void): void;
  on(event: "error", listener: (error: Error) => void): void;
}

/** A column of a result. */
export interface Field {
  readonly name: string;
  /** The protocol's number of its type, see field_kind.ts. */
  readonly columnType: number;
  /** 63 for bytes that are no text. */
  readonly characterSet: number;
}

/** What a statement that gives no rows leaves. */
export interface Done {
  readonly affectedRows: number;
  readonly warningStatus: number;
  /** `Records: 3  Duplicates: 0  Warnings: 0`. */
  readonly info: string;
}
