import assert from "node:assert/strict";
import fc from "fast-check";
import { canonicalJson } from "../../src/features/canonical_json.ts";

Deno.test("canonicalJson() sorts keys, at any depth, and leaves lists in order", () => {
  const value = { b: [{ d: 1, c: 2 }, 3], a: { z: null, "": "x" } };
  assert.equal(
    canonicalJson(value),
    '{"a":{"":"x","z":null},"b":[{"c":2,"d":1},3]}\n',
  );
});

Deno.test("canonicalJson() of any value is read back as that value", () => {
  const value = fc.jsonValue({ noUnicodeString: false })
    // JSON has no -0, and a key __proto__ would not be an own one.
    .filter((it) => !/-0|__proto__/.test(fc.stringify(it)));
  fc.assert(fc.property(value, (it) => {
    assert.deepEqual(JSON.parse(canonicalJson(it)), it);
  }));
});
