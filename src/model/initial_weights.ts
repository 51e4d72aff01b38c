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
 * @param options.known Whether features are added to the rows of items: those
 * begin small then, or the many that are seen a few times would drown what is
 * known of them.
 * @returns A function of a parameter's name and shape; what it gives depends on
 * the seed and the calls before.
 */
export function initialWeights(
  seed: number,
  { known = false }: { known?: boolean } = {},
): (name: string, shape: number[]) => tf.Tensor {
  const prng = seededPrng(seed);
  return (name, shape) => {
    if (name.endsWith("norm_scale")) return tf.ones(shape);
    if (name.endsWith("norm_shift")) return tf.zeros(shape);
    const size = shape.reduce((product, axis) => product * axis, 1);
    const scale = known && name in FEATURE_TABLES ? KNOWN_SCALE : 1;
    const deviation = scale / Math.sqrt(shape.at(-1)!);
    const bound = name.startsWith("gru.")
      ? Math.sqrt(3 / shape.at(-1)!)
      : deviation;
    const draw = name.endsWith(".embedding")
      ? () => drawNormal(prng) * deviation
      : () => (2 * prng() - 1) * bound;
    return tf.tensor(Float32Array.from({ length: size }, draw), shape);
  };
}
