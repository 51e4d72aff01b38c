import assert from "node:assert/strict";
import { mapValues } from "../../src/features/map_values.ts";

Deno.test("mapValues() keeps the keys, in their order", () => {
  const doubled = mapValues({ b: 1, a: 2 }, (value) => value * 2);
  assert.deepEqual(Object.entries(doubled), [["b", 2], ["a", 4]]);
});
