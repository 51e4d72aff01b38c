import { InputError } from "../errors.ts";
import type { ItemCodes } from "../features/item_features.ts";
import type { StoredTensor } from "../safetensors.ts";
import { STORED_CODES } from "./store_item_codes.ts";

/** Options of {@link readItemCodes}. */
export interface ReadItemCodesOptions {
  /** How many items there are. */
  readonly items: number;
  /** How many codes there are. */
  readonly size: number;
  /** Of the file, for messages. */
  readonly name: string;
}

/**
 * Reads what {@link storeItemCodes} made.
 *
 * @throws {InputError} where it is absent or does not fit the sizes.
 */
export function readItemCodes(
  tensors: Readonly<Record<string, StoredTensor>>,
  { items, size, name }: ReadItemCodesOptions,
): ItemCodes {
  const counts = tensors[STORED_CODES.counts]?.data ?? new Float32Array();
  const stored = tensors[STORED_CODES.codes]?.data ?? new Float32Array();
  const offsets = new Int32Array(counts.length + 1);
  counts.forEach((count, item) => offsets[item + 1] = offsets[item]! + count);
  const codes = Int32Array.from(stored);
  if (
    counts.length !== items || offsets.at(-1) !== codes.length ||
    codes.some((code) => code < 0 || code >= size)
  ) {
    throw new InputError(
      `${name} is damaged: its item features do not fit its items`,
    );
  }
  return { size, offsets, codes };
}
