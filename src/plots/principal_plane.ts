/** A point of the plane. */
export interface PlanePoint {
  /** Place along the first component. */
  readonly x: number;
  /** Place along the second component. */
  readonly y: number;
}

const ROUNDS = 60;

/**
 * Lays vectors on the plane in which they differ most: their first two
 * principal components, found by power iteration.
 */
export function principalPlane(
  vectors: readonly ArrayLike<number>[],
): PlanePoint[] {
  const size = vectors[0]?.length ?? 0;
  const mean = new Float64Array(size);
  for (const vector of vectors) {
    for (let d = 0; d < size; d++) mean[d]! += vector[d]! / vectors.length;
  }
  const centred = vectors.map((vector) =>
    Float64Array.from(vector, (value, d) => value - mean[d]!)
  );
  const first = principalAxis(centred, size);
  const xs = centred.map((vector) => dot(vector, first));
  const rest = centred.map((vector, at) =>
    vector.map((value, d) => value - xs[at]! * first[d]!)
  );
  const second = principalAxis(rest, size);
  return rest.map((vector, at) => ({ x: xs[at]!, y: dot(vector, second) }));
}

/** The direction of the greatest variance, of length 1. */
function principalAxis(
  vectors: readonly Float64Array[],
  size: number,
): Float64Array {
  let axis = Float64Array.from({ length: size }, (_, d) => 1 / (d + 1));
  for (let round = 0; round < ROUNDS; round++) {
    const next = new Float64Array(size);
    for (const vector of vectors) {
      const along = dot(vector, axis);
      for (let d = 0; d < size; d++) next[d]! += along * vector[d]!;
    }
    const length = Math.hypot(...next);
    if (length === 0) return next;
    axis = next.map((value) => value / length);
  }
  return axis;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let d = 0; d < a.length; d++) sum += a[d]! * b[d]!;
  return sum;
}
