import assert from "node:assert/strict";
import type { ModelParams } from "../../src/config.ts";
import { SessionModel } from "../../src/model/session_model.ts";
import { indexKnown } from "../../src/train/index_known.ts";
import { RowIndex } from "../../src/train/row_index.ts";
import { startInstalledBackend } from "../installed_backend.ts";
import { SHOP_SIZES, tinyParams } from "../model/tiny_shop.ts";

await startInstalledBackend();

/** What is known of items 4, 2 and 6, which a batch needs. */
function known(
  changes: Partial<ModelParams>,
  options: { whole?: string; seeds?: number[] } = {},
) {
  const params = tinyParams({ useItemFeatures: true, ...changes });
  const model = new SessionModel(params, SHOP_SIZES, 1);
  const indexes = new Map(
    [...model.tables].map((
      [name, { shape }],
    ) => [name, new RowIndex(shape[0]!)]),
  );
  for (const item of [4, 2, 6]) indexes.get("item.embedding")!.add(item);
  const { whole, seeds = [1, 2, 3] } = options;
  const parts = indexKnown(model, indexes, { whole, seeds });
  model.dispose();
  return { parts, indexes };
}

Deno.test("indexKnown() numbers the rows of features that a batch needs", () => {
  const { parts, indexes } = known({ itemDropout: 0 });
  assert.deepEqual(Object.keys(parts), ["item.embedding"]);
  const { codes, owners, keep } = parts["item.embedding"]!;
  // Item 4 has feature 1, item 2 features 0 and 2, item 6 feature 0.
  assert.deepEqual(
    indexes.get("item_feature.embedding")!.rows(),
    Int32Array.of(1, 0, 2),
  );
  assert.deepEqual(codes, Int32Array.of(0, 1, 2, 1));
  assert.deepEqual(owners, Int32Array.of(0, 1, 1, 2));
  assert.deepEqual(keep, Float32Array.of(1, 1, 1));
});

Deno.test("indexKnown() looks up every item of a table that is needed whole", () => {
  const { parts } = known({}, { whole: "item.embedding" });
  assert.equal(parts["item.embedding"]!.keep.length, 8);
  assert.equal(parts["item.embedding"]!.codes.length, 8);
});

Deno.test("indexKnown() leaves out own rows by the seeds of the batch", () => {
  const keeps = Array.from({ length: 200 }, (_, step) => {
    const seeds = [1, 2, step];
    const { parts } = known({ itemDropout: 0.3 }, { seeds });
    return [...parts["item.embedding"]!.keep];
  });
  const kept = keeps.flat().reduce((sum, keep) => sum + keep, 0) / 600;
  assert.ok(Math.abs(kept - 0.7) < 0.08, `${kept} kept`);
  const again = known({ itemDropout: 0.3 }, { seeds: [1, 2, 17] });
  assert.deepEqual([...again.parts["item.embedding"]!.keep], keeps[17]);
});

Deno.test("indexKnown() gives nothing for a model without item features", () => {
  assert.deepEqual(known({ useItemFeatures: false }).parts, {});
});
