import { itemPartTensors } from "../model/compose_items.ts";
import { networkInputs } from "../model/network_inputs.ts";
import type { LossOptions, SessionModel } from "../model/session_model.ts";
import type { Values } from "../model/values.ts";
import type { Adam } from "../tensor/optimizers/adam.ts";
import { lossScale } from "../tensor/precision.ts";
import { tf } from "../tensor/runtime.ts";
import type { Variable } from "../tensor/variable.ts";
import type { Batch } from "./batch.ts";
import type { WeightAverage } from "./weight_average.ts";

/** Options of {@link trainStep}. */
export interface TrainStepOptions extends LossOptions {
  /** How far the step goes. */
  readonly learningRate: number;
  /** Gradients longer than this, all together, are shortened. */
  readonly clipNorm: number | null;
  /** Where the weights are averaged. */
  readonly average?: WeightAverage | undefined;
}

/** A parameter as a step sees it: rows of a table, or the whole. */
interface Leaf {
  readonly variable: Variable;
  readonly rows: tf.Tensor1D | undefined;
  readonly value: tf.Tensor;
}

/**
 * One optimiser step: forward, backward, update in place.
 *
 * @returns The batch's mean loss; the caller disposes it. Reading it waits for
 * the computation, so read it only where it is shown.
 */
export function trainStep(
  model: SessionModel,
  optimizer: Adam,
  options: TrainStepOptions & { batch: Batch },
): tf.Scalar {
  const { batch, learningRate, clipNorm, average } = options;
  const scale = lossScale();
  return tf.tidy(() => {
    const leaves = gatherLeaves(model, batch);
    const inputs = networkInputs(batch.counts, batch);
    const targets = {
      slots: batch.slots && tf.tensor1d(batch.slots, "int32"),
      labels: tf.tensor1d(batch.labels, "int32"),
      logInclusion: batch.logInclusion && tf.tensor1d(batch.logInclusion),
      outputRows: batch.outputRows,
    };
    const known = Object.fromEntries(
      Object.entries(batch.known).map((
        [table, parts],
      ) => [table, itemPartTensors(parts)]),
    );
    const { value, grads } = tf.valueAndGrads((...tensors: tf.Tensor[]) => {
      const values: Values = Object.fromEntries(
        leaves.map((leaf, i) => [leaf.variable.name, tensors[i]!]),
      );
      return model.loss(values, { inputs, targets, known }, options);
    })(leaves.map((leaf) => leaf.value), tf.scalar(scale));
    average?.beginStep();
    for (const leaf of leaves) average?.count(leaf.variable, leaf);
    // TensorFlow copies a variable that is updated while its value is held.
    for (const leaf of leaves) leaf.value.dispose();
    const unscaled = scale === 1
      ? grads
      : grads.map((gradient) => tf.mul(gradient, 1 / scale));
    const gradients = clipNorm === null ? unscaled : clip(unscaled, clipNorm);
    optimizer.beginStep();
    leaves.forEach(({ variable, rows }, i) => {
      const gradient = gradients[i]!;
      if (rows === undefined) {
        optimizer.updateDense(variable, gradient, learningRate);
      } else optimizer.updateRows(variable, gradient, { rows, learningRate });
    });
    return value as tf.Scalar;
  });
}

function gatherLeaves(model: SessionModel, batch: Batch): Leaf[] {
  const tables = [...model.tables.values()].map((variable): Leaf => {
    const numbers = batch.rows[variable.name];
    if (numbers === undefined) return wholeLeaf(variable);
    const rows = tf.tensor1d(numbers, "int32");
    return { variable, rows, value: variable.gather(rows) };
  });
  return [...tables, ...[...model.dense.values()].map(wholeLeaf)];
}

function wholeLeaf(variable: Variable): Leaf {
  return { variable, rows: undefined, value: variable.read() };
}

/** Shortens all gradients by one factor (https://arxiv.org/abs/1211.5063). */
function clip(gradients: tf.Tensor[], clipNorm: number): tf.Tensor[] {
  const squares = gradients.map((gradient) => tf.sum(tf.square(gradient)));
  const norm = tf.sqrt(tf.addN(squares));
  const factor = tf.div(clipNorm, tf.maximum(norm, clipNorm));
  return gradients.map((gradient) => tf.mul(gradient, factor));
}
