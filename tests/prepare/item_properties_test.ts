import assert from "node:assert/strict";
import pl from "nodejs-polars";
import type {
  CatalogueItems,
  ItemProperty,
} from "../../src/events/item_catalogue.ts";
import { itemProperties } from "../../src/prepare/item_properties.ts";
import { coded } from "./frames.ts";

const VALUES = {
  item: pl.Series("item", ["a", "b", "c"]),
  brand: pl.Series("brand", ["acme", "best", "Unknown"]),
};

/** Training says of a: acme, then best, then nothing; of b nothing at all. */
const TRAIN = {
  frame: coded({
    session: [0, 0, 0, 0],
    item: [0, 0, 0, 1],
    brand: [0, 1, 2, 2],
    price: [1, 2, NaN, NaN],
  }),
  values: VALUES,
};

/** Later events say of a and b: acme; c is new. */
const LATER = {
  frame: coded({
    session: [1, 1, 1],
    item: [0, 1, 2],
    brand: [0, 0, 1],
    price: [9, 8, 7],
  }),
  values: VALUES,
};

/** A test set of its own has codes of its own. */
const GIVEN = {
  frame: coded({ session: [2, 2], item: [0, 1], brand: [0, 0], price: [5, 6] }),
  values: {
    item: pl.Series("item", ["d", "a"]),
    brand: pl.Series("brand", ["cheap"]),
  },
};

const params = (
  categories: readonly string[],
  numbers: readonly string[] = [],
) => ({ categories: [...categories], numbers: [...numbers], buckets: 10 });

type CatalogueItem = Readonly<Record<string, ItemProperty>>;

const none = { catalogue: undefined };

Deno.test("itemProperties() takes what training says last, then what later splits say", () => {
  const found = itemProperties([TRAIN, LATER, GIVEN], {
    params: params(["brand"], ["price"]),
    ...none,
  });
  assert.deepEqual(found.ids, ["a", "b", "c", "d"]);
  assert.deepEqual([...found.categories.brand!], [
    ["best"],
    ["acme"],
    ["best"],
    ["cheap"],
  ]);
  assert.deepEqual(found.numbers.price, Float64Array.of(2, 8, 7, 5));
});

Deno.test("itemProperties() takes the catalogue's word first, of items without events too", () => {
  const catalogue: CatalogueItems = new Map<string, CatalogueItem>([
    ["a", { brand: ["x", "y", "x"], price: "3.5" }],
    ["b", { brand: null, price: 4 }],
    ["z", { brand: "new" }],
  ]);
  const found = itemProperties([TRAIN], {
    params: params(["brand"], ["price"]),
    catalogue,
  });
  assert.deepEqual(found.ids, ["a", "b", "c", "z"]);
  assert.deepEqual([...found.categories.brand!], [
    ["x", "y"],
    undefined,
    undefined,
    ["new"],
  ]);
  assert.deepEqual(found.numbers.price, Float64Array.of(3.5, 4, NaN, NaN));
});

Deno.test("itemProperties() names what is known where a name is not", () => {
  const wrong = (categories: string[], numbers: string[] = []) => () =>
    itemProperties([TRAIN], {
      params: params(categories, numbers),
      catalogue: new Map([["a", { size: "L" }]]),
    });
  assert.throws(wrong(["colour"]), {
    name: "InputError",
    message:
      'Parameter prepare.itemFeatures.categories: "colour" is known neither of events nor of --items, one of brand, size is wanted',
  });
  assert.throws(wrong([], ["brand"]), {
    name: "InputError",
    message:
      'Parameter prepare.itemFeatures.numbers: "brand" is known neither of events nor of --items, one of price, size is wanted',
  });
});

Deno.test("itemProperties() names the item whose number is none", () => {
  const read = () =>
    itemProperties([TRAIN], {
      params: params([], ["price"]),
      catalogue: new Map([["a", { price: "cheap" }]]),
    });
  assert.throws(read, {
    name: "InputError",
    message: '--items, item a: price is "cheap", a number is wanted',
  });
});
