import assert from "node:assert/strict";
import { profileOperations } from "../../src/tensor/profile_operations.ts";
import { tf } from "../../src/tensor/runtime.ts";
import { onBackends } from "./on_backends.ts";

onBackends(
  "profileOperations() counts and times operations until it is stopped",
  async ({ close }) => {
    const stop = profileOperations();
    const a = tf.tensor2d([[1, 2], [3, 4]]);
    const product = tf.matMul(a, tf.matMul(a, a));
    const costs = stop();
    tf.matMul(a, a);
    const [cost] = costs.filter((it) => it.calls === 2);
    assert.match(cost!.operation, /MatMul/);
    assert.ok(cost!.ms > 0);
    assert.deepEqual(
      costs.map((it) => it.ms),
      costs.map((it) => it.ms).sort((x, y) => y - x),
    );
    await close(product, [37, 54, 81, 118]);
    assert.deepEqual(profileOperations()(), []);
  },
  { only: ["tensorflow"] },
);

onBackends(
  "profileOperations() counts nothing where there is no TensorFlow",
  () => {
    const stop = profileOperations();
    tf.add(1, 2);
    assert.deepEqual(stop(), []);
  },
  { only: ["wasm"] },
);
