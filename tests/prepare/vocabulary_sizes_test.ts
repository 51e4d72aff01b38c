import assert from "node:assert/strict";
import { vocabularySizes } from "../../src/prepare/vocabulary_sizes.ts";
import { featureSet } from "./sequences.ts";

Deno.test("vocabularySizes() counts padding and OOV too", () => {
  assert.deepEqual(vocabularySizes(featureSet()), {
    item: 4,
    user: 3,
    brand: 3,
  });
});
