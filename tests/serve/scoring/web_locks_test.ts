import assert from "node:assert/strict";
import { webLocks } from "../../../src/serve/scoring/web_locks.ts";

Deno.test("webLocks lets one at a time hold a lock", async () => {
  const held: string[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  const first = webLocks.request("nextcart-test", () => {
    held.push("first");
    return promise;
  });
  const second = webLocks.request("nextcart-test", () => held.push("second"));
  await new Promise((go) => setTimeout(go, 10));
  assert.deepEqual(held, ["first"]);
  resolve();
  await Promise.all([first, second]);
  assert.deepEqual(held, ["first", "second"]);
});
