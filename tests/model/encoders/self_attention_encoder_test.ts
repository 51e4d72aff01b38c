import assert from "node:assert/strict";
import { type ModelParams, modelParamsSchema } from "../../../src/config.ts";
import { SelfAttentionEncoder } from "../../../src/model/encoders/self_attention_encoder.ts";
import { initialWeights } from "../../../src/model/initial_weights.ts";
import { tf } from "../../../src/tensor/runtime.ts";
import { onBackends } from "../../tensor/on_backends.ts";

function params(changes: Partial<ModelParams> = {}): ModelParams {
  return modelParamsSchema.parse({
    encoder: "self_attention",
    hiddenSize: 4,
    heads: 2,
    ...changes,
  });
}

/** Random inputs of the encoder, but for `set`. */
function weights(
  encoder: SelfAttentionEncoder,
  set: Record<string, tf.Tensor> = {},
): Record<string, tf.Tensor> {
  const draw = initialWeights(5);
  return Object.fromEntries(
    Object.entries(encoder.shapes).map(([name, shape]) => [
      name,
      set[name.slice("self_attention.0.".length)] ?? draw(name, shape),
    ]),
  );
}

const INPUTS = [[1, 2, 0, -1], [0.5, -1, 3, 0], [2, 0, -2, 1], [1, 1, 4, -3]];
const COUNTS = [1, 1, 1, 1];
const keep = (x: tf.Tensor2D) => x;

onBackends(
  "SelfAttentionEncoder is what its formula says, number by number",
  async ({ close }) => {
    const encoder = new SelfAttentionEncoder(params(), 4);
    const values = weights(encoder);
    const vectors = encoder.encode(values, tf.tensor2d(INPUTS), {
      counts: COUNTS,
      drop: keep,
    });
    await close(vectors, (await scalarEncode(values)).flat());
  },
  { tolerance: 1e-5 },
);

onBackends(
  "SelfAttentionEncoder drops of what each part adds, by the hidden rate",
  async ({ close }) => {
    const encoder = new SelfAttentionEncoder(
      params({ hiddenDropout: 0.3, layers: 2 }),
      4,
    );
    const rates: number[] = [];
    const dropAll = (x: tf.Tensor2D, rate: number) => {
      rates.push(rate);
      return tf.zerosLike(x);
    };
    const vectors = encoder.encode(weights(encoder), tf.tensor2d(INPUTS), {
      counts: COUNTS,
      drop: dropAll,
    });
    assert.deepEqual(rates, [0.3, 0.3, 0.3, 0.3]);
    // Nothing is added: the inputs, doubled (√4) and normalised.
    await close(
      vectors,
      INPUTS.flatMap((row) => norm(row.map((it) => 2 * it))),
    );
  },
  { tolerance: 1e-5 },
);

onBackends(
  "SelfAttentionEncoder bears sessions longer than its distances",
  async () => {
    const encoder = new SelfAttentionEncoder(params(), 4);
    const T = 120;
    const inputs = tf.tensor2d(
      Array.from({ length: T }, (_, at) => INPUTS[at % 4]!),
    );
    const vectors = await encoder.encode(weights(encoder), inputs, {
      counts: Array.from({ length: T }, () => 1),
      drop: keep,
    }).array();
    assert.equal(vectors.length, T);
    assert.ok(vectors.flat().every(Number.isFinite));
    assert.notDeepEqual(vectors[4], vectors[0]);
  },
);

onBackends(
  "SelfAttentionEncoder leaves no tensor behind",
  async ({ leaked }) => {
    const encoder = new SelfAttentionEncoder(params(), 4);
    const values = weights(encoder);
    const encode = () =>
      tf.tidy(() => {
        const inputs = tf.tensor2d(INPUTS);
        const run = (it: tf.Tensor) =>
          tf.sum(encoder.encode(values, it as tf.Tensor2D, {
            counts: [2, 1, 1],
            drop: keep,
          }));
        tf.grad(run)(inputs);
      });
    assert.equal(await leaked(encode), 0);
  },
);

type Matrix = number[][];

/** One block of two heads on one session, in 64 bits. */
async function scalarEncode(
  values: Readonly<Record<string, tf.Tensor>>,
): Promise<Matrix> {
  const weight = async (name: string) =>
    await values[`self_attention.0.${name}`]!.array() as Matrix;
  const vector = async (name: string) =>
    await values[`self_attention.0.${name}`]!.array() as unknown as number[];
  const x = INPUTS.map((row) => row.map((it) => 2 * it));
  const projected = product(x.map(norm), await weight("query_key_value"));
  const part = (which: number, head: number) =>
    projected.map((row) => row.slice(4 * which + 2 * head).slice(0, 2));
  const bias = await weight("distance_bias");
  const found = x.map((_, t) =>
    [0, 1].flatMap((head) => {
      const [query, key, value] = [0, 1, 2].map((it) => part(it, head));
      const terms = x.slice(0, t + 1).map((_, s) =>
        Math.exp(
          dot(query![t]!, key![s]!) / Math.sqrt(2) + bias[head]![t - s]!,
        )
      );
      const total = terms.reduce((sum, it) => sum + it);
      return [0, 1].map((unit) =>
        terms.reduce((sum, it, s) => sum + it * value![s]![unit]!, 0) / total
      );
    })
  );
  const attended = plus(x, product(found, await weight("context")));
  const innerBias = await vector("inner_bias");
  const inner = product(attended.map(norm), await weight("inner"))
    .map((row) => row.map((it, at) => Math.max(it + innerBias[at]!, 0)));
  const outerBias = await vector("outer_bias");
  const changed = product(inner, await weight("outer"))
    .map((row) => row.map((it, at) => it + outerBias[at]!));
  return plus(attended, changed).map(norm);
}

function norm(row: number[]): number[] {
  const mean = row.reduce((sum, it) => sum + it) / row.length;
  const variance = row.reduce((sum, it) => sum + (it - mean) ** 2, 0) /
    row.length;
  return row.map((it) => (it - mean) / Math.sqrt(variance + 1e-5));
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, it, at) => sum + it * b[at]!, 0);
}

function product(a: Matrix, b: Matrix): Matrix {
  return a.map((row) => b[0]!.map((_, at) => dot(row, b.map((it) => it[at]!))));
}

function plus(a: Matrix, b: Matrix): Matrix {
  return a.map((row, i) => row.map((it, j) => it + b[i]![j]!));
}
