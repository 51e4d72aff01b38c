import { drawNormal, type Prng } from "../../src/random.ts";

/** Normal numbers that 32-bit floats can hold, so that no backend rounds them. */
export function drawNumbers(prng: Prng, size: number): Float64Array {
  return Float64Array.from(
    { length: size },
    () => Math.fround(drawNormal(prng)),
  );
}
