import { loadArchive } from "../../src/archive/load_archive.ts";
import { InputError } from "../../src/errors.ts";
import type { EventSource } from "../../src/events/event_source.ts";
import { withinTime } from "../../src/events/within_time.ts";
import { encodeWindow } from "../../src/prepare/encode_window.ts";
import {
  type EventWindow,
  readEventWindow,
} from "../../src/prepare/event_window.ts";
import { prepareDataset } from "../../src/prepare/prepare.ts";
import { evaluateArchive } from "../../src/promote/evaluate_archive.ts";
import type { LocalStore } from "../../src/track/local_store.ts";
import type { ModelRegistry } from "../../src/track/registry/model_registry.ts";
import { readRegistered, type Registered } from "../promote/candidate.ts";
import { promoteCandidate } from "../promote/promote_candidate.ts";
import { type Retraining, retrainOnce } from "../retrain/retrain_once.ts";
import { DAY_MS } from "../retrain/situation.ts";
import { trainModel } from "../retrain/train_model.ts";
import type { StageInput } from "../stage.ts";
import { showTraining } from "../train/show_training.ts";
import { shuffledItems } from "./shuffled_items.ts";

/** What the model and its alias are called in the simulation's registry. */
const NAME = "shop";
const ALIAS = "champion";

export interface SimulateOptions {
  readonly registry: ModelRegistry;
  readonly store: LocalStore;
  /** All events of the simulated shop. */
  readonly source: EventSource;
  /** When its first day begins, ms since the epoch. */
  readonly startMs: number;
  readonly days: number;
  /** Days that the first champion learns from. */
  readonly firstDays: number;
  /** Day at whose end somebody trains on a broken export. */
  readonly brokenDay: number;
  /** Folder for datasets. */
  readonly data: string;
  readonly onDay: (day: SimulatedDay) => void;
}

/** A day in the shop, and what was done at its end. */
export interface SimulatedDay {
  /** From 0. */
  readonly day: number;
  readonly events: number;
  /** Version that served, and the metric of its recommendations. */
  readonly champion: number;
  readonly metric: number;
  /** The same of the first champion, had it never been replaced. */
  readonly neverRetrained: number;
  /** What had drifted at the end of the day. */
  readonly drift: readonly string[];
  readonly action: "none" | "promoted" | "refused";
  /** Why, in a line. */
  readonly why: string;
  /** Whether a model of the broken export was refused, where there was one. */
  readonly isBrokenRefused?: boolean;
}

/**
 * Lets a shop run day by day: each day is served by the champion, and at its end
 * a look is taken at drift, as a scheduler would.
 *
 * @returns Undefined where it was interrupted.
 * @throws {InputError} where the first model does not pass the gates.
 */
export async function simulateDays(
  input: StageInput,
  options: SimulateOptions,
): Promise<SimulatedDay[] | undefined> {
  const { registry, days, firstDays, brokenDay, onDay } = options;
  const quiet = { ...input, print: () => {} };
  const shown = () => showTraining(1, { write: () => {} });
  const retrain = async (day: number, when: "always" | "drift") =>
    await retrainOnce(quiet, {
      ...options,
      name: NAME,
      alias: ALIAS,
      source: until(options, day + 1),
      openStore: () => ({ ...options.store, close: () => Promise.resolve() }),
      data: `${options.data}/retrain`,
      when: [when],
      by: "simulation",
      shown: shown(),
    });
  const begun = await retrain(firstDays - 1, "always");
  if (begun.action === "interrupted") return undefined;
  requirePromoted(begun);
  const first = await champion(registry);
  const simulated: SimulatedDay[] = [];
  for (let day = firstDays; day < days; day++) {
    const serving = await champion(registry);
    const window = await dayOf(options, input, day);
    const isBrokenRefused = day === brokenDay
      ? await refuseBroken(quiet, options)
      : undefined;
    const result = await retrain(day, "drift");
    if (result.action === "interrupted" || input.signal.aborted) {
      return undefined;
    }
    const done = {
      day,
      events: window.events.frame.height,
      champion: serving.version.version,
      metric: await metricOf(serving, window, input),
      neverRetrained: await metricOf(first, window, input),
      ...summary(result),
      ...(isBrokenRefused === undefined ? {} : { isBrokenRefused }),
    };
    simulated.push(done);
    onDay(done);
  }
  return simulated;
}

/** What has happened before the day begins. */
function until({ source, startMs }: SimulateOptions, day: number): EventSource {
  return withinTime(source, { toMs: startMs + day * DAY_MS });
}

async function dayOf(
  { source, startMs }: SimulateOptions,
  { params }: StageInput,
  day: number,
): Promise<EventWindow> {
  const fromMs = startMs + day * DAY_MS;
  const within = withinTime(source, { fromMs, toMs: fromMs + DAY_MS });
  return await readEventWindow(within, params);
}

async function champion(registry: ModelRegistry): Promise<Registered> {
  return await readRegistered(registry, (await registry.byAlias(NAME, ALIAS))!);
}

function requirePromoted(result: Retraining): void {
  if (result.action === "promoted") return;
  const why = result.action === "refused"
    ? result.promotion.decision?.why
    : undefined;
  throw new InputError(
    `The first model does not pass the gates, and no shop can begin without one: ${
      why ?? result.action
    }`,
  );
}

async function metricOf(
  { archive }: Registered,
  window: EventWindow,
  { params: { evaluate } }: StageInput,
): Promise<number> {
  const sessions = encodeWindow(window, archive.features);
  const { metrics } = await evaluateArchive(
    archive,
    sessions,
    evaluate.cutoffs,
  );
  return metrics[evaluate.metric]!;
}

/** Trains on the broken export of the days before, and asks for promotion. */
async function refuseBroken(
  input: StageInput,
  options: SimulateOptions,
): Promise<boolean> {
  const { registry, store, brokenDay } = options;
  const { params } = input;
  const data = `${options.data}/broken`;
  const source = until(options, brokenDay + 1);
  const { digest } = await prepareDataset(
    {
      events: shuffledItems(until(options, brokenDay), params.train.seed),
      test: withinTime(source, {
        fromMs: options.startMs + brokenDay * DAY_MS,
      }),
    },
    params,
    { folder: data },
  );
  const trained = await trainModel(input, {
    data,
    digest,
    store,
    shown: showTraining(1, { write: () => {} }),
  });
  if (trained === undefined) return false;
  const version = await registry.register(trained.run, { name: NAME });
  const candidate = {
    ...await readRegistered(registry, version),
    archive: await loadArchive(trained.archive),
  };
  const { isPromoted } = await promoteCandidate(candidate, {
    registry,
    alias: ALIAS,
    source,
    params,
    seed: params.train.seed,
    by: "simulation",
  });
  return !isPromoted;
}

function summary(
  result: Exclude<Retraining, { action: "interrupted" }>,
): Pick<SimulatedDay, "drift" | "action" | "why"> {
  if (result.action === "none") {
    return { drift: drift(result), action: "none", why: result.why };
  }
  const { candidate, promotion } = result;
  return {
    drift: drift(result),
    action: result.action,
    why: `${candidate.version.version}: ${promotion.decision?.why ?? ""}`,
  };
}

function drift({ reasons }: { reasons: readonly string[] }): string[] {
  const found = reasons.find((it) => it.startsWith("drift: "));
  return found === undefined ? [] : [found.slice("drift: ".length)];
}
