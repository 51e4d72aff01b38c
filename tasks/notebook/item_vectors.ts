import type { SessionModel } from "../../src/model/session_model.ts";
import { readWeights } from "../../src/tensor/weights.ts";

/** The output embedding of an item by its index: `[D]`. */
export async function itemVectors(
  model: SessionModel,
): Promise<(item: number) => ArrayLike<number>> {
  const weights = await readWeights(model.variables());
  const { data, shape } = weights[model.outputTable]!;
  const size = shape[1]!;
  return (item) => data.slice(item * size, (item + 1) * size);
}
