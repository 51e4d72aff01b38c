import assert from "node:assert/strict";
import { dataFolder } from "../../tasks/data_folder.ts";

Deno.test("dataFolder() is named for the preset, or for its file", () => {
  assert.equal(dataFolder("demo", undefined), "data/demo");
  assert.equal(dataFolder("shops/mine.json", undefined), "data/mine");
});

Deno.test("dataFolder() is the folder that --data names, without a slash at its end", () => {
  assert.equal(dataFolder("demo", "there/"), "there");
  assert.equal(dataFolder("demo", "/"), "/");
});
