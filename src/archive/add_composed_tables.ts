import {
  decodeSafetensors,
  encodeSafetensors,
  locateTensors,
  type StoredTensor,
} from "../safetensors.ts";
import { WEIGHTS_FILE } from "./file_names.ts";

/** By table of items: what is known of them, and what both make together. */
const TABLES = [
  ["item.embedding", "item_feature.embedding", "item.composed"],
  ["output.weight", "output_feature.weight", "output.composed"],
] as const;
/** How many codes each item has, and the codes of all. */
const [COUNTS, CODES] = ["item_feature.counts", "item_feature.codes"];

/**
 * Where what is known of items enters their embeddings, adds the tables that the
 * scoring network reads: an item's own row (zeros where it has none) and the sum
 * of its features' rows divided by the root of their number, as training
 * composes them. A model without them is given back as it is.
 *
 * @throws {InputError} where the weights cannot be read.
 */
export function addComposedTables(weights: Uint8Array): Uint8Array {
  const { places } = locateTensors(weights, WEIGHTS_FILE);
  const needed = TABLES.filter(([own, features]) =>
    own in places && features in places
  );
  if (needed.length === 0) return weights;
  const { tensors, metadata } = decodeSafetensors(weights, WEIGHTS_FILE);
  const codes = { counts: tensors[COUNTS!]!, codes: tensors[CODES!]! };
  const composed = needed.map(([own, features, name]) => [
    name,
    composeTable(tensors[own]!, tensors[features]!, codes),
  ]);
  return encodeSafetensors({
    tensors: { ...tensors, ...Object.fromEntries(composed) },
    metadata,
  });
}

function composeTable(
  own: StoredTensor,
  features: StoredTensor,
  { counts, codes }: { counts: StoredTensor; codes: StoredTensor },
): StoredTensor {
  const V = counts.data.length;
  const D = features.shape[1]!;
  const data = new Float32Array(V * D);
  data.set(own.data);
  let at = 0;
  for (let item = 0; item < V; item++) {
    const count = counts.data[item]!;
    const scale = 1 / Math.sqrt(count);
    const end = at + count;
    for (; at < end; at++) {
      const row = codes.data[at]! * D;
      for (let unit = 0; unit < D; unit++) {
        data[item * D + unit]! += scale * features.data[row + unit]!;
      }
    }
  }
  return { shape: [V, D], data };
}
