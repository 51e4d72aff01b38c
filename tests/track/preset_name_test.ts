import assert from "node:assert/strict";
import { presetName } from "../../src/track/preset_name.ts";

Deno.test("presetName() names a preset that is a file by the file", () => {
  assert.equal(presetName({ experiment: "demo" }), "demo");
  assert.equal(presetName({ experiment: "tune demo" }), "tune demo");
  assert.equal(presetName({ experiment: "shops/my_shop.json" }), "my_shop");
  assert.equal(presetName({ experiment: "" }), "nextcart");
});
