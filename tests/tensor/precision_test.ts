import assert from "node:assert/strict";
import { InputError } from "../../src/errors.ts";
import {
  lossScale,
  productPrecision,
  withPrecision,
} from "../../src/tensor/precision.ts";
import { usesCuda } from "../../src/tensor/native.ts";
import { available, onBackends } from "./on_backends.ts";

Deno.test({
  name: "withPrecision() rounds the factors of products, and of no others",
  ignore: !available.has("tensorflow"),
  async fn() {
    const script = new URL("bfloat16_products.ts", import.meta.url).pathname;
    const { stdout } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "--quiet", "-A", "--no-check", script],
      env: { TF_CPP_MIN_LOG_LEVEL: "2" },
    }).output();
    const { float32, bfloat16, float16 } = JSON.parse(
      new TextDecoder().decode(stdout),
    );
    // Sums of 64 products below 1: bfloat16 has 8 bits, of which half is lost.
    assert.deepEqual(float32.operations, ["MatMul"]);
    assert.ok(float32.error < 2e-5, `${float32.error}`);
    assert.deepEqual(bfloat16.operations, ["BatchMatMulV2"]);
    assert.ok(bfloat16.error < 64 * 2 ** -8, `${bfloat16.error}`);
    // 11 bits, of the factors and of the sum.
    assert.deepEqual(float16.operations.toSorted(), ["Cast", "MatMul"]);
    assert.ok(float16.error > 1e-4, `${float16.error}`);
    assert.ok(float16.error < 64 * 2 ** -11, `${float16.error}`);
  },
});

onBackends(
  "withPrecision() refuses bfloat16 where TensorFlow was started without",
  () => {
    if (usesCuda()) return;
    const ask = () => withPrecision("bfloat16", productPrecision);
    assert.throws(ask, InputError);
    assert.equal(productPrecision(), "float32");
  },
  { only: ["tensorflow"] },
);

onBackends(
  "withPrecision() is over when its call is over, or fails",
  () => {
    assert.equal(withPrecision("bfloat16", productPrecision), "bfloat16");
    assert.throws(() =>
      withPrecision("bfloat16", () => {
        throw new Error("in between");
      })
    );
    assert.equal(productPrecision(), "float32");
  },
  { only: ["webgpu", "wasm"] },
);

onBackends("lossScale() is 1 but for float16", ({ backend }) => {
  assert.equal(lossScale(), 1);
  const scale = withPrecision("float16", lossScale);
  assert.equal(scale, backend === "tensorflow" ? 1024 : 1);
});
