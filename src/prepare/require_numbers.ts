import pl from "nodejs-polars";

/** (b) Drops events that lack one of these numbers, unless it is the cart event. */
export function requireNumbers(
  frame: pl.DataFrame,
  columns: readonly string[],
): pl.DataFrame {
  const isCart = pl.col("cart").eq(pl.lit(1));
  return columns.reduce(
    (kept, name) => kept.filter(pl.col(name).isNotNan().or(isCart)),
    frame,
  );
}
