import assert from "node:assert/strict";
import { CountedSteps } from "../../src/tensor/gru_steps.ts";
import { tf } from "../../src/tensor/runtime.ts";
import { TensorOperations } from "../../src/tensor/tensor_operations.ts";
import { onBackends } from "./on_backends.ts";

onBackends(
  "CountedSteps cuts a packed batch into its steps",
  async ({ close }) => {
    const steps = new CountedSteps(new TensorOperations(), [3, 1, 1]);
    const events = tf.tensor2d([[1], [2], [3], [4], [5]]);
    assert.equal(steps.count, 3);
    const parts = steps.split(events);
    assert.deepEqual(parts.map((it) => it.shape), [[3, 1], [1, 1], [1, 1]]);
    await close(tf.concat(parts), [1, 2, 3, 4, 5]);
    const later = steps.later(events);
    await close(later, [4, 5]);
    assert.deepEqual(steps.splitLater(later).map((it) => it.shape[0]), [1, 1]);
    await close(steps.head(parts[0]!, 1), [1]);
    await close(steps.head(parts[1]!, 2), [4]);
    await close(steps.pad(parts[1]!, 1), [4, 0, 0]);
    await close(steps.pad(parts[2]!, 2), [5]);
  },
);
