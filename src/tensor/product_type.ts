import { isNative, usesCuda } from "./native.ts";
import { productPrecision } from "./precision.ts";

/** How TensorFlow is to take a product of matrices. */
export type ProductType =
  | "float32"
  | "bfloat16"
  | "float16"
  | "bfloat16 inside";

/**
 * The type of the factors and of the result of a product that is asked for now.
 * `bfloat16 inside` is that of CPUs: factors and result are of 32 bits, and the
 * operation rounds the factors itself.
 *
 * @param options.wide See {@link MatMulOptions}.
 */
export function productType(
  { wide = false }: { wide?: boolean } = {},
): ProductType {
  const precision = productPrecision();
  if (precision === "float32" || !isNative()) return "float32";
  if (precision === "bfloat16" && !usesCuda()) return "bfloat16 inside";
  return wide ? "float32" : precision;
}
