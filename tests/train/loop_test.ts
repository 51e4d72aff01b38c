import assert from "node:assert/strict";
import type { JsonObject } from "../../src/config.ts";
import type { Sequences } from "../../src/features/sequences.ts";
import { encodeModel } from "../../src/model/saved_model.ts";
import { SessionModel } from "../../src/model/session_model.ts";
import {
  type StepReport,
  train,
  type TrainOptions,
} from "../../src/train/loop.ts";
import type { Progress } from "../../src/train/progress.ts";
import { tensorsLeft } from "../model/tensors_left.ts";
import { SHOP_SIZES, tinyParams } from "../model/tiny_shop.ts";
import { makeSequences } from "../recommend/make_sequences.ts";
import { trainParams } from "./tiny_training.ts";
import { startInstalledBackend } from "../installed_backend.ts";

await startInstalledBackend();

/** 24 sessions on six items: 12 steps an epoch with batches of two. */
const RING = makeSequences(
  Array.from(
    { length: 24 },
    (_, at) =>
      Array.from({ length: 2 + at % 4 }, (_, step) => 2 + (at + step) % 6),
  ),
);

/** Everything that depends on the seed of a step takes part. */
const PARAMS = tinyParams({ inputDropout: 0.25, hiddenDropout: 0.1 });

interface Training {
  readonly progress: Progress;
  /** The weights at the end. */
  readonly bytes: Uint8Array;
  /** The weights at their best, where this call came upon them. */
  readonly best: Uint8Array | undefined;
}

interface TrainingOptions extends Partial<Omit<TrainOptions, "params">> {
  readonly params?: JsonObject;
  /** Of the initial weights. */
  readonly seed?: number;
  readonly data?: Sequences;
}

/** Trains a model on RING from the checkpoint, or from the start. */
async function run(options: TrainingOptions): Promise<Training> {
  const { params = {}, seed = 1, data = RING, ...rest } = options;
  const model = new SessionModel(PARAMS, SHOP_SIZES, seed);
  let best: Uint8Array | undefined;
  try {
    const progress = await train(model, data, {
      params: trainParams({ clipNorm: 1, ...params }),
      checkpoint: "",
      metric: "mrr@20",
      onBest: async () => void (best = await encodeModel(model)),
      ...rest,
    });
    return { progress, bytes: await encodeModel(model), best };
  } finally {
    model.dispose();
  }
}

async function inFolder(
  call: (checkpoint: (name: string) => string) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await call((name) => `${folder}/${name}.safetensors`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Validation that gives these values, epoch by epoch. */
function scripted(values: readonly number[]) {
  let epoch = 0;
  return () => Promise.resolve({ "mrr@20": values[epoch++]! });
}

Deno.test("train() takes every step of every epoch and says how the loss falls", () =>
  inFolder(async (checkpoint) => {
    const steps: StepReport[] = [];
    const { progress } = await run({
      checkpoint: checkpoint("a"),
      params: { epochs: 4 },
      onStep: (report) => void steps.push(report),
    });
    assert.deepEqual(
      steps.map(({ epoch, step, steps }) => [epoch, step, steps]),
      [0, 1, 2, 3].flatMap((epoch) =>
        Array.from({ length: 12 }, (_, step) => [epoch, step + 1, 12])
      ),
    );
    const targets = steps.reduce((sum, { targets }) => sum + targets, 0);
    assert.equal(targets, 4 * (RING.items.length - 24));
    assert.ok(steps.every(({ seconds }) => seconds > 0));
    // Of twelve steps the losses of the first and the eleventh are read.
    const [first, , , , , , , , , tenth, eleventh] = steps;
    assert.equal(first!.lastLoss, first!.loss);
    assert.equal(tenth!.lastLoss, first!.loss);
    assert.ok(
      Math.abs(
        (first!.lastLoss + eleventh!.lastLoss) / 2 - eleventh!.loss,
      ) < 1e-9,
    );
    assert.equal(progress.epoch, 4);
    assert.equal(progress.optimizerStep, 48);
    assert.equal(progress.stopped, false);
    const losses = progress.history.map((it) => it.loss);
    assert.ok(losses.at(-1)! < 0.8 * losses[0]!, String(losses));
  }));

Deno.test("train() gives the same weights for the same seed, others for another", () =>
  inFolder(async (checkpoint) => {
    const once = await run({ checkpoint: checkpoint("a") });
    const again = await run({ checkpoint: checkpoint("b") });
    assert.deepEqual(again.bytes, once.bytes);
    const other = await run({
      checkpoint: checkpoint("c"),
      params: { seed: 2 },
    });
    assert.notDeepEqual(other.bytes, once.bytes);
  }));

/** Whatever depends on how far training has come. */
const KINDS: Readonly<Record<string, JsonObject>> = {
  "plainly": {},
  "averaged, warmed up, on a cosine, by time": {
    averageDecay: 0.9,
    warmupSteps: 9,
    schedule: "cosine",
    order: "recent_last",
  },
  "averaged, all items": { averageDecay: 0.9, loss: "cross_entropy" },
};

for (const [kind, params] of Object.entries(KINDS)) {
  for (const stopAt of [1, 7, 12, 13, 20]) {
    Deno.test(`train() asked to stop after step ${stopAt} goes on to the same weights: ${kind}`, () =>
      inFolder(async (checkpoint) => {
        const whole = await run({ checkpoint: checkpoint("whole"), params });
        const controller = new AbortController();
        let steps = 0;
        const broken = await run({
          checkpoint: checkpoint("broken"),
          params,
          signal: controller.signal,
          onStep: () => {
            if (++steps === stopAt) controller.abort();
          },
        });
        assert.equal(steps, stopAt);
        assert.deepEqual(
          [broken.progress.epoch, broken.progress.step],
          [Math.floor(stopAt / 12), stopAt % 12],
        );
        const resumed = await run({
          checkpoint: checkpoint("broken"),
          params,
          // The initial weights must not matter any more.
          seed: 99,
          onStep: () => void steps++,
        });
        assert.equal(steps, 24);
        assert.deepEqual(resumed, whole);
      }));
  }
}

Deno.test("train() keeps and validates averages, and goes on from the weights", () =>
  inFolder(async (checkpoint) => {
    const params = { averageDecay: 0.9 };
    const plain = await run({ checkpoint: checkpoint("a") });
    const averaged = await run({ checkpoint: checkpoint("b"), params });
    assert.deepEqual(plain.best, plain.bytes);
    assert.deepEqual(averaged.bytes, plain.bytes);
    assert.notDeepEqual(averaged.best, plain.best);
  }));

Deno.test("train() goes on from the checkpoint amid an epoch after a crash", () =>
  inFolder(async (checkpoint) => {
    const validation = [0.2, 0.1];
    const whole = await run({
      checkpoint: checkpoint("whole"),
      validate: scripted(validation),
    });
    let steps = 0;
    const crash = run({
      checkpoint: checkpoint("broken"),
      params: { checkpointSteps: 5 },
      validate: scripted(validation),
      onStep: () => {
        if (++steps === 19) throw new Error("The power is gone");
      },
    });
    await assert.rejects(crash, /The power is gone/);
    const resumedSteps: number[] = [];
    const resumed = await run({
      checkpoint: checkpoint("broken"),
      params: { checkpointSteps: 5 },
      seed: 99,
      validate: scripted(validation.slice(1)),
      onStep: ({ step }) => void resumedSteps.push(step),
    });
    // Saved after step 5 of the second epoch.
    assert.deepEqual(resumedSteps, [6, 7, 8, 9, 10, 11, 12]);
    assert.deepEqual(resumed.bytes, whole.bytes);
    assert.deepEqual(resumed.progress, whole.progress);
  }));

Deno.test("train() that is done takes no further step", () =>
  inFolder(async (checkpoint) => {
    const done = await run({ checkpoint: checkpoint("a") });
    const again = await run({
      checkpoint: checkpoint("a"),
      seed: 99,
      onStep: () => assert.fail("No step is left"),
    });
    assert.deepEqual(again, { ...done, best: undefined });
  }));

Deno.test("train() stops once the metric has not improved for `patience` epochs", () =>
  inFolder(async (checkpoint) => {
    const best: number[] = [];
    let epoch = 0;
    const { progress } = await run({
      checkpoint: checkpoint("a"),
      params: { epochs: 9, patience: 2 },
      validate: scripted([0.1, 0.3, 0.3, 0.2, 0.9]),
      onBest: () => Promise.resolve(void best.push(epoch + 1)),
      onEpoch: (record) => Promise.resolve(void (epoch = record.epoch)),
    });
    assert.deepEqual(best, [1, 2]);
    assert.deepEqual(progress.best, { epoch: 2, value: 0.3 });
    assert.equal(progress.epoch, 4);
    assert.equal(progress.stopped, true);
    assert.deepEqual(
      progress.history.map((it) => it.validation["mrr@20"]),
      [0.1, 0.3, 0.3, 0.2],
    );
    // A resume must not go on where training has stopped of itself.
    await run({
      checkpoint: checkpoint("a"),
      params: { epochs: 9, patience: 2 },
      onStep: () => assert.fail("Training has stopped"),
    });
  }));

Deno.test("train() without validation takes the last epoch for the best", () =>
  inFolder(async (checkpoint) => {
    let kept = 0;
    const { progress } = await run({
      checkpoint: checkpoint("a"),
      params: { epochs: 4, patience: 1 },
      onBest: () => Promise.resolve(void kept++),
    });
    assert.equal(kept, 4);
    assert.equal(progress.epoch, 4);
    assert.equal(progress.best?.epoch, 4);
  }));

Deno.test("train() calls its hooks in order, and saves when an epoch is over", () =>
  inFolder(async (checkpoint) => {
    const calls: string[] = [];
    const saved = async () => {
      const exists = await Deno.stat(checkpoint("a")).then(() => true)
        .catch(() => false);
      return exists ? "saved" : "unsaved";
    };
    await run({
      checkpoint: checkpoint("a"),
      params: { batchSize: 12, learningRate: 0.01, learningRateDecay: 0.5 },
      validate: async () => {
        calls.push(`validate ${await saved()}`);
        return { "mrr@20": calls.length };
      },
      onBest: () => Promise.resolve(void calls.push("best")),
      onStep: ({ epoch, step }) => void calls.push(`step ${epoch}.${step}`),
      onEpoch: ({ epoch, learningRate }) =>
        Promise.resolve(void calls.push(`epoch ${epoch}, ${learningRate}`)),
    });
    assert.deepEqual(calls, [
      "step 0.1",
      "step 0.2",
      "validate unsaved",
      "best",
      "epoch 1, 0.01",
      "step 1.1",
      "step 1.2",
      "validate saved",
      "best",
      "epoch 2, 0.005",
    ]);
  }));

Deno.test("train() follows the schedule step by step", () =>
  inFolder(async (checkpoint) => {
    const { progress } = await run({
      checkpoint: checkpoint("a"),
      params: {
        learningRate: 0.01,
        schedule: "linear",
        finalLearningRate: 0,
        batchSize: 12,
      },
    });
    // Two steps an epoch: 1, 3/4, 1/2 and 1/4 of the rate.
    assert.deepEqual(
      progress.history.map((it) => it.learningRate),
      [0.0075, 0.0025],
    );
  }));

Deno.test("train() says that it has diverged where the loss is no number", () =>
  inFolder(async (checkpoint) => {
    const diverged = run({
      checkpoint: checkpoint("a"),
      params: { learningRate: 1e38, clipNorm: null, epochs: 3 },
    });
    await assert.rejects(diverged, {
      name: "InputError",
      message:
        /^Training has diverged: the loss is NaN in epoch \d, step \d+; a lower train\.learningRate or a train\.clipNorm is wanted$/,
    });
  }));

Deno.test("train() says that there is nothing to learn from", () =>
  inFolder(async (checkpoint) => {
    const none = run({ checkpoint: checkpoint("a"), params: { maxEvents: 1 } });
    await assert.rejects(none, {
      name: "InputError",
      message:
        "Cannot train: no session holds an event to be predicted among its last 1 (train.maxEvents)",
    });
  }));

Deno.test("train() leaves no tensor behind, also where a hook throws", () =>
  inFolder(async (checkpoint) => {
    const left = await tensorsLeft(async () => {
      await run({ checkpoint: checkpoint(crypto.randomUUID()) });
      const failing = run({
        checkpoint: checkpoint(crypto.randomUUID()),
        onStep: () => {
          throw new Error("No");
        },
      });
      await assert.rejects(failing);
    });
    assert.equal(left, 0);
  }));

Deno.test("train() stops its worker: at the end, where asked to stop, where a hook throws", () =>
  inFolder(async (checkpoint) => {
    const left = await workersLeft(async () => {
      await run({ checkpoint: checkpoint("a") });
      const controller = new AbortController();
      await run({
        checkpoint: checkpoint("b"),
        signal: controller.signal,
        onStep: () => controller.abort(),
      });
      const failing = run({
        checkpoint: checkpoint("c"),
        onStep: () => {
          throw new Error("No");
        },
      });
      await assert.rejects(failing);
    });
    assert.deepEqual(left, { made: 3, running: 0 });
  }));

/** Workers that a call makes, and that are not stopped at its end. */
async function workersLeft(call: () => Promise<void>) {
  const left = { made: 0, running: 0 };
  const own = globalThis.Worker;
  globalThis.Worker = class extends own {
    constructor(...args: ConstructorParameters<typeof Worker>) {
      super(...args);
      left.made++;
      left.running++;
    }
    override terminate() {
      super.terminate();
      left.running--;
    }
  };
  try {
    await call();
  } finally {
    globalThis.Worker = own;
  }
  return left;
}
