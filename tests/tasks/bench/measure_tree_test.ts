import assert from "node:assert/strict";
import { measureTree } from "../../../tasks/bench/measure_tree.ts";

Deno.test("measureTree() sees the memory and time of children too", async () => {
  // Used at the end, or V8 may free it at once.
  const child =
    "const held = new Uint8Array(3e8).fill(1); const end = Date.now() + 1000; while (Date.now() < end); Deno.exit(held[7] - 1);";
  const parent = `new Deno.Command(Deno.execPath(), { args: ["eval", ${
    JSON.stringify(child)
  }] }).outputSync()`;
  const found = await measureTree([Deno.execPath(), "eval", parent]);
  assert.ok(
    found.peakBytes > 3e8 && found.peakBytes < 2e9,
    `${found.peakBytes}`,
  );
  assert.ok(found.wallSeconds >= 1, `${found.wallSeconds}`);
  assert.ok(found.cpuSeconds > 0.1, `${found.cpuSeconds}`);
});

Deno.test("measureTree() says why a command failed", async () => {
  await assert.rejects(
    measureTree(["sh", "-c", "echo first >&2; echo the reason >&2; exit 3"]),
    /^InputError: Cannot measure .*: the reason$/,
  );
});
