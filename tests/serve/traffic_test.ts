import assert from "node:assert/strict";
import { chooseVersion } from "../../src/serve/traffic.ts";

Deno.test("chooseVersion() gives each version its share of the line from 0 to 1", () => {
  const traffic = { weights: { a: 1, b: 0, c: 3 } };
  assert.deepEqual(
    [0, 0.24, 0.25, 0.99, 1].map((at) => chooseVersion(traffic, at)),
    ["a", "a", "c", "c", "c"],
  );
});
