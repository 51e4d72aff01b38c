import assert from "node:assert/strict";
import { tinyArchive } from "../tiny_archive.ts";
import { type TinyServer, tinyServer } from "../tiny_server.ts";

const port = "management";
const body = { data: [{ product_id: "a" }] };

/** The versions that answer `count` requests, by the number of answers. */
async function answers({ ask, metrics }: TinyServer, count: number) {
  metrics.registry.resetMetrics();
  for (let n = 0; n < count; n++) await ask("/predictions/shop", { body });
  const { values } = await metrics.registry
    .getSingleMetric("ts_inference_requests_total")!.get();
  return Object.fromEntries(
    values.map((it) => [it.labels.model_version, it.value]),
  );
}

Deno.test("traffic() splits requests between versions by their weights", async () => {
  let n = 0;
  const server = await tinyServer(
    [tinyArchive(), tinyArchive({ version: "2.0" })],
    { random: () => (n++ % 10) / 10 },
  );
  assert.deepEqual(await answers(server, 10), { "1.0": 10 });
  const set = await server.ask("/traffic/shop", {
    port,
    method: "PUT",
    body: { weights: { "1.0": 80, "2.0": 20 } },
  });
  assert.deepEqual(set.body, { weights: { "1.0": 80, "2.0": 20 } });
  assert.deepEqual(await answers(server, 10), { "1.0": 8, "2.0": 2 });
});

Deno.test("traffic() rolls back change by change, by one call each", async () => {
  const server = await tinyServer([
    tinyArchive(),
    tinyArchive({ version: "2.0" }),
  ]);
  await server.ask("/traffic/shop", {
    port,
    method: "PUT",
    body: { weights: { "1.0": 1, "2.0": 1 } },
  });
  await server.ask("/models/shop/2.0/set-default", { port, method: "PUT" });
  assert.deepEqual(await answers(server, 2), { "2.0": 2 });
  const rollBack = () =>
    server.ask("/traffic/shop/rollback", { port, method: "POST" });
  assert.deepEqual((await rollBack()).body, {
    weights: { "1.0": 1, "2.0": 1 },
  });
  assert.deepEqual((await rollBack()).body, { weights: { "1.0": 1 } });
  assert.equal((await rollBack()).status, 409);
});

Deno.test("traffic() asks the shadow version too, compares, and sends nothing of it", async () => {
  const server = await tinyServer([
    tinyArchive(),
    tinyArchive({ version: "2.0" }),
  ]);
  await server.ask("/traffic/shop", {
    port,
    method: "PUT",
    body: { weights: { "1.0": 1 }, shadow: "2.0" },
  });
  assert.deepEqual(await answers(server, 3), { "1.0": 3 });
  const text = await server.metrics.registry.getSingleMetricAsString(
    "nextcart_shadow_overlap",
  );
  assert.match(
    text,
    /nextcart_shadow_overlap_sum\{model_name="shop",shadow_version="2\.0"\} 3/,
  );
});

Deno.test("traffic() never lets a failing shadow harm the answer", async () => {
  let broken = false;
  const gate = () =>
    broken ? Promise.reject(new Error("broken")) : Promise.resolve();
  const server = await tinyServer([
    tinyArchive(),
    tinyArchive({ version: "2.0", gate }),
  ]);
  await server.ask("/traffic/shop", {
    port,
    method: "PUT",
    body: { weights: { "1.0": 1 }, shadow: "2.0" },
  });
  broken = true;
  assert.equal((await server.ask("/predictions/shop", { body })).status, 200);
});

Deno.test("traffic() refuses unknown versions and weights of nothing", async () => {
  const { ask } = await tinyServer([tinyArchive()]);
  const status = async (weights: object) =>
    (await ask("/traffic/shop", { port, method: "PUT", body: { weights } }))
      .status;
  assert.equal(await status({ "9": 1 }), 404);
  assert.equal(await status({ "1.0": 0 }), 422);
  assert.equal(await status({ "1.0": -1 }), 422);
  assert.equal(await status({}), 422);
});

Deno.test("traffic() gives no request to a version without a worker", async () => {
  const { ask, store } = await tinyServer([tinyArchive()]);
  await store.register(tinyArchive({ version: "2.0" }), { workers: 0 });
  const status = async (body: object) =>
    (await ask("/traffic/shop", { port, method: "PUT", body })).status;
  assert.equal(await status({ weights: { "1.0": 9, "2.0": 1 } }), 409);
  assert.equal(await status({ weights: { "1.0": 1 }, shadow: "2.0" }), 409);
  assert.equal(await status({ weights: { "1.0": 1, "2.0": 0 } }), 200);
});
