/**
 * Runs any TensorFlow operation by name, also those that tfjs does not wrap.
 * Operations and their attributes: https://www.tensorflow.org/api_docs/python/tf/raw_ops
 */
import * as tf from "@tensorflow/tfjs-core";

type DType = "float32" | "int32" | "bool";
/** What an attribute may hold. */
export type AttributeValue = number | boolean | string | number[];

/** A TensorFlow attribute: its name, kind and value. */
export interface Attribute {
  /** The attribute's name. */
  readonly name: string;
  /** TensorFlow's number of the type. */
  readonly type: number;
  /** Its value. */
  readonly value: AttributeValue;
}

interface Binding {
  readonly [constant: `TF_${string}`]: number;
}

interface NativeBackend {
  readonly binding: Binding;
  readonly isUsingGpuDevice: boolean;
  executeMultipleOutputs(
    name: string,
    attributes: readonly Attribute[],
    inputs: readonly tf.Tensor[],
    outputs: number,
  ): tf.Tensor[];
}

/** Whether TensorFlow itself computes, so that its operations can be called. */
export function isNative(): boolean {
  return tf.getBackend() === "tensorflow";
}

/** Whether TensorFlow computes on an NVIDIA GPU. */
export function usesCuda(): boolean {
  return isNative() && backend().isUsingGpuDevice;
}

/**
 * Types of values by TensorFlow's numbers (tensorflow/core/framework/types.proto),
 * those too that tfjs does not know.
 */
export const DATA_TYPES = {
  float32: 1,
  int32: 3,
  int8: 6,
  bfloat16: 14,
  float16: 19,
} as const;

/**
 * Runs one operation. The caller owns the results.
 *
 * @param outputs How many tensors the operation gives.
 */
export function runOp(
  name: string,
  inputs: readonly tf.Tensor[],
  options: { attributes?: readonly Attribute[]; outputs?: number } = {},
): tf.Tensor[] {
  const { attributes = [], outputs = 1 } = options;
  return backend().executeMultipleOutputs(name, attributes, inputs, outputs);
}

/** Makes attributes of each kind. */
export const attribute = {
  type: (name: string, dtype: DType): Attribute => {
    const { binding } = backend();
    const value = {
      float32: binding.TF_FLOAT!,
      int32: binding.TF_INT32!,
      bool: binding.TF_BOOL!,
    }[dtype];
    return { name, type: binding.TF_ATTR_TYPE!, value };
  },
  bool: (name: string, value: boolean): Attribute => ({
    name,
    type: backend().binding.TF_ATTR_BOOL!,
    value,
  }),
  shape: (name: string, value: number[]): Attribute => ({
    name,
    type: backend().binding.TF_ATTR_SHAPE!,
    value,
  }),
  text: (name: string, value: string): Attribute => ({
    name,
    type: backend().binding.TF_ATTR_STRING!,
    value,
  }),
};

function backend(): NativeBackend {
  return tf.backend() as unknown as NativeBackend;
}
