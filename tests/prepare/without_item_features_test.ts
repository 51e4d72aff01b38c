import assert from "node:assert/strict";
import pl from "nodejs-polars";
import { withoutItemFeatures } from "../../src/prepare/without_item_features.ts";
import { coded } from "./frames.ts";

Deno.test("withoutItemFeatures() leaves columns that tell of items out of the events' features", () => {
  const series = pl.Series("any", ["x"]);
  const events = {
    frame: coded({ session: [0] }),
    values: { item: series, brand: series, page: series },
    categories: ["brand", "page"],
    keys: [],
    numbers: ["price", "wait"],
  };
  const left = withoutItemFeatures(events, {
    categories: ["brand"],
    numbers: ["price"],
    buckets: 10,
  });
  assert.deepEqual(left, {
    ...events,
    values: { item: series, page: series },
    categories: ["page"],
    numbers: ["wait"],
  });
});
