import { seededPrng } from "../../src/random.ts";
import { gruBackward } from "../../src/tensor/gru_backward.ts";
import { gruForward } from "../../src/tensor/gru_forward.ts";
import { splitGates } from "../../src/tensor/gru_gates.ts";
import { CountedSteps } from "../../src/tensor/gru_steps.ts";
import type { Operations } from "../../src/tensor/operations.ts";
import { drawNumbers } from "./draw_numbers.ts";

/** A call of an operation, and what it gives. */
export interface OperationCase {
  readonly title: string;
  /**
   * Runs on the matrices {@link A} and {@link B}, the vector {@link V} and the whole
   * numbers {@link ROWS}.
   */
  readonly run: <T>(on: Operations<T>, ...given: [T, T, T, T]) => T | T[];
  readonly expected: readonly number[];
}

export const A = [[0.5, 0.25], [0.75, -0.5]];
export const B = [[2, 4], [-1, 8]];
export const V = [10, 20];
export const ROWS = [1, 0, 1];

/** Each operation once, with numbers from hand. */
export const OPERATION_CASES: readonly OperationCase[] = [
  {
    title: "add",
    run: (on, a, b) => on.add(a, b),
    expected: [2.5, 4.25, -0.25, 7.5],
  },
  {
    title: "sub",
    run: (on, a, b) => on.sub(a, b),
    expected: [-1.5, -3.75, 1.75, -8.5],
  },
  {
    title: "mul",
    run: (on, a, b) => on.mul(a, b),
    expected: [1, 1, -0.75, -4],
  },
  {
    title: "mul by a vector",
    run: (on, a, _, v) => on.mul(a, v),
    expected: [5, 5, 7.5, -10],
  },
  {
    title: "div",
    run: (on, a, b) => on.div(b, a),
    expected: [4, 16, -4 / 3, -16],
  },
  {
    title: "maximum",
    run: (on, a, b) => on.maximum(a, b),
    expected: [2, 4, 0.75, 8],
  },
  {
    title: "exp",
    run: (on, a) => on.exp(a),
    expected: [1.6487213, 1.2840254, 2.1170001, 0.6065307],
  },
  {
    title: "log",
    run: (on, _a, _b, v) => on.log(v),
    expected: [2.3025851, 2.9957323],
  },
  {
    title: "sqrt",
    run: (on, _a, _b, v) => on.sqrt(v),
    expected: [3.1622777, 4.472136],
  },
  {
    // 1 / (1 + e²) and 1 / (1 + e⁻⁹)
    title: "softmax",
    run: (on, _a, b) => on.softmax(b),
    expected: [0.1192029, 0.8807971, 0.0001234, 0.9998766],
  },
  {
    title: "neg",
    run: (on, a) => on.neg(a),
    expected: [-0.5, -0.25, -0.75, 0.5],
  },
  {
    title: "sigmoid",
    run: (on, _a, b) => on.sigmoid(b),
    expected: [0.8807971, 0.9820138, 0.2689414, 0.9996646],
  },
  {
    title: "tanh",
    run: (on, a) => on.tanh(a),
    expected: [0.4621172, 0.2449187, 0.635149, -0.4621172],
  },
  {
    // y (1 − y) dy with y from A and dy from B.
    title: "sigmoidGrad",
    run: (on, a, b) => on.sigmoidGrad(a, b),
    expected: [0.5, 0.75, -0.1875, -6],
  },
  {
    // (1 − y²) dy
    title: "tanhGrad",
    run: (on, a, b) => on.tanhGrad(a, b),
    expected: [1.5, 3.75, -0.4375, 6],
  },
  {
    title: "addBias",
    run: (on, a, _, v) => on.addBias(a, v),
    expected: [10.5, 20.25, 10.75, 19.5],
  },
  {
    title: "sumRows",
    run: (on, _a, b) => on.sumRows(b),
    expected: [1, 12],
  },
  {
    title: "sumColumns",
    run: (on, a, b) => on.concat([on.sumColumns(b), a], 1),
    expected: [6, 0.5, 0.25, 7, 0.75, -0.5],
  },
  {
    title: "addN",
    run: (on, a, b) => on.addN([a, b, b]),
    expected: [4.5, 8.25, -1.25, 15.5],
  },
  {
    title: "matMul",
    run: (on, a, b) => on.matMul(a, b),
    expected: [0.75, 4, 2, -1],
  },
  {
    title: "matMul with the first transposed",
    run: (on, a, b) => on.matMul(a, b, { transposeA: true }),
    expected: [0.25, 8, 1, -3],
  },
  {
    title: "matMul with the second transposed",
    run: (on, a, b) => on.matMul(a, b, { transposeB: true }),
    expected: [2, 1.5, -0.5, -4.75],
  },
  {
    title: "matMul of what needs 32 bits",
    run: (on, a, b) => on.matMul(a, b, { wide: true }),
    expected: [0.75, 4, 2, -1],
  },
  {
    title: "transpose",
    run: (on, a) => on.transpose(a),
    expected: [0.5, 0.75, 0.25, -0.5],
  },
  {
    title: "concat of rows",
    run: (on, a, b) => on.concat([a, b], 0),
    expected: [0.5, 0.25, 0.75, -0.5, 2, 4, -1, 8],
  },
  {
    title: "concat of columns",
    run: (on, a, b) => on.concat([a, b], 1),
    expected: [0.5, 0.25, 2, 4, 0.75, -0.5, -1, 8],
  },
  {
    title: "concat of one",
    run: (on, a) => on.concat([a], 0),
    expected: [0.5, 0.25, 0.75, -0.5],
  },
  {
    title: "split",
    run: (on, a, b) => on.split(on.concat([a, b], 1), [1, 3], 1),
    expected: [0.5, 0.75, 0.25, 2, 4, -0.5, -1, 8],
  },
  {
    title: "split into one",
    run: (on, a) => on.split(a, [2], 0),
    expected: [0.5, 0.25, 0.75, -0.5],
  },
  {
    title: "splitEqually",
    run: (on, a, b) => on.splitEqually(on.concat([a, b], 1), 2, 1),
    expected: [0.5, 0.25, 0.75, -0.5, 2, 4, -1, 8],
  },
  {
    title: "rows",
    run: (on, a, b) => on.rows(on.concat([a, b], 0), 1, 2),
    expected: [0.75, -0.5, 2, 4],
  },
  {
    title: "rows to the end",
    run: (on, a, b) => on.rows(on.concat([a, b], 0), 3, -1),
    expected: [-1, 8],
  },
  {
    title: "columns",
    run: (on, a, b) => on.columns(on.concat([a, b], 1), 1, 2),
    expected: [0.25, 2, -0.5, -1],
  },
  {
    title: "gatherRows",
    run: (on, a, _b, _v, rows) => on.gatherRows(a, rows),
    expected: [0.75, -0.5, 0.5, 0.25, 0.75, -0.5],
  },
  {
    // Rows 2, 4; 10, 20; −1, 8 to places 1, 0, 1.
    title: "sumByRow",
    run: (on, a, b, v, rows) => {
      const between = on.add(on.sub(on.rows(b, 0, 1), on.rows(b, 0, 1)), v);
      const parts = [on.rows(b, 0, 1), between, on.rows(b, 1, 1)];
      return on.sumByRow(on.concat(parts, 0), rows, a);
    },
    expected: [10, 20, 1, 12],
  },
  {
    title: "subtractRows",
    run: (on, a, b, _v, rows) => {
      const values = on.concat([b, on.rows(b, 0, 1)], 0);
      return on.subtractRows(a, rows, values);
    },
    // Row 0: 0.5 + 1, 0.25 − 8; row 1: 0.75 − 2 − 2, −0.5 − 4 − 4.
    expected: [1.5, -7.75, -3.25, -8.5],
  },
  {
    title: "padRows",
    run: (on, a) => on.padRows(a, 1),
    expected: [0.5, 0.25, 0.75, -0.5, 0, 0],
  },
];

/** Inputs and weights of a GRU, by their shapes, for {@link runGru}. */
export function gruNumbers({ P, D, H }: { P: number; D: number; H: number }) {
  const prng = seededPrng(1);
  const shapes = [[P, D], [D, 3 * H], [H, 3 * H], [3 * H], [3 * H], [P, H]];
  return shapes.map((shape) => ({
    shape,
    values: drawNumbers(prng, shape.reduce((size, axis) => size * axis, 1)),
  }));
}

/** States and all gradients of a GRU, and the reset gate's part of a kernel. */
export function runGru<T>(
  on: Operations<T>,
  tensors: readonly T[],
  counts: readonly number[],
): T[] {
  const [x, w, u, b, c, dStates] = tensors as [T, T, T, T, T, T];
  const steps = new CountedSteps(on, counts);
  const saved = gruForward(on, { x, w, u, b, c }, steps);
  const known = { x, w, u, c, ...saved, dStates };
  const gradients = gruBackward(on, known, steps);
  const [reset] = splitGates(on, w, 1);
  return [saved.states, ...Object.values(gradients), reset];
}
