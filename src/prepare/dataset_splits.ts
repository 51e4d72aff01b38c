import type { Sequences } from "../features/sequences.ts";

/** The encoded sessions of a dataset. */
export interface DatasetSplits {
  readonly train: Sequences;
  readonly validation: Sequences;
  readonly test: Sequences;
}

/** Names of the splits, in the order in which they are written and hashed. */
export const SPLITS = ["train", "validation", "test"] as const;
