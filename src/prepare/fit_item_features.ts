import type { ItemProperties } from "./item_properties.ts";
import { withoutMissing } from "./without_missing.ts";

/** What items are known by, as codes, before they have their indices. */
export interface FittedItemFeatures {
  /** How many of the codes, in their order, belong to each feature. */
  readonly features: Readonly<Record<string, number>>;
  /** What each code stands for. */
  readonly values: readonly string[];
  /** Codes of each item of {@link ItemProperties.ids}. */
  readonly codes: readonly (readonly number[])[];
}

/** Options of {@link fitItemFeatures}. */
export interface FitItemFeaturesOptions {
  /** Whether each item is one of the vocabulary that training has given. */
  readonly trained: readonly boolean[];
  /** Buckets of each number. */
  readonly buckets: number;
}

/**
 * Numbers the values that items are known by, those of items that training has
 * seen: nothing can be learned of another. Within a feature the one that most
 * items have comes first, then by text; numbers are cut into buckets of about
 * as many items each.
 */
export function fitItemFeatures(
  { ids, categories, numbers }: ItemProperties,
  { trained, buckets }: FitItemFeaturesOptions,
): FittedItemFeatures {
  const features: Record<string, number> = {};
  const values: string[] = [];
  const codes: number[][] = ids.map(() => []);
  const add = (name: string, byItem: Valued, order: readonly string[]) => {
    const numbered = new Map(order.map((it, at) => [it, values.length + at]));
    byItem.forEach((its, item) => {
      for (const value of its ?? []) {
        const code = numbered.get(value);
        if (code !== undefined) codes[item]!.push(code);
      }
    });
    features[name] = order.length;
    // Not spread: there may be more than a call takes arguments.
    for (const value of order) values.push(value);
  };
  for (const [name, byItem] of Object.entries(categories)) {
    add(name, byItem, orderByItems(byItem, trained));
  }
  for (const [name, byItem] of Object.entries(numbers)) {
    const edges = findEdges(byItem.filter((_, item) => trained[item]), buckets);
    const texts = edges.map((edge) => `from ${edge}`);
    const bucketed = Array.from(byItem, (number) => {
      if (Number.isNaN(number) || edges.length === 0) return undefined;
      return [texts[Math.max(0, edges.findLastIndex((it) => it <= number))]!];
    });
    add(name, bucketed, texts);
  }
  return { features, values, codes };
}

type Valued = readonly (readonly string[] | undefined)[];

function orderByItems(byItem: Valued, trained: readonly boolean[]): string[] {
  const counts = new Map<string, number>();
  byItem.forEach((values, item) => {
    if (!trained[item]) return;
    for (const it of values ?? []) counts.set(it, (counts.get(it) ?? 0) + 1);
  });
  return [...counts].sort(([a, countA], [b, countB]) =>
    countB - countA || (a < b ? -1 : 1)
  ).map(([value]) => value);
}

/** Least value of each bucket, rising; a value below the first is in the first. */
function findEdges(values: Float64Array, buckets: number): number[] {
  const sorted = withoutMissing(values).sort();
  if (sorted.length === 0) return [];
  const edges = Array.from(
    { length: buckets },
    (_, bucket) => sorted[Math.floor(bucket * sorted.length / buckets)]!,
  );
  return [...new Set(edges)];
}
