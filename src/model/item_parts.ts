import type { ItemCodes } from "../features/item_features.ts";

/** What is known of the items, as the network sees it. */
export interface KnownItems extends ItemCodes {
  /**
   * Items before this have a row of their own, padding and OOV among them; the
   * others, which training has not seen, are what is known of them.
   */
  readonly ownRows: number;
}

/** What the embeddings of some items are made of, before any tensor is. */
export interface ItemParts {
  /** Row of the table of features that each part is: `[C]`. */
  readonly codes: Int32Array;
  /** Place of its item among the items: `[C]`. */
  readonly owners: Int32Array;
  /** What the sum of each item's features is multiplied by: `[R]`. */
  readonly scale: Float32Array;
  /** 0 where the row of its own is left out, else 1: `[R]`. */
  readonly keep: Float32Array;
}

/** Options of {@link pickItemParts}. */
export interface PickItemPartsOptions {
  /** Row of the table of features by code. @default the code itself */
  readonly number?: (code: number) => number;
  /**
   * Asked once for each item that anything is known of: whether it is to do
   * without its own row (https://papers.nips.cc/paper/7081, DropoutNet).
   * @default {() => false}
   */
  readonly dropped?: () => boolean;
}

/**
 * Looks up the features of items. An item's features are summed and divided by
 * the root of their number, so that many weigh as much as one.
 *
 * @param items Their indices: `[R]`.
 */
export function pickItemParts(
  { offsets, codes }: ItemCodes,
  items: Int32Array,
  { number = (code) => code, dropped = () => false }: PickItemPartsOptions = {},
): ItemParts {
  const R = items.length;
  let C = 0;
  for (let r = 0; r < R; r++) {
    C += offsets[items[r]! + 1]! - offsets[items[r]!]!;
  }
  const parts = {
    codes: new Int32Array(C),
    owners: new Int32Array(C),
    scale: new Float32Array(R),
    keep: new Float32Array(R).fill(1),
  };
  let at = 0;
  for (let r = 0; r < R; r++) {
    const [start, end] = [offsets[items[r]!]!, offsets[items[r]! + 1]!];
    if (start === end) continue;
    parts.scale[r] = 1 / Math.sqrt(end - start);
    if (dropped()) parts.keep[r] = 0;
    for (let place = start; place < end; place++) {
      parts.codes[at] = number(codes[place]!);
      parts.owners[at++] = r;
    }
  }
  return parts;
}
