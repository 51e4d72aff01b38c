import assert from "node:assert/strict";
import { GraphProgram } from "../../src/tensor/graph/graph_program.ts";
import { profileOperations } from "../../src/tensor/profile_operations.ts";
import { runBlocks } from "../../src/tensor/run_blocks.ts";
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

onBackends("profileOperations() names graphs, where there are some", () => {
  if (!GraphProgram.canRun()) return;
  const run = () =>
    runBlocks([tf.tensor2d([[1], [2]])], {
      sizes: [1, 1],
      name: "negation",
      compute: ({ on, inputs, cut }) => cut(inputs[0]!).map((it) => on.neg(it)),
    });
  run();
  const stop = profileOperations();
  run();
  const [cost] = stop().filter(({ operation }) => /graph/.test(operation));
  assert.equal(cost!.operation, "graph: negation in 2");
  assert.equal(cost!.calls, 1);
}, { only: ["tensorflow"] });
