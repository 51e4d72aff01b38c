import { FeatureSet } from "../../src/features/feature_set.ts";
import { FIRST_INDEX } from "../../src/features/sequences.ts";
import { Vocabulary } from "../../src/features/vocabulary.ts";
import type { Scorer, ScorerEvents } from "../../src/serve/scorer.ts";
import type { ServedArchive } from "../../src/serve/served_archive.ts";

/** Products of the tiny catalogue, the most popular first. */
export const PRODUCTS = ["a", "b", "c", "d", "e", "f"];

const COUNT = PRODUCTS.length;

export interface TinyArchiveOptions {
  readonly version?: string;
  readonly name?: string;
  /** Waited for before each answer. */
  readonly gate?: () => Promise<void>;
  /** Called when a network is freed. */
  readonly onClose?: () => void;
}

/**
 * A model whose network is a rule one can follow by eye: after the product at
 * index i come those at i + 1, i + 2, … around the circle, with shares 1/2, 1/4, …
 */
export function tinyArchive(
  { version = "1.0", name = "shop", gate, onClose }: TinyArchiveOptions = {},
): ServedArchive {
  return {
    name,
    version,
    url: `${name}.mar`,
    features: new FeatureSet({
      task: "next",
      item: new Vocabulary({ type: "text", values: PRODUCTS }),
      support: Int32Array.of(0, 0, 6, 5, 4, 3, 2, 0),
      categories: { brand: new Vocabulary({ type: "text", values: ["b1"] }) },
      calendar: [],
      numbers: {},
    }),
    // a, b and c are acme's, the others best's; nobody knows what f costs.
    itemFeatures: {
      features: { brand: 2, price: 1 },
      values: ["acme", "best", "from 1"],
      size: 3,
      offsets: Int32Array.of(0, 0, 0, 2, 4, 6, 8, 10, 11),
      codes: Int32Array.of(0, 2, 0, 2, 0, 2, 1, 2, 1, 2, 1),
      numbers: { price: Float64Array.of(NaN, NaN, 1, 2, 3, 4, 5, NaN) },
    },
    events: {
      format: "parquet",
      columns: {
        session: "session_id",
        user: "user_id",
        time: { column: "timestamp", format: "iso" },
        item: "product_id",
        event: { column: "event_type", cart: "ADDED" },
        categories: { brand: "brand_id" },
        numbers: { price: "price_eur" },
        keys: {},
      },
    },
    metrics: { "mrr@20": 0.25 },
    openScorer: ({ onBatch = () => {} }) =>
      Promise.resolve(circle({ gate, onClose }, onBatch)),
  };
}

function circle(
  { gate, onClose }: TinyArchiveOptions,
  onBatch: ScorerEvents["onBatch"],
): Scorer {
  return {
    async score(session, { k, excluded, candidates, allowed }) {
      await gate?.();
      onBatch({ sessions: 1, waitedMs: [0], tookMs: 1 });
      const last = session.items.at(-1)! - FIRST_INDEX;
      const items = Array.from(
        { length: COUNT },
        (_, step) => (last + 1 + step) % COUNT + FIRST_INDEX,
      ).filter((item) =>
        !excluded?.has(item) && (candidates?.has(item) ?? true) &&
        allowed?.[item] !== 0
      ).slice(0, k);
      return {
        items: Int32Array.from(items),
        probabilities: Float32Array.from(items, (_, at) => 2 ** -(at + 1)),
      };
    },
    close: () => {
      onClose?.();
      return Promise.resolve();
    },
  };
}
