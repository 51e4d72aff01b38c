/** A GRU over a packed batch, number by number in 64 bits: what to compare with. */

/** Arrays row by row; see `packedGru` for shapes and the order of gates. */
export interface ScalarGru {
  /** `[P, D]` */
  readonly inputs: Float64Array;
  /** `[D, 3H]` */
  readonly kernel: Float64Array;
  /** `[H, 3H]` */
  readonly recurrent: Float64Array;
  /** `[3H]` */
  readonly bias: Float64Array;
  /** `[3H]` */
  readonly recurrentBias: Float64Array;
}

/** The state after each event: `[P, H]`. */
export function scalarGru(
  gru: ScalarGru,
  counts: readonly number[],
): Float64Array {
  const H = gru.bias.length / 3;
  const D = gru.kernel.length / (3 * H);
  const states = new Float64Array(gru.inputs.length / D * H);
  let event = 0;
  let before = 0; // first event of the step before
  for (const [step, count] of counts.entries()) {
    const start = event;
    for (let session = 0; session < count; session++, event++) {
      const x = gru.inputs.subarray(event * D, (event + 1) * D);
      const h = step === 0
        ? new Float64Array(H)
        : states.slice((before + session) * H, (before + session + 1) * H);
      states.set(nextState(gru, x, h), event * H);
    }
    before = start;
  }
  return states;
}

function nextState(
  gru: ScalarGru,
  x: Float64Array,
  h: Float64Array,
): Float64Array {
  const H = h.length;
  const fromInput = (gate: number, j: number) =>
    product(x, gru.kernel, gate * H + j) + gru.bias[gate * H + j]!;
  const fromState = (gate: number, j: number) =>
    product(h, gru.recurrent, gate * H + j) + gru.recurrentBias[gate * H + j]!;
  return h.map((old, j) => {
    const r = sigmoid(fromInput(0, j) + fromState(0, j));
    const z = sigmoid(fromInput(1, j) + fromState(1, j));
    const n = Math.tanh(fromInput(2, j) + r * fromState(2, j));
    return (1 - z) * n + z * old;
  });
}

/** Inner product of a vector `[N]` with a column of a matrix `[N, M]`. */
function product(
  vector: Float64Array,
  matrix: Float64Array,
  column: number,
): number {
  const width = matrix.length / vector.length;
  return vector.reduce((sum, v, i) => sum + v * matrix[i * width + column]!, 0);
}

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
