import type { ModelParams } from "../../config.ts";
import type { TensorPlace } from "../../safetensors.ts";

/** What a scoring graph is made from. */
export interface ScoringGraphOptions {
  /** How the network is built. */
  readonly params: ModelParams;
  /** Category columns, in the order in which the network joins them. */
  readonly categories: readonly string[];
  /** Number columns. */
  readonly numbers: readonly string[];
  /** Where each weight lies in the weights' file. */
  readonly places: Readonly<Record<string, TensorPlace>>;
}
