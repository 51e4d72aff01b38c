/** A figure of how far two samples lie apart, and what it may come to. */
export interface Measure {
  /** `PSI`, `Jensen–Shannon`, `Wasserstein`, `Kolmogorov–Smirnov`, `new share`, …. */
  readonly name: string;
  /** How far apart the samples are. */
  readonly value: number;
  /** What it comes to on average without drift; absent where that says nothing. */
  readonly expected?: number | undefined;
  /** From where on it is drift. */
  readonly threshold: number;
  /** Of no drift, where there is a test. */
  readonly pValue?: number | undefined;
  /** Whether it moved by more than chance and the tolerance explain. */
  readonly drifted: boolean;
}

/** Shares of both samples in a bin. */
export interface BinShares {
  /** The range, or the value. */
  readonly label: string;
  /** Share of the reference. */
  readonly reference: number;
  /** Share of the current sample. */
  readonly current: number;
}

/** One thing by which two samples are compared. */
export interface Comparison {
  /** A column, or what is derived: `session length`. */
  readonly name: string;
  /** What is compared: numbers, categories, or a share. */
  readonly kind: "number" | "category" | "share";
  /** Whether it moved by more than chance and the tolerance explain. */
  readonly drifted: boolean;
  /** What was measured of the difference. */
  readonly measures: readonly Measure[];
  /** Summaries of both samples: `{ median: [9.5, 9.7] }`. */
  readonly summary: Readonly<Record<string, readonly [number, number]>>;
  /** Categories, from the most frequent on, or ranges, rising; may be empty. */
  readonly bins: readonly BinShares[];
}

/** What all comparisons of a report share. */
export interface ComparisonOptions {
  /** The column's name. */
  readonly name: string;
  /** How often this comparison may find drift where there is none. */
  readonly alpha: number;
}
