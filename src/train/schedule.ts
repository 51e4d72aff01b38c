import type { TrainParams } from "../config.ts";

/** Where in training a step is. */
export interface ScheduleOptions {
  /** Steps taken before it, in all epochs. */
  readonly step: number;
  /** Steps of an epoch. */
  readonly stepsPerEpoch: number;
}

/** The learning rate of a step: risen from 0 while it warms up, then falling. */
export function learningRateAt(
  params: TrainParams,
  options: ScheduleOptions,
): number {
  const { learningRate, warmupSteps } = params;
  const { step } = options;
  const rise = step < warmupSteps ? (step + 1) / warmupSteps : 1;
  return learningRate * rise * fall(params, options);
}

/** Factor by which the schedule has brought the learning rate down. */
function fall(
  { schedule, learningRateDecay, finalLearningRate, epochs }: TrainParams,
  { step, stepsPerEpoch }: ScheduleOptions,
): number {
  const done = step / (epochs * stepsPerEpoch);
  const end = finalLearningRate;
  switch (schedule) {
    case "exponential":
      return learningRateDecay ** Math.floor(step / stepsPerEpoch);
    case "linear":
      return 1 - (1 - end) * done;
    // https://arxiv.org/abs/1608.03983, equation 5, without restarts
    case "cosine":
      return end + (1 - end) * (1 + Math.cos(Math.PI * done)) / 2;
  }
}
