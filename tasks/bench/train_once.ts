/**
 * Times the training steps of one network in a process of its own and prints
 * what they took, as JSON:
 * `train_once.ts NETWORK BACKEND REPEATS SECONDS PRECISION [profile]`. Started by
 * train.ts.
 */
import process from "node:process";
import { FIRST_INDEX } from "../../src/features/sequences.ts";
import { SessionModel } from "../../src/model/session_model.ts";
import { Adam } from "../../src/tensor/optimizers/adam.ts";
import { type Precision, withPrecision } from "../../src/tensor/precision.ts";
import { profileOperations } from "../../src/tensor/profile_operations.ts";
import { type BackendName, startBackend } from "../../src/tensor/runtime.ts";
import type { Batch } from "../../src/train/batch.ts";
import { BatchStream } from "../../src/train/batch_stream.ts";
import { trainStep } from "../../src/train/train_step.ts";
import { median } from "./median.ts";
import type { StepTimes } from "./step_times.ts";
import {
  networkParams,
  NETWORKS,
  syntheticSessions,
} from "./train_networks.ts";

/** Steps that are not timed: memory is found, caches are filled. */
const WARM_UP = 5;
/** Least number of steps whose median is taken. */
const MIN_STEPS = 5;

const [name, backend, repeats, seconds, given, profile] = Deno
  .args as string[];
const precision = given as Precision;
const network = NETWORKS[name!]!;
const params = networkParams(network);
await startBackend(backend as BackendName, { precision });
const model = new SessionModel(params.model, {
  items: network.items + FIRST_INDEX,
  users: 0,
  categories: {},
  numbers: [],
}, 1);
const optimizer = new Adam(model.variables());
const sessions = syntheticSessions(network, 1);
const batches = await BatchStream.open(model, sessions, params.train);
const endless = endlessBatches();

const warmUp = await takeSteps((taken) => taken >= WARM_UP);
const medians: number[] = [];
const waitMs: number[] = [];
for (let repeat = 0; repeat < Number(repeats); repeat++) {
  const untilMs = performance.now() + Number(seconds) * 1000;
  const taken = await takeSteps((count) =>
    count >= MIN_STEPS && performance.now() >= untilMs
  );
  medians.push(median(taken.map((it) => it.ms)));
  waitMs.push(median(taken.map((it) => it.waitMs)));
}
const last = warmUp.at(-1)!.batch;
const result: StepTimes = {
  best_median_ms: Math.min(...medians),
  medians_ms: medians,
  wait_ms: Math.min(...waitMs),
  targets: last.labels.length,
  targets_per_s: last.labels.length / Math.min(...medians) * 1000,
  flops: stepFlops(last),
  candidates: last.logInclusion?.length ?? network.items,
  rss_bytes: process.memoryUsage().rss,
  ...(profile === "profile" ? { profile: await profileSteps() } : {}),
};
batches.close();
console.log(JSON.stringify(result));

async function* endlessBatches(): AsyncGenerator<Batch> {
  for (let epoch = 0;; epoch++) yield* batches.epoch(epoch);
}

interface Step {
  readonly ms: number;
  /** Part of {@link ms} in which the batch was waited for. */
  readonly waitMs: number;
  readonly batch: Batch;
}

/** Takes steps until the condition holds of their number. */
async function takeSteps(isEnough: (taken: number) => boolean) {
  const steps: Step[] = [];
  while (!isEnough(steps.length)) steps.push(await takeStep());
  return steps;
}

async function takeStep(): Promise<Step> {
  const startedAtMs = performance.now();
  const batch: Batch = (await endless.next()).value;
  const givenAtMs = performance.now();
  const options = {
    batch,
    params: params.train,
    learningRate: params.train.learningRate,
    seed: optimizer.step,
    clipNorm: null,
  };
  const loss = withPrecision(
    precision,
    () => trainStep(model, optimizer, options),
  );
  // Waits for the step's end, as PyTorch's loss.item() does.
  await loss.data();
  loss.dispose();
  const endedAtMs = performance.now();
  return {
    ms: endedAtMs - startedAtMs,
    waitMs: givenAtMs - startedAtMs,
    batch,
  };
}

async function profileSteps(): Promise<StepTimes["profile"]> {
  const stop = profileOperations();
  const steps = await takeSteps((taken) => taken >= 2 * MIN_STEPS);
  const operations = stop().map(({ operation, calls, ms }) => ({
    operation,
    calls: calls / steps.length,
    ms: ms / steps.length,
  }));
  const total = steps.reduce((sum, { ms }) => sum + ms, 0);
  return { step_ms: total / steps.length, operations };
}

/**
 * Floating-point operations of a step's matrix products, two a multiplication
 * and addition: the GRU's two over all events, the output's over all targets
 * and candidates; backward each needs two more of the same size.
 */
function stepFlops({ counts, labels, logInclusion }: Batch): number {
  const { itemSize, hiddenSize, tied } = params.model;
  const events = counts.reduce((sum, count) => sum + count, 0);
  const candidates = logInclusion?.length ?? network.items;
  const outputSize = tied ? itemSize : hiddenSize + 1;
  const gru = events * 3 * hiddenSize * (itemSize + hiddenSize);
  return 3 * 2 * (gru + labels.length * candidates * outputSize);
}
