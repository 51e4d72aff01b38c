import assert from "node:assert/strict";
import { withinTime } from "../../src/events/within_time.ts";
import { encodeWindow } from "../../src/prepare/encode_window.ts";
import { readEventWindow } from "../../src/prepare/event_window.ts";
import { measureArchive } from "../../src/promote/measure_archive.ts";
import { DAY_MS, shopInput, START_MS, trainShop } from "./trained_shops.ts";

Deno.test("measureArchive() tells size, and times of single sessions in ONNX Runtime", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const shop = await shopInput();
    const { archive } = await trainShop(shop, { to: 3, folder });
    const window = await readEventWindow(
      withinTime(shop.source, { fromMs: START_MS + 8 * DAY_MS }),
      shop.input.params,
    );
    const sessions = encodeWindow(window, archive.features);
    const { medianMs, p99Ms, megabytes } = await measureArchive(
      archive,
      sessions,
    );
    assert.ok(medianMs > 0 && p99Ms >= medianMs && p99Ms < 1000);
    assert.equal(megabytes, archive.byteLength / 1e6);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
