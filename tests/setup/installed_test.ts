import assert from "node:assert/strict";
import { readInstalled } from "../../src/setup/installed.ts";
import { setup } from "../../src/setup/setup.ts";

Deno.test("readInstalled() gives what setup() chose", async () => {
  assert.deepEqual(await setup(), readInstalled());
});
