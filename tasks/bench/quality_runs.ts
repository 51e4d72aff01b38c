import type { Params } from "../../src/config.ts";
import {
  pairedBootstrap,
  type PairedDifference,
} from "../../src/evaluate/paired_bootstrap.ts";
import type { Evaluation } from "../../src/evaluate/protocol.ts";
import { targetGains } from "../../src/evaluate/target_gains.ts";
import type { StageInput } from "../stage.ts";
import { openRun } from "../train/open_run.ts";
import { prepareInput } from "../train/prepare_input.ts";
import {
  trainAndEvaluate,
  type TrainedRun,
} from "../train/train_and_evaluate.ts";
import type { QualityData } from "./quality_data.ts";
import { type Quality, qualityOf } from "./quality_of.ts";

/** The recommender that the model is tested against. */
const RIVAL = "vsknn";

/** What a data set's runs have shown. */
export interface QualityResult {
  readonly model: string;
  readonly quality: Quality;
  readonly baselines: Readonly<Record<string, Quality>>;
  /** By metric: the mean gain over the seeds less that of V-SKNN. */
  readonly differences: Readonly<Record<string, PairedDifference>>;
  readonly runs: readonly QualityRun[];
  readonly params: Params;
}

/** One seed's run. */
export interface QualityRun {
  readonly id: string;
  readonly seed: number;
  readonly metrics: Readonly<Record<string, number>>;
  readonly blendWeight?: number | undefined;
  readonly epochs: number;
  /** Time of training, validation included. */
  readonly seconds: number;
  readonly eventsPerSecond: number;
}

export interface QualityOptions {
  readonly data: QualityData;
  /** How many runs, of the seeds from 1 on. */
  readonly seeds: number;
  /** Flags of `train` that say where data and runs are. */
  readonly flags: StageInput["flags"];
}

/**
 * Trains the data set's preset with several seeds as `deno task train` does,
 * each run tracked; the baselines, which no seed changes, with the first.
 *
 * @returns Undefined where it was interrupted.
 */
export async function measureQuality(
  input: StageInput,
  { data, seeds, flags }: QualityOptions,
): Promise<QualityResult | undefined> {
  const params = await input.resolveParams(data.preset);
  const runs: QualityRun[] = [];
  const reports: TrainedRun["report"][] = [];
  for (let seed = 1; seed <= seeds; seed++) {
    const own = {
      ...input,
      preset: data.preset,
      flags,
      params: withSeed(params, seed),
    };
    const opened = await openRun(own, () => prepareInput(own));
    const trained = await trainAndEvaluate(opened, own);
    if (trained === undefined) return undefined;
    const { report, progress, eventsPerSecond, seconds } = trained;
    reports.push(report);
    runs.push({
      id: opened.run.id,
      seed,
      metrics: report.model.metrics,
      blendWeight: report.blendWeight,
      epochs: progress.epoch,
      seconds,
      eventsPerSecond,
    });
  }
  return { ...summarize(reports, data.metrics), runs, params };
}

/** Only the first seed's run evaluates the baselines. */
function withSeed(params: Params, seed: number): Params {
  const { train, evaluate } = params;
  return {
    ...params,
    train: { ...train, seed },
    evaluate: seed === 1 ? evaluate : { ...evaluate, baselines: [] },
  };
}

function summarize(
  reports: readonly TrainedRun["report"][],
  metrics: readonly string[],
) {
  const models = reports.map((it) => it.model);
  const all = reports.flatMap((it) => it.baselines);
  const baselines = [...Map.groupBy(all, (it) => it.name)].map((
    [name, evaluations],
  ) => [name, qualityOf(evaluations.map((it) => it.metrics))]);
  const rival = all.find((it) => it.name === RIVAL);
  const differences = rival === undefined
    ? []
    : metrics.map((metric) => [metric, differenceOf(models, rival, metric)]);
  return {
    model: models[0]!.name,
    quality: qualityOf(models.map((it) => it.metrics)),
    baselines: Object.fromEntries(baselines),
    differences: Object.fromEntries(differences),
  };
}

/** Bootstrap over sessions of each target's gain, the mean over the seeds. */
function differenceOf(
  models: readonly Evaluation[],
  rival: Evaluation,
  metric: string,
): PairedDifference {
  const gains = models.map((it) => targetGains(it.ranks, metric));
  const mean = gains[0]!.map((_, n) =>
    gains.reduce((sum, it) => sum + it[n]!, 0) / gains.length
  );
  return pairedBootstrap(mean, targetGains(rival.ranks, metric), {
    sessions: rival.sessions,
    seed: 1,
  });
}
