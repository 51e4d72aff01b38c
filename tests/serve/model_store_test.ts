import assert from "node:assert/strict";
import { ModelStore } from "../../src/serve/model_store.ts";
import { tinyArchive } from "./tiny_archive.ts";

const REQUEST = { k: 1, excludeSeen: false };

function emptyStore(): ModelStore {
  return new ModelStore({
    now: () => 0,
    random: () => 0,
    queueSize: 10,
    onBatch: () => {},
    onDeath: () => {},
  });
}

Deno.test("ModelStore answers what a version was asked before it frees it", async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  let warm = false;
  const order: string[] = [];
  const store = emptyStore();
  await store.register(
    tinyArchive({
      gate: async () => {
        if (!warm) return;
        await promise;
        order.push("answered");
      },
      onClose: () => order.push("freed"),
    }),
    { workers: 1 },
  );
  warm = true;
  const answer = store.get("shop").recommend([{ item: "a", time: 0 }], REQUEST);
  const gone = store.unregister("shop");
  assert.deepEqual(store.names, []);
  resolve();
  assert.deepEqual((await answer).productIds, ["b"]);
  await gone;
  assert.deepEqual(order, ["answered", "freed"]);
});

Deno.test("ModelStore registers a version once, even when asked twice at a time", async () => {
  const store = emptyStore();
  const both = await Promise.allSettled([
    store.register(tinyArchive(), { workers: 1 }),
    store.register(tinyArchive(), { workers: 1 }),
  ]);
  assert.deepEqual(both.map((it) => it.status), ["fulfilled", "rejected"]);
});

Deno.test("ModelStore forgets what it cannot roll back to", async () => {
  const store = emptyStore();
  for (const version of ["1", "2", "3"]) {
    await store.register(tinyArchive({ version }), { workers: 1 });
  }
  store.setDefault("shop", "2");
  store.setDefault("shop", "3");
  await store.unregister("shop", "2");
  store.rollBack("shop");
  assert.equal(store.defaultVersion("shop"), "1");
  await store.close();
  assert.deepEqual(store.names, []);
});
