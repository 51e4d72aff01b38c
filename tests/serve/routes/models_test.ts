import assert from "node:assert/strict";
import { InputError } from "../../../src/errors.ts";
import { tinyArchive } from "../tiny_archive.ts";
import { tinyServer } from "../tiny_server.ts";

const port = "management";

/** Opens `2.0.mar` as version 2.0; anything else is not there. */
function open(url: string) {
  return url === "2.0.mar"
    ? Promise.resolve(tinyArchive({ version: "2.0" }))
    : Promise.reject(new InputError(`${url} does not exist`));
}

Deno.test("models() registers a version beside the one that serves", async () => {
  const { ask } = await tinyServer([tinyArchive()], { open });
  const { status, body } = await ask(
    "/models?url=2.0.mar&initial_workers=1&synchronous=true",
    { port, method: "POST" },
  );
  assert.equal(status, 200);
  assert.deepEqual(body, {
    status: 'Model "shop" Version: 2.0 registered with 1 initial workers',
  });
  const described = await ask("/models/shop/all", { port });
  assert.deepEqual(
    (described.body as { modelVersion: string; defaultVersion: boolean }[])
      .map((it) => [it.modelVersion, it.defaultVersion]),
    [["1.0", true], ["2.0", false]],
  );
});

Deno.test("models() answers 409 where the version is there already", async () => {
  const { ask } = await tinyServer([tinyArchive({ version: "2.0" })], { open });
  const { status, body } = await ask("/models?url=2.0.mar", {
    port,
    method: "POST",
  });
  assert.equal(status, 409);
  assert.deepEqual(body, {
    code: 409,
    type: "ConflictStatusException",
    message: "Model version 2.0 is already registered for model shop",
  });
});

Deno.test("models() answers 400 where the archive cannot be read", async () => {
  const { ask } = await tinyServer([tinyArchive()], { open });
  const { status, body } = await ask("/models?url=x.mar", {
    port,
    method: "POST",
  });
  assert.equal(status, 400);
  assert.equal((body as { message: string }).message, "x.mar does not exist");
});

Deno.test("models() lists by pages", async () => {
  const { ask } = await tinyServer([
    tinyArchive({ name: "x" }),
    tinyArchive({ name: "y" }),
  ]);
  const first = await ask("/models?limit=1", { port });
  assert.deepEqual(first.body, {
    nextPageToken: "1",
    models: [{ modelName: "x", modelUrl: "x.mar" }],
  });
  const second = await ask("/models?limit=1&next_page_token=1", { port });
  assert.deepEqual(second.body, {
    models: [{ modelName: "y", modelUrl: "y.mar" }],
  });
});

Deno.test("models() scales workers; without one the model answers 503", async () => {
  let closed = 0;
  const { ask } = await tinyServer([tinyArchive({ onClose: () => closed++ })]);
  const scaled = await ask("/models/shop?min_worker=2&synchronous=true", {
    port,
    method: "PUT",
  });
  assert.deepEqual(scaled.body, {
    status: "Workers scaled to 2 for model: shop",
  });
  await ask("/models/shop/1.0?min_worker=0&synchronous=true", {
    port,
    method: "PUT",
  });
  assert.equal(closed, 2);
  const { status } = await ask("/predictions/shop", {
    body: { data: [{ product_id: "a" }] },
  });
  assert.equal(status, 503);
  const ready = await ask("/v2/models/shop/ready");
  assert.equal(ready.status, 503);
});

Deno.test("models() refuses more least than most workers", async () => {
  const { ask } = await tinyServer([tinyArchive()]);
  const { status } = await ask("/models/shop?min_worker=2&max_worker=1", {
    port,
    method: "PUT",
  });
  assert.equal(status, 422);
});

Deno.test("models() changes the default version, and unregisters what answers nobody", async () => {
  const { ask } = await tinyServer([
    tinyArchive(),
    tinyArchive({ version: "2.0" }),
  ]);
  const kept = await ask("/models/shop/1.0", { port, method: "DELETE" });
  assert.equal(kept.status, 409);
  const changed = await ask("/models/shop/2.0/set-default", {
    port,
    method: "PUT",
  });
  assert.equal(changed.status, 200);
  const gone = await ask("/models/shop/1.0", { port, method: "DELETE" });
  assert.deepEqual(gone.body, { status: 'Model "shop" unregistered' });
  assert.equal((await ask("/models/shop/1.0", { port })).status, 404);
  await ask("/models/shop", { port, method: "DELETE" });
  assert.equal((await ask("/models/shop", { port })).status, 404);
});

Deno.test("models() tells why workers that nobody waits for cannot be loaded", async () => {
  const told: unknown[] = [];
  const fault = new InputError("Model shop cannot be served: it is damaged");
  const broken = {
    ...tinyArchive(),
    openScorer: () => Promise.reject(fault),
  };
  const { ask } = await tinyServer([], {
    open: () => Promise.resolve(broken),
    onBug: (error) => told.push(error),
  });
  const { status } = await ask("/models?url=2.0.mar", { port, method: "POST" });
  assert.equal(status, 202);
  await new Promise((resolve) => setTimeout(resolve));
  assert.deepEqual(told, [fault]);
});

Deno.test("models() takes no name that cannot stand in a path", async () => {
  const { ask, store } = await tinyServer([], { open });
  for (const name of ["", "a/b", "..", "%20"]) {
    const { status } = await ask(
      `/models?url=2.0.mar&model_name=${encodeURIComponent(name)}`,
      { port, method: "POST" },
    );
    assert.equal(status, 422, name);
  }
  assert.deepEqual(store.names, []);
});
