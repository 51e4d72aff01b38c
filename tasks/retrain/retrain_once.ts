import type { EventSource } from "../../src/events/event_source.ts";
import type { ItemCatalogue } from "../../src/events/item_catalogue.ts";
import { withinTime } from "../../src/events/within_time.ts";
import { prepareDataset } from "../../src/prepare/prepare.ts";
import {
  retrainReasons,
  type RetrainWhen,
} from "../../src/promote/retrain_reasons.ts";
import { runNote } from "../../src/track/mlflow/run_note.ts";
import { readRun } from "../../src/track/read_run.ts";
import type {
  ModelRegistry,
  ModelVersion,
} from "../../src/track/registry/model_registry.ts";
import { writeWhole } from "../../src/write_whole.ts";
import { readRegistered, type Registered } from "../promote/candidate.ts";
import {
  promoteCandidate,
  type Promotion,
} from "../promote/promote_candidate.ts";
import type { OpenedStore } from "../open_store.ts";
import type { StageInput } from "../stage.ts";
import type { showTraining } from "../train/show_training.ts";
import { knownDataset } from "./known_dataset.ts";
import { DAY_MS, situation } from "./situation.ts";
import { trainModel } from "./train_model.ts";

export interface RetrainOptions {
  readonly registry: ModelRegistry;
  /** Of the model. */
  readonly name: string;
  /** What serves: `champion`. */
  readonly alias: string;
  /** All events that there are. */
  readonly source: EventSource;
  readonly items?: ItemCatalogue | undefined;
  /** Opens what keeps the run; it is closed before the run is registered. */
  readonly openStore: () => OpenedStore;
  /** Folder of the dataset, which is replaced. */
  readonly data: string;
  readonly when: readonly RetrainWhen[];
  /** Who asks, for the registry's history. */
  readonly by: string;
  /** Shows how training goes on. @default {a bar on standard error} */
  readonly shown?: ReturnType<typeof showTraining>;
}

/** What a look at the champion came to. */
export type Retraining =
  | {
    readonly action: "none";
    readonly reasons: readonly string[];
    readonly why: string;
  }
  | { readonly action: "interrupted"; readonly reasons: readonly string[] }
  | {
    readonly action: "promoted" | "refused";
    readonly reasons: readonly string[];
    readonly candidate: Registered;
    readonly promotion: Promotion;
    /** Whether training began with the champion's weights. */
    readonly isWarm: boolean;
    /** Time of training. */
    readonly seconds: number;
  };

/**
 * Trains a model anew where there is a reason to, on a rolling window of the
 * newest events, and promotes it where it passes the gates on what is newer
 * still. Asked again without new events, it does nothing; killed between
 * training and judging, it goes on there.
 */
export async function retrainOnce(
  input: StageInput,
  options: RetrainOptions,
): Promise<Retraining> {
  const { registry, name, alias, source, when, by, data } = options;
  const { params, print } = input;
  const current = await registry.byAlias(name, alias);
  const champion = current && await readRegistered(registry, current);
  const found = await situation(source, {
    champion,
    params,
    when,
    print,
  });
  const reasons = retrainReasons(found, { when, params: params.retrain });
  if (reasons.length === 0) {
    return { action: "none", reasons, why: noReason(champion!, when) };
  }
  for (const reason of reasons) print(`Retraining, ${reason}`);
  const { digest } = await prepareWindow(input, options, found.newestMs);
  const isWarm = canStartWith(champion, input);
  const known = await knownDataset(registry, {
    name,
    digest,
    params,
  });
  if (known?.isJudged) {
    const { version, aliases } = known.version;
    const called = aliases.length === 0 ? "" : ` (${aliases.join(", ")})`;
    return {
      action: "none",
      reasons,
      why: `${name} ${version}${called} has learned from just these events`,
    };
  }
  const trained = known === undefined
    ? await trainVersion(input, options, {
      digest,
      start: isWarm ? await storeStart(champion!, data) : undefined,
    })
    : { version: known.version, seconds: 0 };
  if (trained === undefined) return { action: "interrupted", reasons };
  const { version, seconds } = trained;
  const candidate = await readRegistered(registry, version);
  const promotion = await promoteCandidate(candidate, {
    registry,
    alias,
    source,
    params,
    seed: params.train.seed,
    by,
  });
  return {
    action: promotion.isPromoted ? "promoted" : "refused",
    reasons,
    candidate,
    promotion,
    isWarm,
    seconds,
  };
}

/** Trains on the window and registers what came of it. */
async function trainVersion(
  input: StageInput,
  options: RetrainOptions,
  { digest, start }: { digest: string; start: string | undefined },
): Promise<{ version: ModelVersion; seconds: number } | undefined> {
  const { registry, name } = options;
  const store = options.openStore();
  const trained = await trainModel(input, { ...options, store, digest, start })
    .finally(() => store.close());
  if (trained === undefined) return undefined;
  const { record } = await readRun(trained.run);
  const version = await registry.register(trained.run, {
    name,
    description: runNote(record),
  });
  return { version, seconds: trained.seconds };
}

/** The last days are for the gates, the window before them for training. */
async function prepareWindow(
  { params }: StageInput,
  { source, items, data }: RetrainOptions,
  newestMs: number,
): Promise<{ digest: string }> {
  const { gateDays, windowDays } = params.retrain;
  const gateMs = newestMs + 1 - gateDays * DAY_MS;
  const fromMs = gateMs - windowDays * DAY_MS;
  return await prepareDataset(
    {
      events: withinTime(source, { fromMs, toMs: gateMs }),
      test: withinTime(source, { fromMs: gateMs }),
      items,
    },
    params,
    { folder: data },
  );
}

/** A network of other parameters cannot go on with the champion's weights. */
function canStartWith(
  champion: Registered | undefined,
  { params, print }: StageInput,
): boolean {
  if (champion === undefined || !params.retrain.warmStart) return false;
  const isSame = JSON.stringify(champion.config.params.model) ===
    JSON.stringify(params.model);
  if (!isSame) print("The network's parameters have changed: a cold start");
  return isSame;
}

/** Beside the dataset: a run that is resumed begins with it again. */
async function storeStart(
  { bytes }: Registered,
  data: string,
): Promise<string> {
  const path = `${data}.start.mar`;
  await writeWhole(path, bytes);
  return path;
}

function noReason(
  { version: { name, version } }: Registered,
  when: readonly RetrainWhen[],
): string {
  return `${name} ${version} goes on: no reason by ${when.join(", ")}`;
}
