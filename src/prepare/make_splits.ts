import type { PrepareParams } from "../config.ts";
import type { CatalogueItems } from "../events/item_catalogue.ts";
import type { FeatureSet } from "../features/feature_set.ts";
import type { ItemFeatures } from "../features/item_features.ts";
import { addCalendar } from "./add_calendar.ts";
import type { CodedEvents } from "./code_events.ts";
import type { DatasetSplits } from "./dataset_splits.ts";
import { encode, lookUpIndices } from "./encode.ts";
import { fitFeatures, type FittedFeatures } from "./fit_features.ts";
import { hideItems } from "./hide_items.ts";
import { knowItems } from "./know_items.ts";
import { releaseFrames } from "./release_frames.ts";
import { split, type Splits } from "./split.ts";
import { withoutItemFeatures } from "./without_item_features.ts";

/** Options of {@link makeSplits}. */
export interface MakeSplitsOptions {
  /** Clean events of a given test set. */
  readonly given: CodedEvents | undefined;
  /** What the shop's catalogue says of items. */
  readonly catalogue: CatalogueItems | undefined;
  /** Called when a part of the work is done: `split`, `fit`, `encode`. */
  readonly onPart: (name: string) => void;
}

/** A dataset but for its folder. */
export interface MadeSplits extends DatasetSplits {
  /** Vocabularies and scalers, fitted on training. */
  readonly features: FeatureSet;
  /** Undefined where the parameters name none. */
  readonly itemFeatures: ItemFeatures | undefined;
}

/** Splits clean events, fits on the training split and encodes all. */
export async function makeSplits(
  clean: CodedEvents,
  params: PrepareParams,
  options: MakeSplitsOptions,
): Promise<MadeSplits> {
  const { onPart } = options;
  const events = addCalendar(clean, params.calendar);
  const given = options.given && addCalendar(options.given, params.calendar);
  const all = split(events.frame, params, given?.frame);
  const splits = { ...all, train: hideItems(all.train, params.hideItems) };
  await releaseFrames(events.frame.height);
  onPart("split");
  const { features, indices, itemFeatures } = fit(splits, params, {
    ...options,
    given,
    events,
    told: all,
  });
  onPart("fit");
  const encoded = {
    train: encode(splits.train, features, indices),
    validation: encode(splits.validation, features, indices),
    test: encode(
      splits.test,
      features,
      given === undefined ? indices : lookUpIndices(features, given.values),
    ),
  };
  onPart("encode");
  return { ...encoded, features, itemFeatures };
}

interface FitOptions extends Pick<MakeSplitsOptions, "given" | "catalogue"> {
  readonly events: CodedEvents;
  /** The splits before any item was hidden: the shop knows those items too. */
  readonly told: Splits;
}

function fit(
  { train }: Splits,
  params: PrepareParams,
  { events, given, catalogue, told }: FitOptions,
): FittedFeatures & { itemFeatures?: ItemFeatures } {
  const fitted = fitFeatures(
    train,
    withoutItemFeatures(events, params.itemFeatures),
    params,
  );
  const { values } = events;
  return knowItems(fitted, train, {
    params: params.itemFeatures,
    catalogue,
    splits: [
      { frame: told.train, values },
      { frame: told.validation, values },
      { frame: told.test, values: given?.values ?? values },
    ],
  });
}
