import type { DemoParams } from "../../config.ts";
import { type Prng, seededPrng, shuffle } from "../../random.ts";
import type { Catalogue } from "./catalogue.ts";
import { makeProjects, type Project } from "./shoppers.ts";

/** Keeps the draws of a shift apart from those of the shop itself. */
const STREAM = 2;

/** What a shop is before and after its shoppers' taste has shifted. */
export interface ShiftedShop {
  /** With the new products, which are launched on the day of the shift. */
  readonly before: Catalogue;
  /** New products are the most popular; the others have changed places. */
  readonly after: Catalogue;
  /** Some of them are others than before. */
  readonly projects: readonly Project[];
  /** Draws which shoppers get another taste. */
  readonly prng: Prng;
}

/** Draws how a shop changes. */
export function shiftedShop(
  catalogue: Catalogue,
  projects: readonly Project[],
  { seed, days, shift }: DemoParams & {
    shift: NonNullable<DemoParams["shift"]>;
  },
): ShiftedShop {
  const prng = seededPrng(seed, STREAM);
  const isNew = drawNew(catalogue, shift.newItems, prng);
  const before = {
    ...catalogue,
    launch: catalogue.launch.map((share, item) =>
      isNew[item] === 1 ? shift.day / days : share
    ),
  };
  const others = makeProjects(catalogue.types, prng);
  return {
    before,
    after: { ...before, popularity: shiftPopularity(catalogue, isNew, prng) },
    projects: projects.map((project, at) =>
      prng() < shift.taste ? others[at]! : project
    ),
    prng,
  };
}

/** Every type keeps its first product, so that no shelf is empty. */
function drawNew(
  { items, types }: Catalogue,
  share: number,
  prng: Prng,
): Uint8Array {
  const late = Int32Array.from(
    { length: items - types },
    (_, at) => types + at,
  );
  shuffle(late, prng);
  const isNew = new Uint8Array(items);
  const count = Math.min(late.length, Math.round(items * share));
  for (const item of late.subarray(0, count)) isNew[item] = 1;
  return isNew;
}

/** The same popularities, in another order: new products first. */
function shiftPopularity(
  { popularity }: Catalogue,
  isNew: Uint8Array,
  prng: Prng,
): Float64Array {
  const order = Int32Array.from(popularity.keys());
  shuffle(order, prng);
  order.sort((a, b) => isNew[b]! - isNew[a]!);
  const falling = popularity.slice().sort((a, b) => b - a);
  const shifted = new Float64Array(popularity.length);
  order.forEach((item, rank) => shifted[item] = falling[rank]!);
  return shifted;
}
