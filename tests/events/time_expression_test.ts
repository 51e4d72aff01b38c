import assert from "node:assert/strict";
import pl from "nodejs-polars";
import { timeExpression } from "../../src/events/time_expression.ts";

function times(
  values: (string | number | null)[],
  { format, dtype }: { format: string; dtype: pl.DataType },
): unknown[] {
  const frame = pl.DataFrame({ at: pl.Series("at", values, dtype) });
  const time = timeExpression("at", { format, dtype }).alias("time");
  return frame.select(time).getColumn("time").toArray();
}

Deno.test("timeExpression() reads RFC 3339, UTC where there is no zone", () => {
  const values = [
    "2014-04-06T20:21:58.444Z",
    "2014-04-06T20:21:58Z",
    "2014-04-06T20:21:58+02:00",
    "2014-04-06 20:21:58.5-00:30",
    "2014-04-06 20:21:58",
    "2014-04-06",
    null,
  ];
  assert.deepEqual(times(values, { format: "iso", dtype: pl.Utf8 }), [
    Date.UTC(2014, 3, 6, 20, 21, 58, 444),
    Date.UTC(2014, 3, 6, 20, 21, 58),
    Date.UTC(2014, 3, 6, 18, 21, 58),
    Date.UTC(2014, 3, 6, 20, 51, 58, 500),
    Date.UTC(2014, 3, 6, 20, 21, 58),
    Date.UTC(2014, 3, 6),
    null,
  ]);
});

Deno.test("timeExpression() gives null for what is no time", () => {
  const values = [
    "yesterday",
    "2014-13-06",
    "2014-04-06T20:21:58Z!",
    "",
    "at 2014-04-06",
  ];
  assert.deepEqual(
    times(values, { format: "iso", dtype: pl.Utf8 }),
    [null, null, null, null, null],
  );
});

Deno.test("timeExpression() reads a strftime pattern", () => {
  const format = "%d.%m.%Y %H:%M:%S UTC";
  assert.deepEqual(
    times(["06.04.2014 20:21:58 UTC", "06/04/2014"], {
      format,
      dtype: pl.Utf8,
    }),
    [Date.UTC(2014, 3, 6, 20, 21, 58), null],
  );
});

Deno.test("timeExpression() reads seconds and milliseconds, as text and number", () => {
  assert.deepEqual(
    times(["1442004589", "1442004589.25"], {
      format: "epoch_s",
      dtype: pl.Utf8,
    }),
    [1442004589000, 1442004589250],
  );
  assert.deepEqual(
    times([1442004589123], { format: "epoch_ms", dtype: pl.Int64 }),
    [1442004589123],
  );
});

Deno.test("timeExpression() takes dates and times of Parquet as they are", () => {
  const frame = pl.DataFrame({
    at: pl.Series("at", [1_500, 2_500], pl.Int64).cast(pl.Datetime("ms")),
  });
  const options = { format: "iso", dtype: pl.Datetime("ms") };
  assert.deepEqual(
    frame.select(timeExpression("at", options)).getColumn("at").toArray(),
    [1_500, 2_500],
  );
});
