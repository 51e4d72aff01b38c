/** A figure of how far two samples lie apart, and what it may come to. */
export interface Measure {
  /** `PSI`, `Jensen–Shannon`, `Wasserstein`, `Kolmogorov–Smirnov`, `new share`, …. */
  readonly name: string;
  readonly value: number;
  /** What it comes to on average without drift; absent where that says nothing. */
  readonly expected?: number | undefined;
  /** From where on it is drift. */
  readonly threshold: number;
  /** Of no drift, where there is a test. */
  readonly pValue?: number | undefined;
  readonly drifted: boolean;
}

/** Shares of both samples in a bin. */
export interface BinShares {
  readonly label: string;
  readonly reference: number;
  readonly current: number;
}

/** One thing by which two samples are compared. */
export interface Comparison {
  /** A column, or what is derived: `session length`. */
  readonly name: string;
  readonly kind: "number" | "category" | "share";
  readonly drifted: boolean;
  readonly measures: readonly Measure[];
  /** Summaries of both samples: `{ median: [9.5, 9.7] }`. */
  readonly summary: Readonly<Record<string, readonly [number, number]>>;
  /** Categories, from the most frequent on, or ranges, rising; may be empty. */
  readonly bins: readonly BinShares[];
}

/** What all comparisons of a report share. */
export interface ComparisonOptions {
  readonly name: string;
  /** How often this comparison may find drift where there is none. */
  readonly alpha: number;
}
