import { InputError } from "../errors.ts";
import { tf } from "./runtime.ts";
import type { StoredTensor } from "../safetensors.ts";
import type { Variable } from "./variable.ts";

/** Copies the values of variables out of the backend, by name. */
export async function readWeights(
  variables: readonly Variable[],
): Promise<Record<string, StoredTensor>> {
  const weights: Record<string, StoredTensor> = {};
  for (const variable of variables) {
    const value = variable.read();
    weights[variable.name] = {
      shape: variable.shape,
      data: await value.data<"float32">(),
    };
    value.dispose();
  }
  return weights;
}

/**
 * Assigns stored values to variables of the same names and shapes.
 *
 * @throws {InputError} naming the first that is absent or has another shape;
 * nothing is assigned then.
 */
export function assignWeights(
  variables: readonly Variable[],
  weights: Readonly<Record<string, StoredTensor>>,
): void {
  for (const { name, shape } of variables) {
    const stored = weights[name]?.shape.join("×") ?? "nothing";
    if (stored !== shape.join("×")) {
      throw new InputError(
        `Weights of ${name}: ${shape.join("×")} is wanted, found ${stored}`,
      );
    }
  }
  for (const variable of variables) {
    const { data, shape } = weights[variable.name]!;
    const value = tf.tensor(data, [...shape], "float32");
    variable.assign(value);
    value.dispose();
  }
}
