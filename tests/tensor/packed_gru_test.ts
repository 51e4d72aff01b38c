import assert from "node:assert/strict";
import { usesCuda } from "../../src/tensor/native.ts";
import { packedGru } from "../../src/tensor/packed_gru.ts";
import type { tf } from "../../src/tensor/runtime.ts";
import { stepGru } from "../../src/tensor/step_gru.ts";
import { drawGru, GRU_CASES, gruTensors } from "./gru_cases.ts";
import { onBackends } from "./on_backends.ts";

onBackends("packedGru() is stepGru(), but for rounding", async ({ close }) => {
  const shape = GRU_CASES[0]!;
  const tensors = gruTensors(drawGru(shape), shape);
  const [inputs, kernel, recurrent, bias, recurrentBias] = tensors as [
    tf.Tensor2D,
    tf.Tensor2D,
    tf.Tensor2D,
    tf.Tensor1D,
    tf.Tensor1D,
  ];
  const weights = { kernel, recurrent, bias, recurrentBias };
  const states = packedGru(inputs, weights, shape.counts);
  const expected = await stepGru(inputs, weights, shape.counts).data();
  if (!usesCuda()) assert.deepEqual(await states.data(), expected);
  await close(states, expected);
}, { tolerance: 2e-3 });
