import assert from "node:assert/strict";
import { openArchive } from "../../src/serve/open_archive.ts";
import { tinyArchiveBytes } from "../archive/tiny_archive.ts";
import { withKill } from "../serve/scoring/kill_worker.ts";
import { tinyServer } from "../serve/tiny_server.ts";

const BODY = { data: [{ product_id: "11" }, { product_id: "12" }] };

Deno.test("a worker that dies costs its requests a 503, is replaced and counted", async () => {
  const archive = await openArchive(tinyArchiveBytes(), { url: "shop.mar" });
  await withKill(async (kill) => {
    const { ask, store } = await tinyServer([archive], { timeoutMs: 10_000 });
    const before = await ask("/predictions/shop", { body: BODY });
    const asked = Array.from(
      { length: 4 },
      () => ask("/predictions/shop", { body: BODY }),
    );
    // The first is with the worker, the others wait for the next batch.
    await new Promise((resolve) => setTimeout(resolve, 0));
    kill();
    const statuses = (await Promise.all(asked)).map(({ status }) => status);
    assert.ok(statuses.includes(503), statuses.join());
    assert.ok(statuses.every((it) => it === 503 || it === 200));
    const after = await ask("/predictions/shop", { body: BODY });
    assert.deepEqual(after.body, before.body);
    const { body } = await ask("/metrics", { port: "metrics" });
    assert.match(
      body as string,
      /nextcart_worker_deaths_total\{model_name="shop",model_version="1\.0"\} 1\n/,
    );
    await store.close();
  });
});
