import { InputError } from "../errors.ts";
import { isNative } from "./native.ts";

export const PRECISIONS = ["float32", "bfloat16"] as const;
/**
 * How matrix products multiply. `bfloat16` rounds the factors to 8 bits of
 * mantissa and adds up in 32 bits: large products are two to three times as fast
 * where the CPU has instructions for it (AMX, AVX-512 BF16), and as exact as ever
 * where it has not. oneDNN compiles a product for each new shape, so that batches
 * whose shapes differ gain only where they are large.
 */
export type Precision = typeof PRECISIONS[number];

/** Read by TensorFlow's oneDNN when it is loaded. */
const VARIABLE = "ONEDNN_DEFAULT_FPMATH_MODE";

let current: Precision = "float32";
let isAllowed = false;

/** Lets products be of `bfloat16` in this process; before TensorFlow is loaded. */
export function allowBfloat16(): void {
  Deno.env.set(VARIABLE, "BF16");
  isAllowed = true;
}

/** The precision of the products that are asked for now. */
export function productPrecision(): Precision {
  return current;
}

/**
 * Calls with products of matrices in a precision. Backends other than
 * TensorFlow always compute in `float32`.
 *
 * @throws {InputError} where TensorFlow was started without it.
 */
export function withPrecision<T>(precision: Precision, call: () => T): T {
  if (precision === "bfloat16" && isNative() && !isAllowed) {
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
