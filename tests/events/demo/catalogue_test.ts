import assert from "node:assert/strict";
import {
  makeCatalogue,
  STYLES,
  TIERS,
} from "../../../src/events/demo/catalogue.ts";
import { seededPrng } from "../../../src/random.ts";

Deno.test("makeCatalogue() gives every item a type, a brand's style and tier, and a price", () => {
  const catalogue = makeCatalogue(500, seededPrng(1));
  assert.equal(catalogue.types, 23);
  assert.equal(new Set(catalogue.type).size, 23);
  const brands = new Map<number, string>();
  for (let item = 0; item < 500; item++) {
    const [style, tier] = [catalogue.style[item]!, catalogue.tier[item]!];
    assert.ok(style < STYLES && tier < TIERS);
    const look = `${style} ${tier}`;
    const brand = catalogue.brand[item]!;
    assert.equal(brands.get(brand) ?? look, look);
    brands.set(brand, look);
    assert.ok(catalogue.price[item]! > 0);
  }
});

Deno.test("makeCatalogue() launches some items late and has few popular ones", () => {
  const { launch, popularity } = makeCatalogue(1_000, seededPrng(1));
  const late = launch.filter((it) => it > 0);
  assert.ok(late.length > 80 && late.length < 160, `${late.length} late`);
  assert.ok(late.every((it) => it >= 0.1 && it < 0.95));
  const sorted = popularity.toSorted().reverse();
  const sum = (values: Float64Array) => values.reduce((a, b) => a + b);
  assert.ok(sum(sorted.subarray(0, 100)) > 0.3 * sum(sorted));
});
