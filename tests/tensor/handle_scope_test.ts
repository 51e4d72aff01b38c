import assert from "node:assert/strict";
import { HandleScope } from "../../src/tensor/handle_scope.ts";
import { tf } from "../../src/tensor/runtime.ts";
import { TensorOperations } from "../../src/tensor/tensor_operations.ts";
import { onBackends } from "./on_backends.ts";
import {
  A,
  B,
  gruNumbers,
  OPERATION_CASES,
  ROWS,
  runGru,
  V,
} from "./operation_cases.ts";

const ONLY = { only: ["tensorflow"] } as const;

/** Tensors that TensorFlow holds, whether tfjs knows of them or not. */
function held(): number {
  const backend = tf.backend() as unknown as {
    binding: { getNumOfTensors(): number };
  };
  return backend.binding.getNumOfTensors();
}

for (const { title, run, expected } of OPERATION_CASES) {
  onBackends(`HandleScope computes ${title}`, async ({ close }) => {
    const on = new HandleScope();
    const tensors = [
      ...[tf.tensor2d(A), tf.tensor2d(B)],
      ...[tf.tensor1d(V), tf.tensor1d(ROWS, "int32")],
    ];
    const given = on.take(tensors) as [number, number, number, number];
    const [a] = given;
    const results = [run(on, ...given)].flat().map((handle) =>
      // What was taken comes back where there is nothing to do.
      handle === a ? tensors[0]! : on.give(handle)
    );
    const flat = results.map((it) => tf.reshape(it, [-1]));
    await close(tf.concat(flat), expected);
    on.dispose();
  }, ONLY);
}

onBackends(
  "HandleScope gives a GRU the states and gradients that tfjs gives",
  async ({ close }) => {
    const counts = [4, 4, 3, 1];
    const tensors = gruNumbers({ P: 12, D: 3, H: 5 }).map(({ shape, values }) =>
      tf.tensor(Float32Array.from(values), shape)
    );
    const on = new HandleScope();
    const handles = runGru(on, on.take(tensors), counts);
    const expected = runGru(new TensorOperations(), tensors, counts);
    for (const [at, handle] of handles.entries()) {
      await close(on.give(handle), await expected[at]!.data(), `result ${at}`);
    }
    on.dispose();
  },
  ONLY,
);

onBackends("HandleScope frees what is released or not given", () => {
  const tensor = tf.tensor2d(A);
  const before = () => {
    const on = new HandleScope();
    const [a] = on.take([tensor]) as [number];
    return { on, a, before: held() };
  };
  const { on, a, before: count } = before();
  const sum = on.add(a, a);
  const parts = on.split(sum, [1, 1], 0); // With two constants for its sizes.
  assert.equal(held(), count + 5);
  on.release(sum, a);
  assert.equal(held(), count + 4);
  const given = on.give(parts[0]!);
  on.dispose();
  assert.equal(held(), count + 1);
  assert.deepEqual([...given.dataSync()], [1, 0.5]);
  given.dispose();
  assert.equal(held(), count);
  assert.deepEqual([...tensor.dataSync()], A.flat());
}, ONLY);
