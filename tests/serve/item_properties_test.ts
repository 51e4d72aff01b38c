import assert from "node:assert/strict";
import {
  type ItemFilter,
  ItemProperties,
} from "../../src/serve/item_properties.ts";
import { tinyArchive } from "./tiny_archive.ts";

const properties = new ItemProperties(tinyArchive().itemFeatures);
/** Of padding, OOV and the products a to f. */
const selected = (filter: ItemFilter) => [...properties.select(filter)];

Deno.test("ItemProperties.select() finds the items that meet all conditions", () => {
  assert.deepEqual(selected({ brand: ["acme"] }), [0, 0, 1, 1, 1, 0, 0, 0]);
  assert.deepEqual(
    selected({ brand: ["acme", "best"] }),
    [0, 0, 1, 1, 1, 1, 1, 1],
  );
  assert.deepEqual(selected({ brand: ["none"] }), [0, 0, 0, 0, 0, 0, 0, 0]);
  assert.deepEqual(
    selected({ brand: ["acme"], price: { min: 2 } }),
    [0, 0, 0, 1, 1, 0, 0, 0],
  );
});

Deno.test("ItemProperties.select() counts bounds in, and unknown numbers out", () => {
  assert.deepEqual(
    selected({ price: { min: 2, max: 4 } }),
    [0, 0, 0, 1, 1, 1, 0, 0],
  );
  assert.deepEqual(selected({ price: {} }), [0, 0, 1, 1, 1, 1, 1, 0]);
});

Deno.test("ItemProperties.select() says what is not known of items, and what is of another kind", () => {
  for (
    const [filter, message] of [
      [
        { colour: ["red"] },
        "filter.colour: not known of this model's products, brand, price is",
      ],
      [
        { constructor: { min: 3 } },
        "filter.constructor: not known of this model's products, brand, price is",
      ],
      [
        { price: [3] },
        'filter.price: a number, so {"min": …, "max": …} is wanted',
      ],
      [
        { brand: { max: 3 } },
        "filter.brand: no number, so a list of values is wanted",
      ],
    ] as [ItemFilter, string][]
  ) {
    assert.throws(() => properties.select(filter), { status: 400, message });
  }
  assert.throws(() => new ItemProperties(undefined).select({ brand: ["x"] }), {
    message: "filter.brand: not known of this model's products, nothing is",
  });
});
