import assert from "node:assert/strict";
import { stableJson } from "../../src/pipeline/stable_json.ts";

Deno.test("stableJson() sorts keys at every depth, and leaves lists as they are", () => {
  assert.equal(
    stableJson({ b: [{ d: 1, c: 2 }, "a"], a: null }),
    '{"a":null,"b":[{"c":2,"d":1},"a"]}',
  );
});
