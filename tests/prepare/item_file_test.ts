import assert from "node:assert/strict";
import { readItems, writeItems } from "../../src/prepare/item_file.ts";

Deno.test("readItems() gives what writeItems() took", async () => {
  const items = {
    features: { brand: 2, price: 1 },
    values: ["acme", "best", "from 3"],
    size: 3,
    offsets: Int32Array.of(0, 0, 0, 2, 2, 4, 4),
    codes: Int32Array.of(1, 2, 0, 2),
  };
  const path = await Deno.makeTempFile({ suffix: ".parquet" });
  writeItems(path, items);
  assert.deepEqual(readItems(path, 6), items);
  const numbers = { price: Float64Array.of(NaN, NaN, 3.5, NaN, 4, NaN) };
  writeItems(path, { ...items, numbers });
  assert.deepEqual(readItems(path, 6), { ...items, numbers });
  await Deno.remove(path);
});
