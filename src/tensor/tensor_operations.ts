import type { MatMulOptions, Operations } from "./operations.ts";
import { tf } from "./runtime.ts";

/**
 * {@link Operations} by tfjs, on any backend. Results are tfjs's tensors: a
 * `tf.tidy` around frees them.
 */
export class TensorOperations implements Operations<tf.Tensor> {
  add(a: tf.Tensor, b: tf.Tensor): tf.Tensor {
    return tf.add(a, b);
  }

  sub(a: tf.Tensor, b: tf.Tensor): tf.Tensor {
    return tf.sub(a, b);
  }

  mul(a: tf.Tensor, b: tf.Tensor): tf.Tensor {
    return tf.mul(a, b);
  }

  div(a: tf.Tensor, b: tf.Tensor): tf.Tensor {
    return tf.div(a, b);
  }

  maximum(a: tf.Tensor, b: tf.Tensor): tf.Tensor {
    return tf.maximum(a, b);
  }

  exp(x: tf.Tensor): tf.Tensor {
    return tf.exp(x);
  }

  neg(x: tf.Tensor): tf.Tensor {
    return tf.neg(x);
  }

  sigmoid(x: tf.Tensor): tf.Tensor {
    return tf.sigmoid(x);
  }

  tanh(x: tf.Tensor): tf.Tensor {
    return tf.tanh(x);
  }

  sigmoidGrad(y: tf.Tensor, dy: tf.Tensor): tf.Tensor {
    return tf.mul(dy, tf.mul(y, tf.sub(1, y)));
  }

  tanhGrad(y: tf.Tensor, dy: tf.Tensor): tf.Tensor {
    return tf.mul(dy, tf.sub(1, tf.square(y)));
  }

  addBias(x: tf.Tensor, bias: tf.Tensor): tf.Tensor {
    return tf.add(x, bias);
  }

  sumRows(x: tf.Tensor): tf.Tensor {
    return tf.sum(x, 0);
  }

  addN(terms: readonly tf.Tensor[]): tf.Tensor {
    return tf.addN([...terms]);
  }

  matMul(a: tf.Tensor, b: tf.Tensor, options: MatMulOptions = {}): tf.Tensor {
    return tf.matMul(a, b, options.transposeA, options.transposeB);
  }

  concat(parts: readonly tf.Tensor[], axis: number): tf.Tensor {
    return parts.length === 1 ? parts[0]! : tf.concat([...parts], axis);
  }

  split(x: tf.Tensor, sizes: readonly number[], axis: number): tf.Tensor[] {
    return sizes.length === 1 ? [x] : tf.split(x, [...sizes], axis);
  }

  splitIntegers(
    x: tf.Tensor,
    sizes: readonly number[],
    axis: number,
  ): tf.Tensor[] {
    return this.split(x, sizes, axis);
  }

  rows(x: tf.Tensor, start: number, count: number): tf.Tensor {
    return tf.slice(x, [start, 0], [count, -1]);
  }

  columns(x: tf.Tensor, start: number, count: number): tf.Tensor {
    return tf.slice(x, [0, start], [-1, count]);
  }

  gatherAt(x: tf.Tensor, places: tf.Tensor): tf.Tensor {
    return tf.gatherND(x, places);
  }

  padRows(x: tf.Tensor, count: number): tf.Tensor {
    return tf.pad(x, [[0, count], [0, 0]]);
  }

  /** Left to `tf.tidy`: a tensor may be an input, or returned. */
  release(): void {}
}
