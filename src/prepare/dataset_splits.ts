import type { Sequences } from "../features/sequences.ts";

/** The encoded sessions of a dataset. */
export interface DatasetSplits {
  /** The training split. */
  readonly train: Sequences;
  /** The split that is chosen by. */
  readonly validation: Sequences;
  /** The split that is reported on. */
  readonly test: Sequences;
}

/** Names of the splits, in the order in which they are written and hashed. */
export const SPLITS = ["train", "validation", "test"] as const;
