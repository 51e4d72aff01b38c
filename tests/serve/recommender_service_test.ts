import assert from "node:assert/strict";
import { tinyArchive } from "./tiny_archive.ts";
import { tinyServer } from "./tiny_server.ts";

const EVENTS = [{ product_id: "a" }, { product_id: "b", brand_id: "b1" }];

Deno.test("RecommenderService answers 408 where the network is too slow, and 503 where the queue is full", async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  let warm = false;
  const gate = () => warm ? promise : Promise.resolve();
  const { ask } = await tinyServer([tinyArchive({ gate })], {
    queueSize: 1,
    timeoutMs: 20,
  });
  warm = true;
  const slow = ask("/predictions/shop", { body: { data: EVENTS } });
  const refused = await ask("/predictions/shop", { body: { data: EVENTS } });
  assert.equal(refused.status, 503);
  assert.equal(refused.headers.get("retry-after"), "1");
  assert.equal((await slow).status, 408);
  resolve();
});

Deno.test("RecommenderService answers 422 where one request has more sessions than may ever wait", async () => {
  const { ask } = await tinyServer([tinyArchive()], { queueSize: 2 });
  const sessions = [EVENTS, EVENTS, EVENTS];
  const { status, body } = await ask("/predictions/shop", {
    body: { sessions },
  });
  assert.equal(status, 422);
  assert.equal(
    (body as { message: string }).message,
    "3 sessions: at most 2 are taken at once",
  );
});
