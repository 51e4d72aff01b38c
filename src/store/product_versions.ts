import pl from "nodejs-polars";

/**
 * What the events say of products: a row where one of these features of an item
 * changes, with the time from which on it was seen and known. An event that
 * says nothing of a feature leaves it as it was; of events at the same time the
 * last one counts.
 *
 * @param events A canonical frame.
 * @returns Columns `item`, `since` and `known` (milliseconds), and the features.
 */
export function productVersions(
  events: pl.DataFrame,
  features: readonly string[],
): pl.DataFrame {
  const said = events.select("item", "time", ...features).withRowIndex("row")
    .sort(["item", "time", "row"])
    .withColumns(
      ...features.map((name) =>
        pl.col(name).forwardFill().over("item").alias(name)
      ),
    )
    .unique({ subset: ["item", "time"], keep: "last", maintainOrder: true });
  const changes = features.map((name) => changed(name));
  const known = features.map((name) => pl.col(name).isNotNull());
  return said
    .filter(pl.anyHorizontal(changes).and(pl.anyHorizontal(known)))
    .select(
      pl.col("item"),
      pl.col("time").alias("since"),
      pl.col("time").alias("known"),
      ...features.map((name) => pl.col(name)),
    );
}

/** Whether a value is another one than in the item's row before. */
function changed(name: string): pl.Expr {
  const before = pl.col(name).shift(1).over("item");
  return pl.col(name).neq(before).fillNull(
    pl.col(name).isNotNull().and(before.isNull()),
  );
}
