import type pl from "nodejs-polars";
import type { PrepareParams } from "../config.ts";
import { seededPrng } from "../random.ts";
import { codeCount, int32Column, keepRows } from "./columns.ts";
import { dropUntargeted } from "./mark_targets.ts";

/**
 * Drops the events of items drawn from a seed, then the sessions in which
 * nothing is left to be predicted.
 *
 * @param train A split, with targets marked.
 * @param options.share Of the items that it holds.
 */
export function hideItems(
  train: pl.DataFrame,
  { share, seed }: PrepareParams["hideItems"],
): pl.DataFrame {
  if (share === 0) return train;
  const items = int32Column(train, "item");
  const prng = seededPrng(seed);
  const isHidden = Uint8Array.from(
    { length: codeCount(items) },
    () => prng() < share ? 1 : 0,
  );
  const keep = new Uint8Array(items.length);
  for (let row = 0; row < items.length; row++) {
    keep[row] = 1 - isHidden[items[row]!]!;
  }
  return dropUntargeted(keepRows(train, keep));
}
