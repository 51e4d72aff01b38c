import assert from "node:assert/strict";
import { modelParamsSchema } from "../../../src/config.ts";
import { GruEncoder } from "../../../src/model/encoders/gru_encoder.ts";
import { packedGru } from "../../../src/tensor/packed_gru.ts";
import { tf } from "../../../src/tensor/runtime.ts";
import { startInstalledBackend } from "../../installed_backend.ts";

await startInstalledBackend();

Deno.test("GruEncoder feeds each layer's dropped states to the next", () => {
  const params = modelParamsSchema.parse({
    hiddenSize: 3,
    layers: 2,
    hiddenDropout: 0.5,
  });
  const encoder = new GruEncoder(params, 2);
  tf.tidy(() => {
    const values = Object.fromEntries(
      Object.entries(encoder.shapes).map(([name, shape], at) => [
        name,
        tf.randomUniform(shape, -1, 1, "float32", at + 1),
      ]),
    );
    const layer = (at: number) => ({
      kernel: values[`gru.${at}.kernel`] as tf.Tensor2D,
      recurrent: values[`gru.${at}.recurrent`] as tf.Tensor2D,
      bias: values[`gru.${at}.bias`] as tf.Tensor1D,
      recurrentBias: values[`gru.${at}.recurrent_bias`] as tf.Tensor1D,
    });
    const counts = [2, 1];
    const inputs = tf.tensor2d([[1, 2], [3, -1], [0.5, 0]]);
    const rates: number[] = [];
    const halve = (x: tf.Tensor2D, rate: number) => {
      rates.push(rate);
      return tf.mul(x, 0.5) as tf.Tensor2D;
    };
    const encoded = encoder.encode(values, inputs, { counts, drop: halve });
    const first = tf.mul(packedGru(inputs, layer(0), counts), 0.5);
    const second = packedGru(first as tf.Tensor2D, layer(1), counts);
    assert.deepEqual(
      encoded.arraySync(),
      tf.mul(second, 0.5).arraySync(),
    );
    assert.deepEqual(rates, [0.5, 0.5]);
  });
});
