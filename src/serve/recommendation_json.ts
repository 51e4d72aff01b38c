import type { Recommendation } from "./model_version.ts";

/** A recommendation as JSON protocols send it. */
export function recommendationJson(
  { productIds, probabilities, popular }: Recommendation,
) {
  return {
    product_ids: [...productIds],
    probabilities: [...probabilities],
    ...(popular ? { popular: true as const } : {}),
  };
}
