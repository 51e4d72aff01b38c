import pl from "nodejs-polars";

/** Helper columns, whose names no preset is likely to use. */
export const JOIN_COLUMNS = {
  eventItem: "item of the event",
  eventTime: "time of the event",
  item: "item of the version",
  from: "start of the version",
  to: "end of the version",
} as const;

const ROW = "row of the event";

/**
 * Gives each event what was known of its product at its time: the version that
 * began last, if it has not ended by then; else nulls.
 *
 * @param events With the item (text) and the time of each event, see
 * {@link JOIN_COLUMNS}; either may be null.
 * @param versions With item (text), start and end (null: none) of each version;
 * no two of an item at once; in the order of their starts.
 * @returns The events in their order, with the other columns of the versions.
 */
export function joinVersions(
  events: pl.DataFrame,
  versions: pl.DataFrame,
): pl.DataFrame {
  const { eventItem, eventTime, item, from, to } = JOIN_COLUMNS;
  const features = versions.columns.filter((name) =>
    name !== item && name !== from && name !== to
  );
  const joined = events.withRowIndex(ROW)
    .withColumns(milliseconds(eventTime))
    .sort(eventTime)
    .joinAsof(versions.withColumns(milliseconds(from)), {
      leftOn: eventTime,
      rightOn: from,
      byLeft: eventItem,
      byRight: item,
      strategy: "backward",
      checkSortedness: false,
    })
    .sort(ROW);
  const end = pl.col(to).cast(pl.Int64);
  const valid = end.isNull().or(pl.col(eventTime).lt(end));
  return joined.select(
    ...events.columns.filter((it) => it !== eventItem && it !== eventTime)
      .map((name) => pl.col(name)),
    ...features.map((name) =>
      pl.when(valid).then(pl.col(name)).otherwise(pl.lit(null)).alias(name)
    ),
  );
}

/** An event without a time comes before all versions. */
function milliseconds(name: string): pl.Expr {
  return pl.col(name).cast(pl.Int64)
    .fillNull(pl.lit(Number.MIN_SAFE_INTEGER).cast(pl.Int64)).alias(name);
}
