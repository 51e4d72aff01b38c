import assert from "node:assert/strict";
import { readEnvironment } from "../src/environment.ts";

Deno.test("readEnvironment() sees NO_COLOR", () => {
  const before = Deno.env.get("NO_COLOR");
  try {
    Deno.env.set("NO_COLOR", "1");
    assert.equal(readEnvironment().noColor, true);
    Deno.env.delete("NO_COLOR");
    assert.equal(readEnvironment().noColor, false);
  } finally {
    if (before !== undefined) Deno.env.set("NO_COLOR", before);
  }
});
