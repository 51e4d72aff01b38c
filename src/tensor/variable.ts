import { attribute, isNative, runOp } from "./native.ts";
import { tf } from "./runtime.ts";

/**
 * A trained parameter, updated in place. Under TensorFlow it is a resource
 * variable, so that an update of a few rows costs those rows and not the whole
 * table; other backends keep a tensor that an update replaces.
 *
 * Whoever makes a variable disposes it. Tensors that its methods return belong
 * to the caller.
 */
export interface Variable {
  /** Unique within a model. */
  readonly name: string;
  /** Length of each axis. */
  readonly shape: readonly number[];
  /** The whole value. Dispose it before the next update: TensorFlow would copy. */
  read(): tf.Tensor;
  /** Rows of the first axis: `[N]` → `[N, …]`. */
  gather(rows: tf.Tensor1D): tf.Tensor;
  /** Takes new values; the tensor stays the caller's. */
  assign(value: tf.Tensor): void;
  /** Replaces rows: `rows` `[N]`, without repeats, `values` `[N, …]`. */
  scatter(rows: tf.Tensor1D, values: tf.Tensor): void;
  /** Frees its values. */
  dispose(): void;
}

/**
 * Makes a variable. Its initial value is disposed.
 *
 * @param name Unique among the weights that are stored together.
 */
export function createVariable(name: string, initial: tf.Tensor): Variable {
  const variable = isNative()
    ? new ResourceVariable(name, initial.shape)
    : new TensorVariable(name, initial.shape);
  variable.assign(initial);
  initial.dispose();
  return variable;
}

/** Handles must differ among all variables of the process. */
let handleCount = 0;

/** A TensorFlow resource variable. */
export class ResourceVariable implements Variable {
  /** Unique within a model. */
  readonly name: string;
  /** Length of each axis. */
  readonly shape: readonly number[];
  /** The resource handle, for TensorFlow's own optimiser operations. */
  readonly handle: tf.Tensor;

  /** Has no values until {@link assign}. */
  constructor(name: string, shape: readonly number[]) {
    this.name = name;
    this.shape = shape;
    const [handle] = runOp("VarHandleOp", [], {
      attributes: [
        attribute.type("dtype", "float32"),
        attribute.shape("shape", [...shape]),
        attribute.text("container", ""),
        attribute.text("shared_name", `${name}_${handleCount++}`),
      ],
    });
    this.handle = tf.keep(handle!);
  }

  read(): tf.Tensor {
    return runOp("ReadVariableOp", [this.handle], {
      attributes: [attribute.type("dtype", "float32")],
    })[0]!;
  }

  gather(rows: tf.Tensor1D): tf.Tensor {
    return runOp("ResourceGather", [this.handle, rows], {
      attributes: rowAttributes(),
    })[0]!;
  }

  /** Takes new values; the tensor stays the caller's. */
  assign(value: tf.Tensor): void {
    runOp("AssignVariableOp", [this.handle, value], {
      attributes: [attribute.type("dtype", "float32")],
      outputs: 0,
    });
  }

  scatter(rows: tf.Tensor1D, values: tf.Tensor): void {
    runOp("ResourceScatterUpdate", [this.handle, rows, values], {
      attributes: rowAttributes(),
      outputs: 0,
    });
  }

  /** Frees its values. */
  dispose(): void {
    runOp("DestroyResourceOp", [this.handle], {
      attributes: [attribute.bool("ignore_lookup_error", true)],
      outputs: 0,
    });
    this.handle.dispose();
  }
}

function rowAttributes() {
  return [
    attribute.type("dtype", "float32"),
    attribute.type("Tindices", "int32"),
  ];
}

/** A tensor that each update replaces: for backends without variables. */
class TensorVariable implements Variable {
  readonly name: string;
  readonly shape: readonly number[];
  #value: tf.Tensor | undefined;

  constructor(name: string, shape: readonly number[]) {
    this.name = name;
    this.shape = shape;
  }

  read(): tf.Tensor {
    return tf.clone(this.#value!);
  }

  gather(rows: tf.Tensor1D): tf.Tensor {
    return tf.gather(this.#value!, rows);
  }

  assign(value: tf.Tensor): void {
    const old = this.#value;
    this.#value = tf.keep(tf.clone(value));
    old?.dispose();
  }

  scatter(rows: tf.Tensor1D, values: tf.Tensor): void {
    const updated = tf.tidy(() =>
      tf.tensorScatterUpdate(
        this.#value!,
        tf.expandDims(rows, 1),
        values,
      )
    );
    this.assign(updated);
    updated.dispose();
  }

  dispose(): void {
    this.#value?.dispose();
    this.#value = undefined;
  }
}
