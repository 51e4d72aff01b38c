/** What train_once.ts measures of a network's training steps. */
export interface StepTimes {
  /** The least of {@link medians_ms}: what is quoted. */
  readonly best_median_ms: number;
  /** Median time of a step in each repetition. */
  readonly medians_ms: readonly number[];
  /** Part of it in which the step waited for its batch. */
  readonly wait_ms: number;
  /** Events predicted in a step. */
  readonly targets: number;
  readonly targets_per_s: number;
  /** Floating-point operations of a step's matrix products. */
  readonly flops: number;
  /** Items that each target is compared with. */
  readonly candidates: number;
  /** Memory of the process after the last step. */
  readonly rss_bytes: number;
  /** Where a step goes, where that was asked for. */
  readonly profile?: {
    /** Mean time of a profiled step. */
    readonly step_ms: number;
    /** Mean calls and time a step, by TensorFlow operation, the dearest first. */
    readonly operations: readonly {
      readonly operation: string;
      readonly calls: number;
      readonly ms: number;
    }[];
  };
}
