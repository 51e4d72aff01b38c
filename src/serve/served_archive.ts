import type { EventsParams } from "../config.ts";
import type { FeatureSet } from "../features/feature_set.ts";
import type { ItemFeatures } from "../features/item_features.ts";
import type { Scorer, ScorerOptions } from "./scorer.ts";

/** An opened archive: what the server needs to know of a model version. */
export interface ServedArchive {
  /** The model's name. */
  readonly name: string;
  /** The version's name. */
  readonly version: string;
  /** Where it came from, as it was asked for. */
  readonly url: string;
  /** Vocabularies and scalers, fitted on training. */
  readonly features: FeatureSet;
  /** What is known of the items; undefined where nothing is. */
  readonly itemFeatures: ItemFeatures | undefined;
  /** What the shop's log calls its columns. */
  readonly events: EventsParams;
  /** Metrics on the test split, by name. */
  readonly metrics: Readonly<Record<string, number>>;
  /** Loads the network. */
  openScorer(options: Partial<ScorerOptions>): Promise<Scorer>;
}
