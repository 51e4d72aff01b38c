import assert from "node:assert/strict";
import { recommendationJson } from "../../src/serve/recommendation_json.ts";

Deno.test("recommendationJson() marks bestsellers, and only them", () => {
  const answer = { productIds: ["a"], probabilities: [0.5] };
  assert.deepEqual(recommendationJson({ ...answer, popular: false }), {
    product_ids: ["a"],
    probabilities: [0.5],
  });
  assert.deepEqual(recommendationJson({ ...answer, popular: true }), {
    product_ids: ["a"],
    probabilities: [0.5],
    popular: true,
  });
});
