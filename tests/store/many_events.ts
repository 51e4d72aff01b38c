import pl from "nodejs-polars";

/** A canonical frame of events in sessions of five. */
export function manyEvents(rows: number): pl.DataFrame {
  const at = Array.from({ length: rows }, (_, row) => row);
  const text = (name: string, values: (string | null)[]) =>
    pl.Series(name, values, pl.Utf8);
  return pl.DataFrame([
    text("session", at.map((row) => `session-${Math.floor(row / 5)}-of-many`)),
    text("user", at.map((row) => row % 7 === 0 ? null : `u${row % 999}`)),
    pl.Series("time", at.map((row) => 1_569_888_000_000 + row), pl.Int64),
    text("item", at.map((row) => `${44_600_000 + row * 7 % 20_011}`)),
    pl.Series("cart", at.map((row) => row % 11 === 0), pl.Bool),
    text("brand", at.map((row) => row % 5 === 0 ? null : `b${row % 99}`)),
    pl.Series(
      "price",
      at.map((row) => row % 13 === 0 ? null : (row % 50_000) / 100),
      pl.Float64,
    ),
  ]);
}
