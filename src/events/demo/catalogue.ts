import { drawNormal, type Prng, shuffle } from "../../random.ts";
import { drawIndex, drawWeighted, runningSums, zipfWeights } from "./draw.ts";

/** Looks that brands stand for, and that shoppers like. */
export const STYLES = 5;
/** From cheap to dear. */
export const TIERS = 3;

/** What the demo shop sells. Arrays are by item. */
export interface Catalogue {
  /** Number of products. */
  readonly items: number;
  /** Number of product types. */
  readonly types: number;
  /** Type of each product: `[items]`. */
  readonly type: Int32Array;
  /** Brand of each product: `[items]`. */
  readonly brand: Int32Array;
  /** The brand's style and price tier, which nobody writes down. */
  readonly style: Int32Array;
  /** Price tier of each product: `[items]`. */
  readonly tier: Int32Array;
  /** How much more often than others an item is looked at (Zipf). */
  readonly popularity: Float64Array;
  /** Share of the period after which it is on sale: mostly 0. */
  readonly launch: Float64Array;
  /** Price of each product: `[items]`. */
  readonly price: Float64Array;
}

/** Share of the items that are launched during the period. */
const LATE_SHARE = 0.12;

/** Draws a catalogue of so many items. */
export function makeCatalogue(items: number, prng: Prng): Catalogue {
  const types = Math.min(60, Math.max(6, Math.round(items / 22)));
  const brands = makeBrands(
    Math.max(STYLES * TIERS, Math.round(items / 15)),
    prng,
  );
  const popularity = zipfWeights(items, 0.7);
  const typeSums = runningSums(zipfWeights(types, 0.3));
  const brandSums = runningSums(zipfWeights(brands.style.length, 0.3));
  const typePrice = new Float64Array(types)
    .map(() => Math.exp(5.5 + drawNormal(prng)));
  const type = new Int32Array(items)
    .map((_, item) => item < types ? item : drawWeighted(prng, typeSums));
  const brand = new Int32Array(items).map(() => drawWeighted(prng, brandSums));
  const style = brand.map((it) => brands.style[it]!);
  const tier = brand.map((it) => brands.tier[it]!);
  const launch = new Float64Array(items)
    .map(() => prng() < LATE_SHARE ? 0.1 + 0.85 * prng() : 0);
  const price = new Float64Array(items).map((_, item) => {
    const level = typePrice[type[item]!]! * 2 ** (tier[item]! - 1);
    return Math.round(level * Math.exp(0.15 * drawNormal(prng))) + 0.9;
  });
  return {
    items,
    types,
    type,
    brand,
    style,
    tier,
    popularity: shufflePopularity(popularity, prng),
    launch,
    price,
  };
}

/** Which items are popular has nothing to do with their type. */
function shufflePopularity(byRank: Float64Array, prng: Prng): Float64Array {
  const order = Int32Array.from(byRank.keys());
  shuffle(order, prng);
  const byItem = new Float64Array(byRank.length);
  order.forEach((item, rank) => byItem[item] = byRank[rank]!);
  return byItem;
}

function makeBrands(count: number, prng: Prng) {
  return {
    style: new Int32Array(count)
      .map((_, brand) => brand < STYLES ? brand : drawIndex(prng, STYLES)),
    tier: new Int32Array(count).map(() => drawIndex(prng, TIERS)),
  };
}
