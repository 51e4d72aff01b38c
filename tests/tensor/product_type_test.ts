import assert from "node:assert/strict";
import { usesCuda } from "../../src/tensor/native.ts";
import { withPrecision } from "../../src/tensor/precision.ts";
import { productType } from "../../src/tensor/product_type.ts";
import { onBackends } from "./on_backends.ts";

onBackends("productType() is 32 bits unless asked", () => {
  assert.equal(productType(), "float32");
  assert.equal(productType({ wide: true }), "float32");
});

onBackends(
  "productType() stores factors in 16 bits, but those that need more",
  () => {
    withPrecision("float16", () => {
      assert.equal(productType(), "float16");
      assert.equal(productType({ wide: true }), "float32");
    });
    if (!usesCuda()) return;
    withPrecision("bfloat16", () => {
      assert.equal(productType(), "bfloat16");
      assert.equal(productType({ wide: true }), "float32");
    });
  },
  { only: ["tensorflow"] },
);

onBackends("productType() is 32 bits on other backends", () => {
  assert.equal(withPrecision("float16", productType), "float32");
  assert.equal(withPrecision("bfloat16", productType), "float32");
}, { only: ["webgpu", "wasm"] });
