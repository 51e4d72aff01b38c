import type { z } from "@hono/zod-openapi";
import type { Recommendation } from "./model_version.ts";
import type { recommendationSchema } from "./predict_schemas.ts";

/** A recommendation as JSON protocols send it. */
export function recommendationJson(
  { productIds, probabilities, popular }: Recommendation,
): z.infer<typeof recommendationSchema> {
  return {
    product_ids: [...productIds],
    probabilities: [...probabilities],
    ...(popular ? { popular: true as const } : {}),
  };
}
