import type { TrainParams } from "../config.ts";

/** The learning rate of an epoch (from 0): it falls by a factor an epoch. */
export function learningRateAt(
  { learningRate, learningRateDecay }: TrainParams,
  epoch: number,
): number {
  return learningRate * learningRateDecay ** epoch;
}
