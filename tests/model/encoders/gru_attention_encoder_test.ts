import assert from "node:assert/strict";
import { modelParamsSchema } from "../../../src/config.ts";
import { GruAttentionEncoder } from "../../../src/model/encoders/gru_attention_encoder.ts";
import { GruEncoder } from "../../../src/model/encoders/gru_encoder.ts";
import { tf } from "../../../src/tensor/runtime.ts";
import { startInstalledBackend } from "../../installed_backend.ts";

await startInstalledBackend();

const PARAMS = modelParamsSchema.parse({ hiddenSize: 2 });
const OPTIONS = {
  counts: [1, 1, 1],
  drop: (x: tf.Tensor2D) => x,
};
const INPUTS = [[1, 2], [3, -1], [0.5, 0]];

/** GRU weights at random, attention's as named, the rest zero. */
function weights(set: Record<string, number[][]>) {
  const { shapes } = new GruAttentionEncoder(PARAMS, 2);
  return Object.fromEntries(
    Object.entries(shapes).map(([name, shape], at) => [
      name,
      name in set
        ? tf.tensor2d(set[name]!)
        : name.startsWith("gru.")
        ? tf.randomUniform(shape, -1, 1, "float32", at + 1)
        : tf.zeros(shape),
    ]),
  );
}

function encode(set: Record<string, number[][]>) {
  return tf.tidy(() => {
    const values = weights(set);
    const inputs = tf.tensor2d(INPUTS);
    return {
      joined: new GruAttentionEncoder(PARAMS, 2)
        .encode(values, inputs, OPTIONS).arraySync(),
      states: new GruEncoder(PARAMS, 2)
        .encode(values, inputs, OPTIONS).arraySync(),
    };
  });
}

const IDENTITY = [[1, 0], [0, 1]];

function assertRows(actual: number[][], expected: number[][]): void {
  actual.flat().forEach((value, at) =>
    assert.ok(Math.abs(value - expected.flat()[at]!) < 1e-5)
  );
}

Deno.test("GruAttentionEncoder without context and last event is the GRU", () => {
  const { joined, states } = encode({});
  assertRows(joined, states);
});

Deno.test("GruAttentionEncoder adds the last event", () => {
  const { joined, states } = encode({ "attention.last": IDENTITY });
  assertRows(
    joined,
    states.map((row, t) => row.map((x, i) => x + INPUTS[t]![i]!)),
  );
});

Deno.test("GruAttentionEncoder with equal logits adds the mean of the states so far", () => {
  const { joined, states } = encode({ "attention.context": IDENTITY });
  assertRows(
    joined,
    states.map((row, t) =>
      row.map((x, i) => {
        const soFar = states.slice(0, t + 1).map((state) => state[i]!);
        return x + soFar.reduce((sum, it) => sum + it) / (t + 1);
      })
    ),
  );
});
