import assert from "node:assert/strict";
import pl from "nodejs-polars";
import { releaseFrames } from "../../src/prepare/release_frames.ts";

/** Makes 16 MB that nothing refers to. */
function makeGarbage(): void {
  pl.Series("garbage", new Float64Array(2_000_000).fill(1));
}

Deno.test("releaseFrames() frees frames that nothing refers to", async () => {
  makeGarbage();
  await releaseFrames(2_000_000);
  const before = Deno.memoryUsage().rss;
  for (let i = 0; i < 20; i++) {
    makeGarbage();
    await releaseFrames(2_000_000);
  }
  const grown = (Deno.memoryUsage().rss - before) / 16e6;
  assert.ok(grown < 10, `${grown} of 20 frames are held`);
});
