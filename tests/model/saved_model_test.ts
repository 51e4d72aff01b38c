import assert from "node:assert/strict";
import fc from "fast-check";
import { decodeModel, encodeModel } from "../../src/model/saved_model.ts";
import { SessionModel } from "../../src/model/session_model.ts";
import { ModelRecommender } from "../../src/recommend/model_recommender.ts";
import { decodeSafetensors, encodeSafetensors } from "../../src/safetensors.ts";
import { tensorsLeft } from "./tensors_left.ts";
import { SHOP, SHOP_SIZES, tinyParams, VARIANTS } from "./tiny_shop.ts";
import { startInstalledBackend } from "../installed_backend.ts";

await startInstalledBackend();

/** Sizes that {@link encodeTiny} does not have. */
const { knownItems: _, ...PLAIN_SIZES } = { ...SHOP_SIZES, items: 9 };

async function encodeTiny(): Promise<Uint8Array<ArrayBuffer>> {
  const model = new SessionModel(tinyParams(), SHOP_SIZES, 3);
  const bytes = await encodeModel(model);
  model.dispose();
  return bytes;
}

for (const [name, params] of Object.entries(VARIANTS)) {
  Deno.test(`decodeModel() gives the model that encodeModel() took: ${name}`, async () => {
    const model = new SessionModel(params, SHOP_SIZES, 3);
    const bytes = await encodeModel(model);
    const decoded = decodeModel(bytes, "model");
    assert.deepEqual(decoded.params, params);
    assert.deepEqual(decoded.sizes, SHOP_SIZES);
    const [one, other] = [model, decoded].map((it) => new ModelRecommender(it));
    assert.deepEqual(
      await other!.recommend(SHOP, { k: 6 }),
      await one!.recommend(SHOP, { k: 6 }),
    );
    assert.deepEqual(await encodeModel(decoded), bytes);
    for (const owner of [one!, other!, model, decoded]) owner.dispose();
  });
}

Deno.test("decodeModel() gives the trend that encodeModel() took", async () => {
  const model = new SessionModel(tinyParams(), SHOP_SIZES, 3);
  model.trend = Float32Array.of(0, 0, 0.5, -1, 0.25, 2, 0, 1);
  const decoded = decodeModel(await encodeModel(model), "model");
  assert.deepEqual(decoded.trend, model.trend);
  model.dispose();
  decoded.dispose();
});

Deno.test("decodeModel() says of a file cut short anywhere that it is not whole", async () => {
  const bytes = await encodeTiny();
  fc.assert(fc.property(fc.nat(bytes.length - 1), (length) => {
    assert.throws(() => decodeModel(bytes.subarray(0, length), "m.st"), {
      name: "InputError",
      message: /^m\.st is not a whole safetensors file: .+$/,
    });
  }));
});

Deno.test("decodeModel() refuses a file with any byte altered", async () => {
  const bytes = await encodeTiny();
  fc.assert(fc.property(
    fc.nat(bytes.length - 1),
    fc.integer({ min: 1, max: 255 }),
    (at, mask) => {
      const altered = bytes.with(at, bytes[at]! ^ mask);
      assert.throws(() => decodeModel(altered, "m.st"), {
        name: "InputError",
        message: /^m\.st is not a whole safetensors file: .+$/,
      });
    },
  ));
});

Deno.test("decodeModel() names what the file holds where it is no model", () => {
  const bytes = encodeSafetensors({
    tensors: {},
    metadata: { format: "nextcart-checkpoint-1" },
  });
  assert.throws(() => decodeModel(bytes, "m.st"), {
    name: "InputError",
    message: "m.st holds nextcart-checkpoint-1, nextcart-model-1 is wanted",
  });
});

Deno.test("decodeModel() refuses weights of other sizes, and unreadable parameters", async () => {
  const { tensors, metadata } = decodeSafetensors(await encodeTiny(), "m.st");
  const change = (entries: Record<string, string>) =>
    encodeSafetensors({ tensors, metadata: { ...metadata, ...entries } });
  const sizes = JSON.stringify(PLAIN_SIZES);
  assert.throws(() => decodeModel(change({ sizes }), "m.st"), {
    name: "InputError",
    message: "Weights of item.embedding: 9×6 is wanted, found 8×6",
  });
  for (const params of ["", "{}x", '{"unknown":1}']) {
    assert.throws(() => decodeModel(change({ params }), "m.st"), {
      name: "InputError",
      message: "m.st is damaged: its parameters and sizes cannot be read",
    });
  }
});

Deno.test("decodeModel() leaves no tensor behind, damaged or not", async () => {
  const bytes = await encodeTiny();
  const { tensors, metadata } = decodeSafetensors(bytes, "m.st");
  const sizes = JSON.stringify(PLAIN_SIZES);
  const wrong = encodeSafetensors({
    tensors,
    metadata: { ...metadata, sizes },
  });
  const left = await tensorsLeft(async () => {
    const model = decodeModel(bytes, "m.st");
    await encodeModel(model);
    model.dispose();
    assert.throws(() => decodeModel(wrong, "m.st"));
  });
  assert.equal(left, 0);
});
