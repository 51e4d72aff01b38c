import { causalAttention } from "../../../src/model/encoders/causal_attention.ts";
import { MAX_DISTANCE } from "../../../src/model/encoders/distance_bias.ts";
import { padSteps } from "../../../src/model/encoders/padded_steps.ts";
import { seededPrng } from "../../../src/random.ts";
import { tf } from "../../../src/tensor/runtime.ts";
import { drawNumbers } from "../../tensor/draw_numbers.ts";
import { finiteDifferences } from "../../tensor/finite_differences.ts";
import { onBackends } from "../../tensor/on_backends.ts";

/** Sessions of 6, 5, 3, 1 and 1 events: some share a rectangle, some do not. */
const COUNTS = [5, 3, 3, 2, 2, 1];
const P = 16;
const HEADS = 2;
const UNITS = 2;
const H = HEADS * UNITS;

const prng = seededPrng(3);
const JOINED = drawNumbers(prng, P * 3 * H);
const BIASES = drawNumbers(prng, HEADS * MAX_DISTANCE);
const WEIGHTS = drawNumbers(prng, P * H);

const tensor = (numbers: Float64Array) =>
  tf.tensor1d(Float32Array.from(numbers));

function attend(joined: tf.Tensor, biases: tf.Tensor): tf.Tensor2D {
  return causalAttention(tf.reshape(joined, [P, 3 * H]), {
    biases: tf.reshape(biases, [HEADS, MAX_DISTANCE]),
    steps: padSteps(COUNTS),
  });
}

/** Slots of each session, one after the other. */
function sessionSlots(): number[][] {
  const sessions = Array.from({ length: COUNTS[0]! }, (): number[] => []);
  let slot = 0;
  for (const count of COUNTS) {
    for (let session = 0; session < count; session++) {
      sessions[session]!.push(slot++);
    }
  }
  return sessions;
}

/** The formula, number by number: `[P × H]`. */
function scalarAttention(
  joined: Float64Array,
  biases: Float64Array,
): Float64Array {
  const found = new Float64Array(P * H);
  const at = (slot: number, part: number, unit: number) =>
    joined[slot * 3 * H + part * H + unit]!;
  for (const slots of sessionSlots()) {
    for (let t = 0; t < slots.length; t++) {
      for (let head = 0; head < HEADS; head++) {
        const units = Array.from({ length: UNITS }, (_, u) => head * UNITS + u);
        const weights = slots.slice(0, t + 1).map((slot, s) => {
          const product = units.reduce(
            (sum, u) => sum + at(slots[t]!, 0, u) * at(slot, 1, u),
            0,
          );
          const bias = biases[head * MAX_DISTANCE + t - s]!;
          return Math.exp(product / Math.sqrt(UNITS) + bias);
        });
        const total = weights.reduce((sum, weight) => sum + weight);
        for (const u of units) {
          found[slots[t]! * H + u] = weights.reduce(
            (sum, weight, s) => sum + weight / total * at(slots[s]!, 2, u),
            0,
          );
        }
      }
    }
  }
  return found;
}

onBackends(
  "causalAttention() is its formula in every session of a ragged batch",
  async ({ close }) => {
    const found = attend(tensor(JOINED), tensor(BIASES));
    await close(found, scalarAttention(JOINED, BIASES));
  },
  { tolerance: 1e-5 },
);

onBackends(
  "causalAttention() differentiates by queries, keys, values and biases",
  async ({ close }) => {
    const gradients = tf.grads((joined: tf.Tensor, biases: tf.Tensor) =>
      tf.sum(
        tf.mul(attend(joined, biases), tf.reshape(tensor(WEIGHTS), [P, H])),
      )
    )([tensor(JOINED), tensor(BIASES)]);
    const sum = () =>
      scalarAttention(JOINED, BIASES)
        .reduce((total, value, at) => total + value * WEIGHTS[at]!, 0);
    await close(gradients[0]!, finiteDifferences(JOINED, sum), "joined");
    await close(gradients[1]!, finiteDifferences(BIASES, sum), "biases");
  },
  { tolerance: 1e-5 },
);
