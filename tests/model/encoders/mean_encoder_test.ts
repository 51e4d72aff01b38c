import { modelParamsSchema } from "../../../src/config.ts";
import { MeanEncoder } from "../../../src/model/encoders/mean_encoder.ts";
import { tf } from "../../../src/tensor/runtime.ts";
import { onBackends } from "../../tensor/on_backends.ts";

const PARAMS = modelParamsSchema.parse({ encoder: "mean", hiddenSize: 3 });

/** Sessions (1, 2), (3, 4), (5, 9) and (−1, −3), step by step. */
const INPUTS = [[1, 2], [-1, -3], [3, 4], [5, 9]];
const COUNTS = [2, 1, 1];

onBackends(
  "MeanEncoder projects the mean of the events so far",
  async ({ close }) => {
    const values = { "mean.weight": tf.tensor2d([[1, 0, 1], [0, 1, 1]]) };
    const drop = (x: tf.Tensor2D) => x;
    const encoder = new MeanEncoder(PARAMS, 2);
    const vectors = encoder.encode(values, tf.tensor2d(INPUTS), {
      counts: COUNTS,
      drop,
    });
    await close(vectors, [1, 2, 3, -1, -3, -4, 2, 3, 5, 3, 5, 8]);
  },
);

onBackends(
  "MeanEncoder drops of its vectors by the hidden rate",
  async ({ close }) => {
    const encoder = new MeanEncoder({ ...PARAMS, hiddenDropout: 0.4 }, 2);
    const values = { "mean.weight": tf.ones([2, 3]) };
    const drop = (x: tf.Tensor2D, rate: number) =>
      tf.mul(x, rate) as tf.Tensor2D;
    const vectors = encoder.encode(values, tf.tensor2d([[2, 3]]), {
      counts: [1],
      drop,
    });
    await close(vectors, [2, 2, 2]);
  },
);
