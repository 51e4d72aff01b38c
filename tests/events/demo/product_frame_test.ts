import assert from "node:assert/strict";
import { makeCatalogue } from "../../../src/events/demo/catalogue.ts";
import {
  productFrame,
  VARIANTS,
} from "../../../src/events/demo/product_frame.ts";
import { seededPrng } from "../../../src/random.ts";

Deno.test("productFrame() has a row a variant, which share what the product has", () => {
  const prng = seededPrng(1);
  const frame = productFrame(makeCatalogue(100, prng), prng);
  assert.equal(frame.height, 100 * VARIANTS);
  const [first, second] = frame.toRecords() as Record<string, unknown>[];
  assert.notEqual(first!.product_variant_hash, second!.product_variant_hash);
  const { variant: _v, product_variant_hash: _h, ...product } = first!;
  const { variant: _w, product_variant_hash: _i, ...again } = second!;
  assert.deepEqual(again, product);
  assert.equal(product.product_id, 1001);
  for (const name of ["brand_id", "quality", "package_size", "hearts"]) {
    const missing = frame.getColumn(name).nullCount();
    assert.ok(missing > 0 && missing < 60, `${missing} without ${name}`);
  }
  const ratings = frame.getColumn("rating_lifetime").dropNulls().toArray();
  assert.ok(ratings.every((it) => /^[1-5]\.\d$/.test(it as string)));
});
