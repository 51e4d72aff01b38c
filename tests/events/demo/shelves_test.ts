import assert from "node:assert/strict";
import { makeCatalogue } from "../../../src/events/demo/catalogue.ts";
import { Shelves } from "../../../src/events/demo/shelves.ts";
import { seededPrng } from "../../../src/random.ts";

const catalogue = makeCatalogue(400, seededPrng(2));
const shelves = new Shelves(catalogue);

Deno.test("Shelves.pick() gives items of the type, mostly of the style and tier", () => {
  const prng = seededPrng(3);
  let suited = 0;
  for (let i = 0; i < 2_000; i++) {
    const wish = { type: i % catalogue.types, style: 1, tier: 2 };
    const item = shelves.pick(wish, { prng, now: 1 });
    assert.equal(catalogue.type[item], wish.type);
    if (catalogue.style[item] === 1) suited++;
  }
  const share = catalogue.style.filter((it) => it === 1).length / 400;
  assert.ok(suited / 2_000 > 2 * share, `${suited} of 2000, share ${share}`);
});

Deno.test("Shelves.pickPopular() hardly ever gives what is not on sale yet", () => {
  const prng = seededPrng(4);
  const count = (now: number) => {
    let late = 0;
    for (let i = 0; i < 5_000; i++) {
      if (catalogue.launch[shelves.pickPopular({ prng, now })]! > 0.5) late++;
    }
    return late;
  };
  assert.equal(count(0.5), 0);
  assert.ok(count(1) > 50);
});
