import { z } from "zod";

const epochRecord = z.strictObject({
  /** From 1. */
  epoch: z.int(),
  /** Mean training loss of the steps that were read. */
  loss: z.number(),
  /** Of its last step. */
  learningRate: z.number(),
  /** Metrics of the validation split; empty where there is none. */
  validation: z.record(z.string(), z.number()),
});

/** How far training has come: all that a checkpoint holds beside tensors. */
export const progressSchema = z.strictObject({
  /** Epochs that are done. */
  epoch: z.int(),
  /** Steps that are done in the epoch that goes on. */
  step: z.int(),
  /** Steps that the optimiser has taken in all. */
  optimizerStep: z.int(),
  /** Sum and number of the losses read in the epoch that goes on. */
  lossSum: z.number(),
  lossCount: z.int(),
  history: z.array(epochRecord),
  /** Best value of the validation metric, and after which epoch. */
  best: z.strictObject({ epoch: z.int(), value: z.number() }).nullable(),
  /** Whether the validation metric has stopped improving. */
  stopped: z.boolean(),
});

/** One finished epoch. */
export type EpochRecord = z.infer<typeof epochRecord>;
/** See {@link progressSchema}. */
export type Progress = z.infer<typeof progressSchema>;

/** Progress before the first step. */
export function startProgress(): Progress {
  return {
    epoch: 0,
    step: 0,
    optimizerStep: 0,
    lossSum: 0,
    lossCount: 0,
    history: [],
    best: null,
    stopped: false,
  };
}
