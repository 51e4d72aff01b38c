/** A data set on which it is measured how new products are recommended. */
export interface ColdStartData {
  readonly preset: string;
  /** Below the folder of evaluation data; absent where the preset needs none. */
  readonly files: Readonly<Record<string, string>>;
  /** What makes items known, under the command line's `--set`. */
  readonly set: readonly string[];
  /** The two metrics that are compared. */
  readonly metrics: readonly [string, string];
}

const AMAZON = {
  set: [
    'prepare.itemFeatures.categories=["attributes"]',
    'evaluate.metric="ndcg@10"',
  ],
  metrics: ["hit_rate@10", "ndcg@10"],
} as const;

/** What the data sets are called on the command line. */
export const COLD_START_DATA: Readonly<Record<string, ColdStartData>> = {
  beauty: {
    ...AMAZON,
    preset: "beauty",
    files: {
      input: "amazon/Beauty.txt.gz",
      items: "amazon/Beauty_item2attributes.json.gz",
    },
  },
  toys: {
    ...AMAZON,
    preset: "amazon",
    files: {
      input: "amazon/Toys_and_Games.txt.gz",
      items: "amazon/Toys_and_Games_item2attributes.json.gz",
    },
  },
  sports: {
    ...AMAZON,
    preset: "amazon",
    files: {
      input: "amazon/Sports_and_Outdoors.txt.gz",
      items: "amazon/Sports_and_Outdoors_item2attributes.json.gz",
    },
  },
  rees46: {
    preset: "rees46",
    files: { input: "rees46/2019-Oct.csv.gz" },
    set: [
      'prepare.itemFeatures.categories=["brand","category"]',
      'prepare.itemFeatures.numbers=["price"]',
      "prepare.minItemSupport=1",
      'evaluate.categoryPopularity=["category"]',
    ],
    metrics: ["recall@20", "mrr@20"],
  },
  demo: {
    preset: "demo",
    files: {},
    set: [
      'prepare.itemFeatures.categories=["brand","type","quality"]',
      'prepare.itemFeatures.numbers=["price"]',
      'evaluate.categoryPopularity=["type"]',
    ],
    metrics: ["recall@20", "mrr@20"],
  },
};
