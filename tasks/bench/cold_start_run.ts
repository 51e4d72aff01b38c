import { onlyTargets } from "../../src/evaluate/only_targets.ts";
import { rankAmong } from "../../src/evaluate/rank_among.ts";
import { targetEvents } from "../../src/evaluate/target_events.ts";
import type { FeatureSet } from "../../src/features/feature_set.ts";
import { FIRST_INDEX } from "../../src/features/sequences.ts";
import { decodeModel } from "../../src/model/saved_model.ts";
import { type Dataset, readDataset } from "../../src/prepare/dataset.ts";
import { fitCategoryPopularity } from "../../src/recommend/category_popularity.ts";
import { ModelRecommender } from "../../src/recommend/model_recommender.ts";
import type { Recommender } from "../../src/recommend/recommender.ts";
import type { StageInput } from "../stage.ts";
import { openRun, type TrainingRun } from "../train/open_run.ts";
import { prepareInput } from "../train/prepare_input.ts";
import { MODEL_FILE } from "../train/run_files.ts";
import { trainAndEvaluate } from "../train/train_and_evaluate.ts";
import type { ColdStartData } from "./cold_start_data.ts";

/** Ranks of the hidden items that are to be predicted: `[N]` each. */
export interface ColdStartRanks {
  /** Among all items of the catalogue. */
  readonly all: Int32Array;
  /** Among the hidden ones. */
  readonly hidden: Int32Array;
}

/** What one seed has shown. */
export interface ColdStartRun {
  readonly seed: number;
  /** Of the tracked run. */
  readonly id: string;
  /** Items hidden. */
  readonly hidden: number;
  readonly recommenders: Readonly<Record<string, ColdStartRanks>>;
  /** Session of each target: `[N]`. */
  readonly sessions: Int32Array;
  /** Metrics of the model on the whole test split. */
  readonly metrics: Readonly<Record<string, number>>;
}

export interface ColdStartOptions {
  readonly data: ColdStartData;
  /** Paths by flag of `train`. */
  readonly files: Readonly<Record<string, string>>;
  /** Of what is hidden and of training. */
  readonly seed: number;
  /** Of the items, that is hidden. */
  readonly share: number;
}

/**
 * Trains without a share of the items and ranks those where the test split holds
 * them. Beside the model stand the items of the last one's category by
 * popularity in what it was trained on, where the hidden ones have none, and by
 * popularity in all of training: what nobody can know of a new product.
 *
 * @returns Undefined where it was interrupted.
 */
export async function runColdStart(
  input: StageInput,
  options: ColdStartOptions,
): Promise<ColdStartRun | undefined> {
  const { seed, share } = options;
  const whole = await readDataset(
    (await prepareInput(await stageInput(input, options, []))).data,
  );
  const hiding = await stageInput(input, options, [
    `prepare.hideItems.share=${share}`,
    `prepare.hideItems.seed=${seed}`,
    `train.seed=${seed}`,
    "evaluate.baselines=[]",
  ]);
  const opened = await openRun(hiding, () => prepareInput(hiding));
  const trained = await trainAndEvaluate(opened, input);
  if (trained === undefined) return undefined;
  const { dataset, report } = trained;
  const support = supportIn(whole.features, dataset.features);
  return {
    seed,
    id: opened.run.id,
    metrics: report.model.metrics,
    ...await rankHidden(opened, dataset, support),
  };
}

/** What `train` would be given. */
async function stageInput(
  input: StageInput,
  { data, files, seed }: ColdStartOptions,
  set: readonly string[],
): Promise<StageInput> {
  const { preset } = data;
  const folder = `${String(input.flags.prepared ?? "data")}/${preset}-items`;
  return {
    ...input,
    preset,
    params: await input.resolveParams(preset, [...data.set, ...set]),
    flags: {
      ...files,
      runs: input.flags.runs ?? "runs",
      data: set.length === 0 ? folder : `${folder}-hidden-${seed}`,
    },
  };
}

/** Training events that a dataset has of the items of another, by their index. */
function supportIn(whole: FeatureSet, part: FeatureSet): Int32Array {
  return Int32Array.from(part.support, (_, item) => {
    const value = part.item.value(item);
    return value === undefined ? 0 : whole.support[whole.item.index(value)]!;
  });
}

async function rankHidden(
  { run, config }: TrainingRun,
  dataset: Dataset,
  support: Int32Array,
) {
  const { train, features, itemFeatures } = dataset;
  const isHidden = Uint8Array.from(
    features.support,
    (count, item) =>
      item >= FIRST_INDEX && count === 0 && support[item]! > 0 ? 1 : 0,
  );
  const test = onlyTargets(dataset.test, isHidden);
  const rank = async (recommender: Recommender): Promise<ColdStartRanks> => ({
    all: (await recommender.predict(test, 1)).ranks,
    hidden: await rankAmong(recommender, test, isHidden),
  });
  const path = `${run.folder}/artifacts/${MODEL_FILE}`;
  const model = decodeModel(await Deno.readFile(path), path);
  const recommender = new ModelRecommender(model);
  const options = {
    itemCount: features.item.values.length,
    itemFeatures: itemFeatures!,
    features: config.params.evaluate.categoryPopularity ?? undefined,
  };
  try {
    return {
      hidden: isHidden.reduce((sum, it) => sum + it, 0),
      sessions: targetEvents(test).sessions,
      recommenders: {
        gru: await rank(recommender),
        category_popularity: await rank(fitCategoryPopularity(train, options)),
        "category_popularity, known": await rank(
          fitCategoryPopularity(train, { ...options, support }),
        ),
      },
    };
  } finally {
    recommender.dispose();
    model.dispose();
  }
}
