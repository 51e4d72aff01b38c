import { FIRST_INDEX } from "../../src/features/sequences.ts";
import type { Dataset } from "../../src/prepare/dataset.ts";

/** What items are called in a notebook, and what is known of them. */
export interface ItemNames {
  /** Indices of the items that training has seen, the most popular first. */
  readonly items: readonly number[];
  /** The item's id, and the value of its first category. */
  readonly name: (item: number) => string;
  /** The name of the category that groups go by; absent where there is none. */
  readonly category: string | undefined;
  /** The category's value of an item, if it is among the most common ones. */
  readonly group: (item: number) => string;
}

/**
 * Names the items of a dataset by what its training events say.
 *
 * @param options.category @default {the first one of the alphabet}
 * @param options.groups How many values have a group of their own.
 */
export function itemNames(
  { train, features }: Pick<Dataset, "train" | "features">,
  { category = Object.keys(features.categories).sort()[0], groups = 5 }: {
    category?: string | undefined;
    groups?: number;
  } = {},
): ItemNames {
  const value = new Map<number, number>();
  const codes = category === undefined ? undefined : train.categories[category];
  codes?.forEach((code, event) => value.set(train.items[event]!, code));
  const valueOf = (item: number): string | undefined =>
    features.categories[category ?? ""]?.value(value.get(item) ?? 0);
  return {
    items: features.item.values.map((_, at) => at + FIRST_INDEX),
    category,
    name(item) {
      const id = features.item.value(item) ?? "unseen";
      const its = valueOf(item);
      return its === undefined ? id : `${id} (${category} ${its})`;
    },
    group(item) {
      const code = value.get(item);
      // Values are numbered by falling support.
      const isCommon = code !== undefined && code >= FIRST_INDEX &&
        code < FIRST_INDEX + groups;
      return isCommon ? `${category} ${valueOf(item)}` : "other";
    },
  };
}
