import assert from "node:assert/strict";
import { tf } from "../../src/tensor/runtime.ts";
import { loadWebgpu } from "../../src/tensor/webgpu_backend.ts";
import { available, onBackends } from "./on_backends.ts";

onBackends(
  "loadWebgpu() computes on the adapter and reads asynchronously",
  async ({ close }) => {
    // Large enough not to be forwarded to the CPU.
    const x = tf.ones([300, 300]);
    await close(tf.sum(tf.matMul(x, x)), [300 ** 3]);
  },
  { only: ["webgpu"] },
);

Deno.test({
  name: "loadWebgpu() says that there is no adapter",
  ignore: available.has("webgpu"),
  async fn() {
    await assert.rejects(loadWebgpu(), {
      name: "InputError",
      message: /no adapter was found/,
    });
  },
});
