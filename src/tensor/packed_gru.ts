import { tf } from "./runtime.ts";
import { customGradient } from "./custom_gradient.ts";
import { sigmoidGrad, tanhGrad } from "./activation_gradients.ts";

/**
 * Weights of one GRU layer, gates in the order reset, update, candidate, as
 * PyTorch and cuDNN lay them out.
 */
export interface GruWeights {
  /** From the input: `[D, 3H]`. */
  readonly kernel: tf.Tensor2D;
  /** From the state: `[H, 3H]`. */
  readonly recurrent: tf.Tensor2D;
  /** Beside the input's product: `[3H]`. */
  readonly bias: tf.Tensor1D;
  /** Beside the state's product, inside the reset gate's reach: `[3H]`. */
  readonly recurrentBias: tf.Tensor1D;
}

/**
 * A GRU over a packed batch: sessions sorted by falling length, events step by
 * step (all first events, then all second ones, …), no padding. Step `t` holds
 * the first `counts[t]` sessions. Initial states are zero.
 *
 *     r = σ(x·Wr + br + h·Ur + cr)      z = σ(x·Wz + bz + h·Uz + cz)
 *     n = tanh(x·Wn + bn + r ∘ (h·Un + cn))      h' = (1 − z) ∘ n + z ∘ h
 *
 * This is the form in which the reset gate acts after the product (cuDNN,
 * PyTorch, ONNX's `linear_before_reset = 1`): https://arxiv.org/abs/1406.1078v1
 *
 * One operation for autodiff: its gradient is written out below, so that the
 * tape does not grow with the number of steps.
 *
 * @param inputs `[P, D]`, `P` the number of events.
 * @returns The state after each event: `[P, H]`.
 */
export function packedGru(
  inputs: tf.Tensor2D,
  weights: GruWeights,
  counts: readonly number[],
): tf.Tensor2D {
  const { kernel: w, recurrent: u, bias: b, recurrentBias: c } = weights;
  return customGradient<tf.Tensor2D>([inputs, w, u, b, c], () => {
    const { states, saved } = runForward(inputs, { w, u, b, c }, counts);
    return {
      value: states,
      saved: [inputs, w, u, ...saved],
      gradient: (dStates, kept) =>
        runBackward(dStates, kept as tf.Tensor2D[], counts),
    };
  });
}

interface ForwardWeights {
  readonly w: tf.Tensor2D;
  readonly u: tf.Tensor2D;
  readonly b: tf.Tensor1D;
  readonly c: tf.Tensor1D;
}

/** What one step of the forward pass leaves for the backward pass. */
interface Step {
  /** Gates r and z: `[N, 2H]`. */
  readonly gates: tf.Tensor2D;
  /** Candidate: `[N, H]`. */
  readonly candidate: tf.Tensor2D;
  /** The state's product that the reset gate multiplies: `[N, H]`. */
  readonly product: tf.Tensor2D;
  /** State after the step: `[N, H]`. */
  readonly state: tf.Tensor2D;
}

function runForward(
  x: tf.Tensor2D,
  { w, u, b, c }: ForwardWeights,
  counts: readonly number[],
): { states: tf.Tensor2D; saved: tf.Tensor2D[] } {
  const H = u.shape[0];
  // The gates' two biases add up; only the candidate's must stay apart.
  const [cGates, cCandidate] = tf.split(c, [2 * H, H]) as tf.Tensor1D[];
  const [bGates, bCandidate] = tf.split(b, [2 * H, H]) as tf.Tensor1D[];
  const [wGates, wCandidate] = tf.split(w, [2 * H, H], 1) as tf.Tensor2D[];
  const [uGates, uCandidate] = tf.split(u, [2 * H, H], 1) as tf.Tensor2D[];
  const gateBias = tf.add(bGates!, cGates!);
  const xGates = splitSteps(
    tf.add(tf.matMul(x, wGates!), gateBias), // [P, 2H]
    counts,
  );
  const xCandidate = splitSteps(
    tf.add(tf.matMul(x, wCandidate!), bCandidate!), // [P, H]
    counts,
  );
  const steps: Step[] = [];
  let state = tf.zeros([counts[0]!, H]) as tf.Tensor2D;
  for (let t = 0; t < counts.length; t++) {
    const step = runStep(
      { gates: xGates[t]!, candidate: xCandidate[t]! },
      headRows(state, counts[t]!),
      { uGates: uGates!, uCandidate: uCandidate!, cCandidate: cCandidate! },
    );
    steps.push(step);
    state = step.state;
  }
  const states = concatRows(steps.map((step) => step.state));
  return {
    states,
    saved: steps.flatMap((
      it,
    ) => [it.gates, it.candidate, it.product, it.state]),
  };
}

function runStep(
  x: { gates: tf.Tensor2D; candidate: tf.Tensor2D },
  state: tf.Tensor2D,
  weights: {
    uGates: tf.Tensor2D;
    uCandidate: tf.Tensor2D;
    cCandidate: tf.Tensor1D;
  },
): Step {
  const gates = tf.sigmoid(
    tf.add(x.gates, tf.matMul(state, weights.uGates)),
  ) as tf.Tensor2D; // [N, 2H]
  const [r, z] = tf.split(gates, 2, 1) as [tf.Tensor2D, tf.Tensor2D];
  const product = tf.add(
    tf.matMul(state, weights.uCandidate),
    weights.cCandidate,
  ) as tf.Tensor2D; // [N, H]
  const candidate = tf.tanh(
    tf.add(x.candidate, tf.mul(r, product)),
  ) as tf.Tensor2D; // [N, H]
  const next = tf.add(
    candidate,
    tf.mul(z, tf.sub(state, candidate)),
  ) as tf.Tensor2D; // [N, H]
  return { gates, candidate, product, state: next };
}

/** Gradients of inputs, kernel, recurrent kernel and both biases. */
function runBackward(
  dStates: tf.Tensor2D,
  saved: tf.Tensor2D[],
  counts: readonly number[],
): tf.Tensor[] {
  const [x, w, u, ...rest] = saved as [
    tf.Tensor2D,
    tf.Tensor2D,
    tf.Tensor2D,
    ...tf.Tensor2D[],
  ];
  const H = u.shape[0];
  const steps = counts.map((_, t): Step => ({
    gates: rest[4 * t]!,
    candidate: rest[4 * t + 1]!,
    product: rest[4 * t + 2]!,
    state: rest[4 * t + 3]!,
  }));
  const dStateSteps = splitSteps(dStates, counts);
  const dInputs: tf.Tensor2D[] = []; // of the input's products, [N, 3H] a step
  const dProducts: tf.Tensor2D[] = []; // of the candidate's state product, [N, H]
  const previous: tf.Tensor2D[] = []; // states before each step, [N, H]
  let carried: tf.Tensor2D | undefined;
  for (let t = counts.length - 1; t >= 0; t--) {
    const before = t === 0
      ? tf.zeros([counts[0]!, H]) as tf.Tensor2D
      : headRows(steps[t - 1]!.state, counts[t]!);
    const dState = carried === undefined
      ? dStateSteps[t]!
      : tf.add(dStateSteps[t]!, padRows(carried, counts[t]!)) as tf.Tensor2D;
    const { dGates, dCandidate, dProduct, dDirect } = stepGradients(
      steps[t]!,
      before,
      dState,
    );
    const dRecurrent = tf.concat([dGates, dProduct], 1); // [N, 3H]
    carried = tf.add(
      dDirect,
      tf.matMul(dRecurrent, u, false, true),
    ) as tf.Tensor2D;
    dInputs.unshift(tf.concat([dGates, dCandidate], 1));
    dProducts.unshift(dProduct);
    previous.unshift(before);
  }
  const dInput = concatRows(dInputs); // [P, 3H]
  const dProduct = concatRows(dProducts); // [P, H]
  const dRecurrent = tf.concat([
    tf.slice(dInput, [0, 0], [-1, 2 * H]),
    dProduct,
  ], 1); // [P, 3H]
  return [
    tf.matMul(dInput, w, false, true),
    tf.matMul(x, dInput, true),
    tf.matMul(concatRows(previous), dRecurrent, true),
    tf.sum(dInput, 0),
    tf.sum(dRecurrent, 0),
  ];
}

function stepGradients(
  step: Step,
  before: tf.Tensor2D,
  dState: tf.Tensor2D,
) {
  const [r, z] = tf.split(step.gates, 2, 1) as [tf.Tensor2D, tf.Tensor2D];
  const dDirect = tf.mul(dState, z) as tf.Tensor2D;
  const dCandidate = tanhGrad(
    step.candidate,
    tf.sub(dState, dDirect) as tf.Tensor2D,
  );
  const dZ = tf.mul(dState, tf.sub(before, step.candidate));
  const dR = tf.mul(dCandidate, step.product);
  const dGates = sigmoidGrad(
    step.gates,
    tf.concat([dR, dZ], 1) as tf.Tensor2D,
  ); // [N, 2H]
  const dProduct = tf.mul(dCandidate, r) as tf.Tensor2D;
  return { dGates, dCandidate, dProduct, dDirect };
}

function splitSteps(
  packed: tf.Tensor,
  counts: readonly number[],
): tf.Tensor2D[] {
  if (counts.length === 1) return [packed as tf.Tensor2D];
  return tf.split(packed, [...counts]) as tf.Tensor2D[];
}

function concatRows(parts: tf.Tensor2D[]): tf.Tensor2D {
  return parts.length === 1 ? parts[0]! : tf.concat(parts, 0);
}

function headRows(rows: tf.Tensor2D, count: number): tf.Tensor2D {
  return rows.shape[0] === count
    ? rows
    : tf.slice(rows, [0, 0], [count, -1]) as tf.Tensor2D;
}

function padRows(rows: tf.Tensor2D, count: number): tf.Tensor2D {
  return rows.shape[0] === count
    ? rows
    : tf.pad(rows, [[0, count - rows.shape[0]], [0, 0]]) as tf.Tensor2D;
}
