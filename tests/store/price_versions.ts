import pl from "nodejs-polars";

/** Versions of the product "i": since, known (milliseconds), price. */
export function priceVersions(
  ...rows: [number, number, number][]
): pl.DataFrame {
  return pl.DataFrame([
    pl.Series("item", rows.map(() => "i"), pl.Utf8),
    pl.Series("since", rows.map(([since]) => since), pl.Int64),
    pl.Series("known", rows.map(([, known]) => known), pl.Int64),
    pl.Series("price", rows.map(([, , price]) => price), pl.Float64),
  ]);
}
