import assert from "node:assert/strict";
import { aliasChange } from "../../../src/track/registry/alias_change.ts";

Deno.test("aliasChange() cuts a reason that a registry would not keep", () => {
  const change = { alias: "champion", version: 2, previous: 1, atMs: 5 };
  const kept = aliasChange(change, { by: "ann", why: "w".repeat(3000) });
  assert.deepEqual(kept, {
    ...change,
    by: "ann",
    why: "w".repeat(2000),
    isRollback: false,
  });
});
