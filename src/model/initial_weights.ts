import type { ItemCodes } from "../features/item_features.ts";
import { drawNormal, seededPrng } from "../random.ts";
import { tf } from "../tensor/runtime.ts";
import { FEATURE_TABLES } from "./table_names.ts";

/** Length of the rows of items to which features are added. */
const KNOWN_SCALE = 0.1;

/**
 * Draws initial values by the names of parameters: rows of embedding tables of
 * length about 1; norms that change nothing yet; GRU and output weights uniform
 * within ±1/√H, as PyTorch does.
 *
 * @param options.known What is known of the items: the rows to which features
 * are added begin small, or those that are seen a few times would drown them.
 * @returns A function of a parameter's name and shape; what it gives depends on
 * the seed and the calls before.
 */
export function initialWeights(
  seed: number,
  { known }: { known?: ItemCodes | undefined } = {},
): (name: string, shape: number[]) => tf.Tensor {
  const prng = seededPrng(seed);
  return (name, shape) => {
    if (name.endsWith("norm_scale")) return tf.ones(shape);
    if (name.endsWith("norm_shift")) return tf.zeros(shape);
    const size = shape.reduce((product, axis) => product * axis, 1);
    const deviation = 1 / Math.sqrt(shape.at(-1)!);
    const bound = name.startsWith("gru.")
      ? Math.sqrt(3 / shape.at(-1)!)
      : deviation;
    const draw = name.endsWith(".embedding")
      ? () => drawNormal(prng) * deviation
      : () => (2 * prng() - 1) * bound;
    const values = Float32Array.from({ length: size }, draw);
    if (known !== undefined && name in FEATURE_TABLES) {
      shrinkKnown(values, shape.at(-1)!, known);
    }
    return tf.tensor(values, shape);
  };
}

function shrinkKnown(
  values: Float32Array,
  width: number,
  { offsets }: ItemCodes,
): void {
  for (let item = 0; item * width < values.length; item++) {
    if (offsets[item] === offsets[item + 1]) continue;
    const end = (item + 1) * width;
    for (let at = item * width; at < end; at++) values[at]! *= KNOWN_SCALE;
  }
}
