import pl from "nodejs-polars";

/** Columns of coded events, row by row; what is left out is filled in. */
export interface Rows {
  readonly session: readonly number[];
  readonly item?: readonly number[];
  /** Minutes since the epoch. @default {the row's number} */
  readonly minute?: readonly number[];
  readonly cart?: readonly number[];
  readonly user?: readonly number[];
  readonly price?: readonly number[];
  readonly brand?: readonly number[];
}

/** A frame of coded events (code_events.ts), for tests. */
export function coded(rows: Rows): pl.DataFrame {
  const { session } = rows;
  const minute = rows.minute ?? session.map((_, row) => row);
  const int = (name: string, values: readonly number[] | undefined) =>
    values === undefined ? [] : [pl.Series(name, Int32Array.from(values))];
  return pl.DataFrame([
    ...int("session", session),
    ...int("user", rows.user),
    ...int("item", rows.item ?? session.map((_, row) => row)),
    pl.Series("time", Float64Array.from(minute, (it) => it * 60_000)),
    pl.Series("cart", Uint8Array.from(rows.cart ?? session.map(() => 0))),
    ...(rows.price === undefined
      ? []
      : [pl.Series("price", Float64Array.from(rows.price))]),
    ...int("brand", rows.brand),
  ]);
}

/** A column's values. */
export function column(frame: pl.DataFrame, name: string): number[] {
  return frame.getColumn(name).cast(pl.Float64).toArray() as number[];
}
