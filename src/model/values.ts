import type { tf } from "../tensor/runtime.ts";

/** Values of a model's variables by name; tables may hold some rows only. */
export type Values = Readonly<Record<string, tf.Tensor>>;
