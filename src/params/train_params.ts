import { z } from "zod";

const share = z.number().min(0).max(0.9);
const positiveInt = z.int().min(1);

/** Checks the parameters of training. */
export const trainParamsSchema = z.strictObject({
  /**
   * Cross entropy over all items, or over the target and the batch's negatives;
   * BPR-max and gBCE compare the target with each negative.
   */
  loss: z.enum(["cross_entropy", "sampled_softmax", "bpr_max", "gbce"])
    .default("sampled_softmax"),
  /** Share of the target that both cross entropies spread over all items. */
  labelSmoothing: share.default(0),
  /** Weight of the negatives' squared scores in `bpr_max`. */
  bprRegularisation: z.number().min(0).default(1),
  /**
   * How far `gbce` takes the overconfidence back that sampling brings: 0 not at
   * all, 1 wholly.
   */
  gbceCalibration: z.number().min(0).max(1).default(0.75),
  /** Negative samples shared by a batch. */
  negatives: positiveInt.default(2048),
  /** Negatives are drawn ∝ support^alpha: 0 uniform, 1 by popularity. */
  negativesAlpha: z.number().min(0).max(1).default(0.5),
  learningRate: z.number().positive().default(0.004),
  /**
   * How the learning rate falls: by a factor an epoch, or over all steps along a
   * line or half a cosine wave.
   */
  schedule: z.enum(["exponential", "linear", "cosine"]).default("exponential"),
  /** Factor on the learning rate after each epoch (`exponential`). */
  learningRateDecay: z.number().positive().max(1).default(0.9),
  /** Share of the learning rate to end with (`linear`, `cosine`). */
  finalLearningRate: z.number().min(0).max(1).default(0.01),
  /** Steps over which the learning rate rises from 0, whatever the schedule. */
  warmupSteps: z.int().min(0).default(0),
  /**
   * Validated and kept is the mean of the weights after every step, each worth
   * this factor less than the one after it: .999 looks back about 1,000 steps.
   * `null`: the weights themselves.
   */
  averageDecay: z.number().positive().lt(1).nullable().default(null),
  /** Sessions in a batch. */
  batchSize: positiveInt.default(256),
  /**
   * `recent_last`: an epoch takes the sessions in the order of time, the newest
   * last, and shuffles them with those of about the same time only.
   */
  order: z.enum(["shuffled", "recent_last"]).default("shuffled"),
  /**
   * Sessions that memory holds at a time, drawn from places all over the
   * training split (in the order of time where that is asked for) and shuffled:
   * for data that memory cannot hold. `null`: all of them.
   */
  shuffleBuffer: positiveInt.nullable().default(null),
  epochs: positiveInt.default(5),
  /** Only the last so many events of a session are trained on. */
  maxEvents: positiveInt.default(20),
  /** Gradients longer than this (all together) are shortened. `null`: never. */
  clipNorm: z.number().positive().nullable().default(null),
  /** Epochs without a better validation metric before training stops. */
  patience: positiveInt.default(2),
  /** Steps between checkpoints within an epoch. 0: at its end only. */
  checkpointSteps: z.int().min(0).default(0),
  /**
   * How matrix products of a step multiply: `bfloat16` rounds the factors to 8
   * bits of mantissa. It pays in large batches where the CPU has instructions for
   * it; in small ones it costs more, as products of each new shape are compiled.
   * On a GPU `bfloat16` and `float16` store factors and results in 16 bits.
   */
  precision: z.enum(["float32", "bfloat16", "float16"]).default("float32"),
  seed: z.int().default(1),
});
