import { seededPrng } from "../../src/random.ts";
import { tf } from "../../src/tensor/runtime.ts";
import { drawNumbers } from "./draw_numbers.ts";
import type { ScalarGru } from "./scalar_gru.ts";

/** A batch and a layer. */
export interface GruCase {
  readonly title: string;
  /** Sizes of input and state. */
  readonly D: number;
  readonly H: number;
  readonly counts: readonly number[];
}

/** Batches of all kinds. */
export const GRU_CASES: readonly GruCase[] = [
  { title: "ragged sessions", D: 3, H: 4, counts: [4, 3, 3, 1] },
  { title: "a second layer", D: 4, H: 4, counts: [3, 2, 1] },
  { title: "sessions of one event", D: 5, H: 2, counts: [6] },
  { title: "one session", D: 2, H: 3, counts: [1, 1, 1, 1, 1] },
  { title: "sessions of one length", D: 2, H: 1, counts: [3, 3, 3] },
  { title: "one unit", D: 1, H: 1, counts: [2, 1] },
];

/** What a GRU reads, in the order of its tensors. */
export const GRU_NAMES = [
  "inputs",
  "kernel",
  "recurrent",
  "bias",
  "recurrentBias",
] as const;

/** A GRU of random numbers. */
export function drawGru({ D, H, counts }: GruCase): ScalarGru {
  const prng = seededPrng(D, H, eventCount(counts));
  return {
    inputs: drawNumbers(prng, eventCount(counts) * D),
    kernel: drawNumbers(prng, D * 3 * H),
    recurrent: drawNumbers(prng, H * 3 * H),
    bias: drawNumbers(prng, 3 * H),
    recurrentBias: drawNumbers(prng, 3 * H),
  };
}

/** In the order of {@link GRU_NAMES}. */
export function gruTensors(
  gru: ScalarGru,
  { D, H }: { D: number; H: number },
): tf.Tensor[] {
  return [
    gruTensor(gru.inputs, [-1, D]),
    gruTensor(gru.kernel, [D, 3 * H]),
    gruTensor(gru.recurrent, [H, 3 * H]),
    gruTensor(gru.bias, [3 * H]),
    gruTensor(gru.recurrentBias, [3 * H]),
  ];
}

/** Numbers as a tensor. */
export function gruTensor(values: Float64Array, shape: number[]): tf.Tensor {
  return tf.reshape(tf.tensor1d(Float32Array.from(values)), shape);
}

/** Events of a batch. */
export function eventCount(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
