import type { ItemCodes } from "../features/item_features.ts";
import type { StoredTensor } from "../safetensors.ts";

/** Names of what {@link storeItemCodes} makes. */
export const STORED_CODES = {
  counts: "item_feature.counts",
  codes: "item_feature.codes",
} as const;

/**
 * The codes of items as tensors to be stored beside weights: how many each item
 * has, and all of them. Floats hold them exactly, for there are fewer than 2²⁴.
 */
export function storeItemCodes(
  { offsets, codes }: ItemCodes,
): Record<string, StoredTensor> {
  const counts = new Float32Array(offsets.length - 1);
  for (let item = 0; item < counts.length; item++) {
    counts[item] = offsets[item + 1]! - offsets[item]!;
  }
  return {
    [STORED_CODES.counts]: { shape: [counts.length], data: counts },
    [STORED_CODES.codes]: {
      shape: [codes.length],
      data: Float32Array.from(codes),
    },
  };
}
