import assert from "node:assert/strict";
import { readInstalled } from "../../src/setup/installed.ts";
import { backendName, startBackend, tf } from "../../src/tensor/runtime.ts";
import { onBackends } from "./on_backends.ts";

onBackends(
  "startBackend() makes the backend the one that computes",
  async ({ backend, close }) => {
    assert.equal(backendName(), backend);
    await close(tf.matMul(tf.ones([2, 3]), tf.ones([3, 1])), [3, 3]);
  },
);

onBackends("startBackend() can be called again", async ({ backend, close }) => {
  const x = tf.tensor1d([1, 2]);
  await startBackend(backend);
  await close(tf.add(x, x), [2, 4]);
});

const installed = readInstalled();

Deno.test({
  name: "startBackend() starts the backend that setup chose",
  ignore: installed === undefined,
  async fn() {
    await startBackend(installed!.backend);
    assert.equal(backendName(), installed!.backend);
  },
});
