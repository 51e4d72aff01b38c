/** A figure that others have reached on the same data by the same protocol. */
export interface KnownFigure {
  readonly name: string;
  /** The paper of the method; whether the figure was measured on these very files. */
  readonly source: string;
  /** In the order of {@link QualityData.metrics}; null where none is known. */
  readonly values: readonly [number | null, number | null];
}

/** A public data set, and how it is compared. */
export interface QualityData {
  readonly preset: string;
  /** Below the folder of evaluation data. */
  readonly input: string;
  readonly test?: string;
  /** What is known of the items. */
  readonly items?: string;
  /** The two metrics that are compared, the one that is tested second. */
  readonly metrics: readonly [string, string];
  readonly known: readonly KnownFigure[];
}

/** Its presets differ, the comparison does not. */
const YOOCHOOSE1_64: QualityData = {
  preset: "yoochoose1_64",
  input: "yoochoose1_64/train_sessions.txt.gz",
  test: "yoochoose1_64/test.tsv.gz",
  metrics: ["recall@20", "mrr@20"],
  known: [
    {
      name: "first-order Markov",
      source: "published",
      values: [.6478, .2971],
    },
    {
      name: "V-SKNN",
      source: "Ludewig and Jannach, UMUAI 2018",
      values: [.6961, .2879],
    },
    {
      name: "GRU4Rec, tuned",
      source: "Hidasi and Karatzoglou, CIKM 2018; measured, 100 units",
      values: [.6995, .3011],
    },
    {
      name: "NARM",
      source: "Li et al., CIKM 2017",
      values: [.6998, .2957],
    },
    {
      name: "SR-GNN",
      source: "Wu et al., AAAI 2019",
      values: [.7057, .3094],
    },
    {
      name: "SGNN-HN",
      source: "Pan et al., CIKM 2020",
      values: [null, .3261],
    },
  ],
};

/** What the data sets are called on the command line. */
export const QUALITY_DATA: Readonly<Record<string, QualityData>> = {
  yoochoose1_64: YOOCHOOSE1_64,
  yoochoose1_64_quick: { ...YOOCHOOSE1_64, preset: "yoochoose1_64_quick" },
  diginetica: {
    preset: "diginetica_sessions",
    input: "diginetica/train_sessions.txt.gz",
    test: "diginetica/test.tsv.gz",
    metrics: ["recall@20", "mrr@20"],
    known: [
      {
        name: "first-order Markov",
        source: "published",
        values: [.3361, .1277],
      },
      {
        name: "V-SKNN",
        source: "Ludewig and Jannach, UMUAI 2018; measured",
        values: [.5158, .1823],
      },
      {
        name: "NARM",
        source: "Li et al., CIKM 2017",
        values: [.4970, .1617],
      },
      {
        name: "SR-GNN",
        source: "Wu et al., AAAI 2019",
        values: [.5073, .1759],
      },
      {
        name: "GCE-GNN",
        source: "Wang et al., SIGIR 2020",
        values: [.5422, .1904],
      },
    ],
  },
  beauty: {
    preset: "beauty",
    input: "amazon/Beauty.txt.gz",
    items: "amazon/Beauty_item2attributes.json.gz",
    metrics: ["hit_rate@10", "ndcg@10"],
    known: [
      {
        name: "GRU4Rec",
        source: "Hidasi et al., ICLR 2016; in public libraries",
        values: [.0420, .0211],
      },
      {
        name: "SASRec, sampled softmax",
        source: "Kang and McAuley, ICDM 2018",
        values: [.0921, .0531],
      },
    ],
  },
};
