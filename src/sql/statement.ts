/** Gives a name to the rows of a query and keeps them. */
export interface TableStatement {
  readonly kind: "table";
  readonly name: string;
  readonly select: string;
}

/** Grows tables by further rows, again and again, until none comes any more. */
export interface GrowStatement {
  readonly kind: "grow";
  /** The tables, with a query that gives their columns and no row. */
  readonly tables: readonly TableStatement[];
  /** What each round adds, in this order. */
  readonly add: readonly { readonly to: string; readonly select: string }[];
}

/** Frees the rows of a table that no later statement reads. */
export interface DropStatement {
  readonly kind: "drop";
  readonly name: string;
}

/** Writes the rows of a query, in its order, as Parquet: a file, or a folder of parts. */
export interface WriteStatement {
  readonly kind: "write";
  /** Below the folder of results: `train.parquet`. */
  readonly file: string;
  readonly select: string;
}

/** A step of a plan, in a dialect's SQL. */
export type Statement =
  | TableStatement
  | GrowStatement
  | DropStatement
  | WriteStatement;
