import assert from "node:assert/strict";
import pl from "nodejs-polars";
import { FrameReleaser } from "../../src/prepare/frame_releaser.ts";

const ROWS = 500_000;

/** Makes 4 MB that nothing refers to. */
function makeGarbage(): void {
  pl.Series("garbage", new Float64Array(ROWS).fill(1));
}

Deno.test("FrameReleaser frees small frames once they are many", async () => {
  const releaser = new FrameReleaser();
  const read = async (frames: number) => {
    for (let i = 0; i < frames; i++) {
      makeGarbage();
      await releaser.count(ROWS);
    }
  };
  await read(3);
  const before = Deno.memoryUsage().rss;
  await read(60);
  const grown = (Deno.memoryUsage().rss - before) / (8 * ROWS);
  assert.ok(grown < 20, `${grown} of 60 frames are held`);
});
