import { type Params, resolveParams } from "../../src/config.ts";
import { FIRST_INDEX, type Sequences } from "../../src/features/sequences.ts";
import { seededPrng } from "../../src/random.ts";

/** A network whose step is timed. */
export interface BenchNetwork {
  /** Items of the catalogue. */
  readonly items: number;
  /** Sessions in a batch. */
  readonly batchSize: number;
  /** Events that a session feeds to the network. */
  readonly steps: number;
  /** Whether every event is predicted, or a session's last one alone. */
  readonly everyStep: boolean;
  readonly model: Readonly<Record<string, unknown>>;
  readonly train: Readonly<Record<string, unknown>>;
}

/** The thesis's network: its own output layer, cross entropy over all items. */
const ORIGINAL = {
  items: 20_000,
  batchSize: 32,
  steps: 10,
  everyStep: false,
  model: { itemSize: 50, hiddenSize: 100, tied: false },
  train: { loss: "cross_entropy", learningRate: 1e-3 },
};

/** Item embeddings shared with the output, 2,048 negatives for the batch. */
const SAMPLED = {
  items: 20_000,
  batchSize: 512,
  steps: 10,
  everyStep: true,
  model: { itemSize: 100, hiddenSize: 100, tied: true },
  train: { loss: "sampled_softmax", negatives: 2048 },
};

/**
 * The networks by name: those that tests/golden/step_pytorch.py has too, and a
 * catalogue of a million items.
 */
export const NETWORKS: Readonly<Record<string, BenchNetwork>> = {
  original: ORIGINAL,
  original_all: { ...ORIGINAL, everyStep: true },
  sampled: SAMPLED,
  sampled_500k: { ...SAMPLED, items: 500_000 },
  sampled_1m: { ...SAMPLED, items: 1_000_000 },
};

/** Batches that the synthetic sessions are enough for. */
const BATCHES = 32;

/** Parameters of a network's model and training: nothing dropped, inner product. */
export function networkParams(
  { model, train, batchSize, steps }: BenchNetwork,
): Pick<Params, "model" | "train"> {
  return resolveParams({
    preset: {
      description: "Synthetic sessions to time a training step with",
      events: { format: "sessions" },
      params: {
        model: { ...model, inputDropout: 0, cosineScale: null },
        train: { ...train, batchSize, maxEvents: steps + 1, clipNorm: null },
      },
    },
  });
}

/** Sessions of equal length whose items are drawn log-uniformly. */
export function syntheticSessions(
  { items, batchSize, steps, everyStep }: BenchNetwork,
  seed: number,
): Sequences {
  const sessions = batchSize * BATCHES;
  const length = steps + 1;
  const events = sessions * length;
  const prng = seededPrng(seed);
  const isTarget = (at: number) =>
    everyStep ? at % length > 0 : at % length === steps;
  return {
    offsets: Int32Array.from({ length: sessions + 1 }, (_, s) => s * length),
    items: new Int32Array(events).map(() =>
      FIRST_INDEX + Math.min(items - 1, Math.floor(items ** prng() - 1))
    ),
    targets: Uint8Array.from({ length: events }, (_, at) => +isTarget(at)),
    carts: new Uint8Array(events),
    times: new Float64Array(events),
    users: new Int32Array(sessions),
    categories: {},
    numbers: {},
  };
}
