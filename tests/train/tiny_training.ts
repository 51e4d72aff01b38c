import {
  type JsonObject,
  resolveParams,
  type TrainParams,
} from "../../src/config.ts";

/** Training parameters for small worlds, these changed. */
export function trainParams(changes: JsonObject = {}): TrainParams {
  const train = {
    negatives: 4,
    batchSize: 2,
    epochs: 2,
    learningRate: 0.05,
    learningRateDecay: 1,
    ...changes,
  };
  const preset = {
    description: "Made by a test",
    events: { format: "sessions" },
    params: { train },
  };
  return resolveParams({ preset }).train;
}
