import type { Prng } from "../../random.ts";
import { type Catalogue, STYLES, TIERS } from "./catalogue.ts";
import { drawWeighted, runningSums } from "./draw.ts";

/** How much less an item draws whose style, or price tier, is not the shopper's. */
const OTHER_STYLE = 0.04;
const OTHER_TIER = 0.2;

/** What a shopper has in mind when picking an item. */
export interface Wish {
  /** Type of the product. */
  readonly type: number;
  /** Style of the product. */
  readonly style: number;
  /** Price tier of the product. */
  readonly tier: number;
}

/** When something is picked, and by which chance. */
export interface PickOptions {
  /** Where chance comes from. */
  readonly prng: Prng;
  /** Share of the period that is over. */
  readonly now: number;
}

/** Items by type, drawn by how well they suit a shopper. */
export class Shelves {
  readonly #launch: Float64Array;
  readonly #shelves: readonly Int32Array[];
  /** Running sums of weights, by type, style and tier. */
  readonly #sums: readonly Float64Array[];
  readonly #popularity: Float64Array;

  /** Sorts a catalogue's products by type, style and tier. */
  constructor(catalogue: Catalogue) {
    this.#launch = catalogue.launch;
    this.#popularity = runningSums(catalogue.popularity);
    this.#shelves = Array.from(
      { length: catalogue.types },
      (_, type) =>
        Int32Array.from(catalogue.type.keys())
          .filter((item) => catalogue.type[item] === type),
    );
    this.#sums = Array.from(
      { length: catalogue.types * STYLES * TIERS },
      (_, cell) => {
        const tier = cell % TIERS;
        const style = Math.floor(cell / TIERS) % STYLES;
        const shelf = this.#shelves[Math.floor(cell / TIERS / STYLES)]!;
        return runningSums(
          Float64Array.from(
            shelf,
            (item) =>
              catalogue.popularity[item]! ** 0.5 *
              (catalogue.style[item] === style ? 1 : OTHER_STYLE) *
              (catalogue.tier[item] === tier ? 1 : OTHER_TIER),
          ),
        );
      },
    );
  }

  /**
   * An item of the wished type that is on sale, style and tier more likely the
   * wished ones.
   *
   * @param now Share of the period that is over.
   */
  pick({ type, style, tier }: Wish, { prng, now }: PickOptions): number {
    const shelf = this.#shelves[type]!;
    const sums = this.#sums[(type * STYLES + style) * TIERS + tier]!;
    return this.#onSale(() => shelf[drawWeighted(prng, sums)]!, now);
  }

  /** Any item that is on sale, by popularity. */
  pickPopular({ prng, now }: PickOptions): number {
    return this.#onSale(() => drawWeighted(prng, this.#popularity), now);
  }

  #onSale(draw: () => number, now: number): number {
    let item = draw();
    for (let tries = 0; this.#launch[item]! > now && tries < 8; tries++) {
      item = draw();
    }
    return item;
  }
}
