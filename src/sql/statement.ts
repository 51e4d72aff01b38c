/** Gives a name to the rows of a query and keeps them. */
export interface TableStatement {
  /** Tells the statements apart. */
  readonly kind: "table";
  /** The table's name. */
  readonly name: string;
  /** What it holds. */
  readonly select: string;
}

/** Grows tables by further rows, again and again, until none comes any more. */
export interface GrowStatement {
  /** Tells the statements apart. */
  readonly kind: "grow";
  /** The tables, with a query that gives their columns and no row. */
  readonly tables: readonly TableStatement[];
  /** What each round adds, in this order. */
  readonly add: readonly { readonly to: string; readonly select: string }[];
}

/** Frees the rows of a table that no later statement reads. */
export interface DropStatement {
  /** Tells the statements apart. */
  readonly kind: "drop";
  /** The table's name. */
  readonly name: string;
}

/** Writes the rows of a query, in its order, as Parquet: a file, or a folder of parts. */
export interface WriteStatement {
  /** Tells the statements apart. */
  readonly kind: "write";
  /** Below the folder of results: `train.parquet`. */
  readonly file: string;
  /** What it holds. */
  readonly select: string;
}

/** A step of a plan, in a dialect's SQL. */
export type Statement =
  | TableStatement
  | GrowStatement
  | DropStatement
  | WriteStatement;
