import { drawNormal, seededPrng } from "../random.ts";
import { tf } from "../tensor/runtime.ts";

/**
 * Draws initial values by the names of parameters: rows of embedding tables of
 * length about 1; norms that change nothing yet; GRU and output weights uniform
 * within ±1/√H, as PyTorch does.
 *
 * @returns A function of a parameter's name and shape; what it gives depends on
 * the seed and the calls before.
 */
export function initialWeights(
  seed: number,
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
    return tf.tensor(Float32Array.from({ length: size }, draw), shape);
  };
}
