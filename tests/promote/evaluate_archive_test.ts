import assert from "node:assert/strict";
import { withinTime } from "../../src/events/within_time.ts";
import { encodeWindow } from "../../src/prepare/encode_window.ts";
import { readEventWindow } from "../../src/prepare/event_window.ts";
import { evaluateArchive } from "../../src/promote/evaluate_archive.ts";
import { DAY_MS, shopInput, START_MS, trainShop } from "./trained_shops.ts";

Deno.test("evaluateArchive() counts what a model's vocabulary does not hold as a miss", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const shop = await shopInput();
    const { archive } = await trainShop(shop, { to: 3, folder });
    const window = await readEventWindow(
      withinTime(shop.source, { fromMs: START_MS + 8 * DAY_MS }),
      shop.input.params,
    );
    const sessions = encodeWindow(window, archive.features);
    const { metrics, slices } = await evaluateArchive(archive, sessions, [20]);
    assert.ok(slices["item unseen"]!.targets! > 0);
    assert.equal(slices["item unseen"]!["recall@20"], 0);
    assert.ok(metrics["recall@20"]! > 0.1, `${metrics["recall@20"]}`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
