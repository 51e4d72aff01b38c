import type { MatMulOptions, Operations } from "./operations.ts";
import { tf } from "./runtime.ts";

/**
 * {@link Operations} by tfjs, on any backend. Results are tfjs's tensors: a
 * `tf.tidy` around frees them.
 */
export class TensorOperations implements Operations<tf.Tensor> {
  /** a + b, element by element. */
  add(a: tf.Tensor, b: tf.Tensor): tf.Tensor {
    return tf.add(a, b);
  }

  /** a − b, element by element. */
  sub(a: tf.Tensor, b: tf.Tensor): tf.Tensor {
    return tf.sub(a, b);
  }

  /** a · b, element by element. */
  mul(a: tf.Tensor, b: tf.Tensor): tf.Tensor {
    return tf.mul(a, b);
  }

  /** a / b, element by element. */
  div(a: tf.Tensor, b: tf.Tensor): tf.Tensor {
    return tf.div(a, b);
  }

  /** The larger one, element by element. */
  maximum(a: tf.Tensor, b: tf.Tensor): tf.Tensor {
    return tf.maximum(a, b);
  }

  /** eˣ, element by element. */
  exp(x: tf.Tensor): tf.Tensor {
    return tf.exp(x);
  }

  log(x: tf.Tensor): tf.Tensor {
    return tf.log(x);
  }

  softmax(x: tf.Tensor): tf.Tensor {
    return tf.softmax(x);
  }

  sqrt(x: tf.Tensor): tf.Tensor {
    return tf.sqrt(x);
  }

  /** −x, element by element. */
  neg(x: tf.Tensor): tf.Tensor {
    return tf.neg(x);
  }

  /** 1 / (1 + e⁻ˣ), element by element. */
  sigmoid(x: tf.Tensor): tf.Tensor {
    return tf.sigmoid(x);
  }

  /** tanh x, element by element. */
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

  sumColumns(x: tf.Tensor): tf.Tensor {
    return tf.sum(x, 1, true);
  }

  addN(terms: readonly tf.Tensor[]): tf.Tensor {
    return tf.addN([...terms]);
  }

  /** The product of matrices. */
  matMul(a: tf.Tensor, b: tf.Tensor, options: MatMulOptions = {}): tf.Tensor {
    return tf.matMul(a, b, options.transposeA, options.transposeB);
  }

  transpose(x: tf.Tensor): tf.Tensor {
    return tf.transpose(x);
  }

  /** Joins tensors along an axis. */
  concat(parts: readonly tf.Tensor[], axis: number): tf.Tensor {
    return parts.length === 1 ? parts[0]! : tf.concat([...parts], axis);
  }

  split(x: tf.Tensor, sizes: readonly number[], axis: number): tf.Tensor[] {
    return sizes.length === 1 ? [x] : tf.split(x, [...sizes], axis);
  }

  splitEqually(x: tf.Tensor, count: number, axis: number): tf.Tensor[] {
    return tf.split(x, count, axis);
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

  gatherRows(x: tf.Tensor, rows: tf.Tensor): tf.Tensor {
    return tf.gather(x, rows as tf.Tensor1D);
  }

  sumByRow(x: tf.Tensor, rows: tf.Tensor, like: tf.Tensor): tf.Tensor {
    return tf.unsortedSegmentSum(x, rows as tf.Tensor1D, like.shape[0]!);
  }

  subtractRows(x: tf.Tensor, rows: tf.Tensor, values: tf.Tensor): tf.Tensor {
    return tf.sub(x, this.sumByRow(values, rows, x));
  }

  padRows(x: tf.Tensor, count: number): tf.Tensor {
    return tf.pad(x, [[0, count], [0, 0]]);
  }

  /** Left to `tf.tidy`: a tensor may be an input, or returned. */
  release(): void {}
}
