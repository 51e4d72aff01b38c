import { type Archive, loadArchive } from "../../src/archive/load_archive.ts";
import { InputError } from "../../src/errors.ts";
import type { EventSource } from "../../src/events/event_source.ts";
import type { ItemCatalogue } from "../../src/events/item_catalogue.ts";
import { withinTime } from "../../src/events/within_time.ts";
import { encodeWindow } from "../../src/prepare/encode_window.ts";
import {
  type EventWindow,
  readEventWindow,
} from "../../src/prepare/event_window.ts";
import { prepareDataset } from "../../src/prepare/prepare.ts";
import type { DayRanks } from "../../src/promote/backtest_summary.ts";
import { evaluateArchive } from "../../src/promote/evaluate_archive.ts";
import type { LocalStore } from "../../src/track/local_store.ts";
import { DAY_MS } from "../retrain/situation.ts";
import { trainModel } from "../retrain/train_model.ts";
import type { StageInput } from "../stage.ts";
import { showTraining } from "../train/show_training.ts";
import { isDue, POLICIES } from "./policies.ts";

export interface BacktestOptions {
  readonly source: EventSource;
  readonly items?: ItemCatalogue | undefined;
  readonly store: LocalStore;
  /** Folder for datasets. */
  readonly data: string;
  /** When the first day that is predicted begins, ms since the epoch. */
  readonly fromMs: number;
  readonly days: number;
  /** Told of each day that is done, with what each policy came to. */
  readonly onDay: (timeMs: number, metrics: readonly number[]) => void;
  /** Told of a day on which there is nothing to predict, and why. */
  readonly onSkip: (timeMs: number, why: string) => void;
}

/** What came of the policies. */
export interface Backtest {
  /** When the days begin that were predicted, ms since the epoch. */
  readonly times: readonly number[];
  /** By policy, then by day. */
  readonly ranks: ReadonlyMap<string, readonly DayRanks[]>;
  /** By policy. */
  readonly costs: ReadonlyMap<string, PolicyCost>;
}

export interface PolicyCost {
  trainings: number;
  /** Time of training. */
  seconds: number;
}

/** A model as it was trained before a day. */
interface Trained {
  readonly day: number;
  readonly path: string;
  readonly archive: Archive;
  readonly seconds: number;
}

/**
 * Goes through days as they came: what each policy would have had is trained on
 * the window before the day, and predicts the day. A model that several
 * policies would have trained is trained once, and counted for each. A day
 * without events is left out, as on a holiday.
 *
 * @returns Undefined where it was interrupted.
 * @throws {InputError} where no day is left.
 */
export async function runBacktest(
  input: StageInput,
  options: BacktestOptions,
): Promise<Backtest | undefined> {
  const { days, fromMs, onDay, onSkip } = options;
  const ranks = new Map(POLICIES.map(({ name }) => [name, [] as DayRanks[]]));
  const costs = new Map(
    POLICIES.map(({ name }) => [name, { trainings: 0, seconds: 0 }]),
  );
  const serving = new Map<string, Trained>();
  const times: number[] = [];
  for (let day = 0; day < days; day++) {
    const timeMs = fromMs + day * DAY_MS;
    const window = await windowOf(input, options, timeMs);
    if (typeof window === "string") {
      onSkip(timeMs, window);
      continue;
    }
    const data = await prepareDay(input, options, timeMs);
    /** Models trained before this day, by what they began with. */
    const trained = new Map<string | undefined, Trained>();
    for (const policy of POLICIES) {
      const last = serving.get(policy.name);
      if (!isDue(policy, last && day - last.day)) continue;
      const start = policy.isWarm ? last?.path : undefined;
      const model = trained.get(start) ??
        await trainDay(input, options, { ...data, start, day });
      if (model === undefined) return undefined;
      trained.set(start, model);
      serving.set(policy.name, model);
      const cost = costs.get(policy.name)!;
      cost.trainings++;
      cost.seconds += model.seconds;
    }
    const metrics = await predictDay(input, { window, serving, ranks });
    times.push(timeMs);
    onDay(timeMs, metrics);
  }
  if (times.length > 0) return { times, ranks, costs };
  throw new InputError(`${options.source.name}: no day is left to predict`);
}

/** What is to be predicted on a day, or why there is nothing. */
async function windowOf(
  { params }: StageInput,
  { source }: BacktestOptions,
  timeMs: number,
): Promise<EventWindow | string> {
  const day = withinTime(source, { fromMs: timeMs, toMs: timeMs + DAY_MS });
  try {
    return await readEventWindow(day, params);
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
}

async function prepareDay(
  { params }: StageInput,
  { source, items, data: folder }: BacktestOptions,
  timeMs: number,
): Promise<{ data: string; digest: string }> {
  const fromMs = timeMs - params.retrain.windowDays * DAY_MS;
  const { digest } = await prepareDataset(
    {
      events: withinTime(source, { fromMs, toMs: timeMs }),
      test: withinTime(source, { fromMs: timeMs, toMs: timeMs + DAY_MS }),
      items,
    },
    params,
    { folder },
  );
  return { data: folder, digest };
}

async function trainDay(
  input: StageInput,
  { store }: BacktestOptions,
  { day, ...options }: {
    readonly day: number;
    readonly data: string;
    readonly digest: string;
    readonly start: string | undefined;
  },
): Promise<Trained | undefined> {
  // Baselines have no say here.
  const evaluate = { ...input.params.evaluate, baselines: [] };
  const quiet = {
    ...input,
    params: { ...input.params, evaluate },
    print: () => {},
  };
  const shown = showTraining(1, { write: () => {} });
  const trained = await trainModel(quiet, { ...options, store, shown });
  if (trained === undefined) return undefined;
  const { archive: path, seconds } = trained;
  return { day, path, seconds, archive: await loadArchive(path) };
}

/** Lets what serves predict the day; gives each policy's metric. */
async function predictDay(
  { params }: StageInput,
  { window, serving, ranks }: {
    readonly window: EventWindow;
    readonly serving: ReadonlyMap<string, Trained>;
    readonly ranks: ReadonlyMap<string, DayRanks[]>;
  },
): Promise<number[]> {
  const { cutoffs, metric } = params.evaluate;
  const known = new Map<Trained, ReturnType<typeof evaluateArchive>>();
  const metrics: number[] = [];
  for (const [policy, model] of serving) {
    const { archive } = model;
    const evaluation = known.get(model) ??
      evaluateArchive(archive, encodeWindow(window, archive.features), cutoffs);
    known.set(model, evaluation);
    const { ranks: found, sessions, metrics: all } = await evaluation;
    ranks.get(policy)!.push({ ranks: found, sessions });
    metrics.push(all[metric]!);
  }
  return metrics;
}
