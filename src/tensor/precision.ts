import { InputError } from "../errors.ts";
import { isNative, usesCuda } from "./native.ts";

/** Numbers that matrices may be multiplied in. */
export const PRECISIONS = ["float32", "bfloat16", "float16"] as const;
/**
 * How matrix products multiply; weights, their updates and all that is not a
 * product stay in 32 bits.
 *
 * `bfloat16` rounds the factors to 8 bits of mantissa. On CPUs the operation
 * does so itself and adds up in 32 bits: large products are two to three times as
 * fast where there are instructions for it (AMX, AVX-512 BF16), and as exact as
 * ever where there are not. oneDNN compiles a product for each new shape, so that
 * batches whose shapes differ gain only where they are large. On GPUs factors and
 * result are stored in 16 bits, but for products that need more.
 *
 * `float16` does the same with 11 bits of mantissa and a range of 6e-8 to 65,504
 * on GPUs, where the loss is scaled up so that small gradients do not vanish
 * (https://arxiv.org/abs/1710.03740). CPUs compute it too, but slowly: to compare
 * with.
 */
export type Precision = typeof PRECISIONS[number];

/**
 * Mean losses have gradients of about 1 / (events × units): this keeps them in
 * the range of `float16`, and a thousand times as long as usual would be too.
 */
const FLOAT16_LOSS_SCALE = 1024;

/** Read by TensorFlow's oneDNN when it is loaded. */
const VARIABLE = "ONEDNN_DEFAULT_FPMATH_MODE";

let current: Precision = "float32";
let isAllowed = false;

/** Lets a CPU's products be of `bfloat16`; before TensorFlow is loaded. */
export function allowBfloat16(): void {
  Deno.env.set(VARIABLE, "BF16");
  isAllowed = true;
}

/** The precision of the products that are asked for now. */
export function productPrecision(): Precision {
  return current;
}

/** What a loss is multiplied by, and its gradients divided by, for now. */
export function lossScale(): number {
  return current === "float16" && isNative() ? FLOAT16_LOSS_SCALE : 1;
}

/**
 * Calls with products of matrices in a precision. Backends other than
 * TensorFlow always compute in `float32`.
 *
 * @throws {InputError} where TensorFlow was started without it.
 */
export function withPrecision<T>(precision: Precision, call: () => T): T {
  const isMissing = isNative() && !usesCuda() && !isAllowed;
  if (precision === "bfloat16" && isMissing) {
    throw new InputError(
      "TensorFlow was started for float32: bfloat16 is wanted from the start (--set train.precision=bfloat16)",
    );
  }
  const before = current;
  current = precision;
  try {
    return call();
  } finally {
    current = before;
  }
}
