import assert from "node:assert/strict";
import { tinyArchive } from "../tiny_archive.ts";
import { tinyServer } from "../tiny_server.ts";

Deno.test("openInference() says what lives and what is ready", async () => {
  const { ask } = await tinyServer([tinyArchive()]);
  assert.deepEqual((await ask("/v2/health/live")).body, { live: true });
  assert.deepEqual((await ask("/v2/health/ready")).body, { ready: true });
  assert.deepEqual((await ask("/v2/models/shop/ready")).body, { ready: true });
  assert.deepEqual((await ask("/v2/models")).body, {
    models: [{ name: "shop" }],
  });
  const empty = await tinyServer([]);
  assert.equal((await empty.ask("/v2/health/ready")).status, 503);
});

Deno.test("openInference() tells which tensors a model reads and gives", async () => {
  const { ask } = await tinyServer([tinyArchive()]);
  const { body } = await ask("/v2/models/shop/versions/1.0");
  const { inputs, outputs, ...rest } = body as {
    inputs: { name: string }[];
    outputs: { name: string }[];
  };
  assert.deepEqual(rest, {
    name: "shop",
    versions: ["1.0"],
    platform: "onnx",
  });
  assert.deepEqual(inputs.map((it) => it.name), [
    "product_id",
    "user_id",
    "timestamp",
    "event_type",
    "brand_id",
    "price_eur",
  ]);
  assert.deepEqual(outputs.map((it) => it.name), [
    "product_ids",
    "probabilities",
  ]);
});

Deno.test("openInference() answers sessions of different lengths as tensors", async () => {
  const { ask } = await tinyServer([tinyArchive()]);
  const { status, body } = await ask("/v2/models/shop/infer", {
    body: {
      id: "42",
      parameters: { k: 2 },
      inputs: [{
        name: "product_id",
        shape: [2, 2],
        datatype: "BYTES",
        data: ["a", "b", "e", null],
      }],
    },
  });
  assert.equal(status, 200);
  assert.deepEqual(body, {
    id: "42",
    model_name: "shop",
    model_version: "1.0",
    outputs: [
      {
        name: "product_ids",
        datatype: "BYTES",
        shape: [2, 2],
        data: ["c", "d", "f", "a"],
      },
      {
        name: "probabilities",
        datatype: "FP32",
        shape: [2, 2],
        data: [0.5, 0.25, 0.5, 0.25],
      },
    ],
  });
});

Deno.test("openInference() refuses tensors that do not fit together", async () => {
  const { ask } = await tinyServer([tinyArchive()]);
  const message = async (inputs: object[]) => {
    const { status, body } = await ask("/v2/models/shop/infer", {
      body: { inputs },
    });
    assert.equal(status, 422);
    return (body as { message: string }).message;
  };
  const product = { name: "product_id", datatype: "BYTES" };
  assert.equal(
    await message([{ ...product, shape: [2], data: ["a"] }]),
    "inputs, product_id: 1 values of shape [2]: the shape [2] of product_id and as many values are wanted",
  );
  assert.match(
    await message([{ ...product, shape: [10 ** 9, 0], data: [] }]),
    /^inputs\.0\.shape\.0: Too big/,
  );
  assert.match(
    await message([{ ...product, shape: [10 ** 5, 0], data: [] }]),
    /^100000 sessions: at most 100 are taken at once$/,
  );
  assert.equal(
    await message([{ ...product, name: "brand_id", shape: [1], data: ["a"] }]),
    'inputs: a tensor "product_id" is wanted',
  );
});
