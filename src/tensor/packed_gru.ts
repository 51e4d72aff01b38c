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

/** One matrix or vector for each gate, in the order r, z, n. */
type Gates<T> = readonly [T, T, T];

/** What one step of the forward pass leaves for the backward pass: `[N, H]` each. */
interface Step {
  readonly reset: tf.Tensor2D;
  readonly update: tf.Tensor2D;
  readonly candidate: tf.Tensor2D;
  /** The state's product that the reset gate multiplies. */
  readonly product: tf.Tensor2D;
  /** State after the step. */
  readonly state: tf.Tensor2D;
}

interface ForwardWeights {
  readonly w: tf.Tensor2D;
  readonly u: tf.Tensor2D;
  readonly b: tf.Tensor1D;
  readonly c: tf.Tensor1D;
}

// A step works gate by gate: cutting [N, 3H] into gates and joining their
// gradients again would copy more than the larger products save.
function runForward(
  x: tf.Tensor2D,
  { w, u, b, c }: ForwardWeights,
  counts: readonly number[],
): { states: tf.Tensor2D; saved: tf.Tensor2D[] } {
  const H = u.shape[0];
  const inputWeights = splitGates(w);
  const recurrent = splitGates(u);
  const biases = splitGates(b);
  const [cReset, cUpdate, cCandidate] = splitGates(c);
  // Two biases of a gate add up; only the candidate's must stay apart.
  const inputBiases = [
    tf.add(biases[0], cReset),
    tf.add(biases[1], cUpdate),
    biases[2],
  ];
  const inputs = inputWeights.map((weight, gate) =>
    splitSteps(tf.add(tf.matMul(x, weight), inputBiases[gate]!), counts)
  );
  const steps: Step[] = [];
  let state = tf.zeros([counts[0]!, H]) as tf.Tensor2D;
  for (let t = 0; t < counts.length; t++) {
    const step = runStep(
      inputs.map((input) => input[t]!) as unknown as Gates<tf.Tensor2D>,
      headRows(state, counts[t]!),
      { recurrent, bias: cCandidate },
    );
    steps.push(step);
    state = step.state;
  }
  return {
    states: concatRows(steps.map((step) => step.state)),
    saved: steps.flatMap((it) => [
      it.reset,
      it.update,
      it.candidate,
      it.product,
      it.state,
    ]),
  };
}

function runStep(
  [xReset, xUpdate, xCandidate]: Gates<tf.Tensor2D>,
  state: tf.Tensor2D,
  weights: { recurrent: Gates<tf.Tensor2D>; bias: tf.Tensor1D },
): Step {
  const [uReset, uUpdate, uCandidate] = weights.recurrent;
  const reset = tf.sigmoid(tf.add(xReset, tf.matMul(state, uReset)));
  const update = tf.sigmoid(tf.add(xUpdate, tf.matMul(state, uUpdate)));
  const product = tf.add(tf.matMul(state, uCandidate), weights.bias);
  const candidate = tf.tanh(tf.add(xCandidate, tf.mul(reset, product)));
  const next = tf.add(candidate, tf.mul(update, tf.sub(state, candidate)));
  return { reset, update, candidate, product, state: next } as Step;
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
  const recurrent = splitGates(u);
  const dStateSteps = splitSteps(dStates, counts);
  const gradients: StepGradients[] = [];
  const previous: tf.Tensor2D[] = []; // states before each step, [N, H]
  let carried: tf.Tensor2D | undefined;
  for (let t = counts.length - 1; t >= 0; t--) {
    const before = t === 0
      ? tf.zeros([counts[0]!, H]) as tf.Tensor2D
      : headRows(rest[5 * t - 1]!, counts[t]!);
    const dState = carried === undefined
      ? dStateSteps[t]!
      : tf.add(dStateSteps[t]!, padRows(carried, counts[t]!)) as tf.Tensor2D;
    const gradient = stepGradients(readStep(rest, t), before, dState);
    if (t > 0) carried = carry(gradient, recurrent);
    gradients.unshift(gradient);
    previous.unshift(before);
  }
  const join = (part: keyof StepGradients) =>
    concatRows(gradients.map((gradient) => gradient[part]));
  const dGates = [join("reset"), join("update")];
  const dInput = tf.concat([...dGates, join("candidate")], 1); // [P, 3H]
  const dProduct = tf.concat([...dGates, join("product")], 1); // [P, 3H]
  return [
    tf.matMul(dInput, w, false, true),
    tf.matMul(x, dInput, true),
    tf.matMul(concatRows(previous), dProduct, true),
    tf.sum(dInput, 0),
    tf.sum(dProduct, 0),
  ];
}

/** Gradients before the activations of one step: `[N, H]` each. */
interface StepGradients {
  readonly reset: tf.Tensor2D;
  readonly update: tf.Tensor2D;
  readonly candidate: tf.Tensor2D;
  readonly product: tf.Tensor2D;
  /** Of the state before, as far as it passes through unchanged. */
  readonly direct: tf.Tensor2D;
}

function stepGradients(
  step: Step,
  before: tf.Tensor2D,
  dState: tf.Tensor2D,
): StepGradients {
  const direct = tf.mul(dState, step.update) as tf.Tensor2D;
  const candidate = tanhGrad(
    step.candidate,
    tf.sub(dState, direct) as tf.Tensor2D,
  );
  const dUpdate = tf.mul(dState, tf.sub(before, step.candidate));
  const dReset = tf.mul(candidate, step.product);
  return {
    reset: sigmoidGrad(step.reset, dReset as tf.Tensor2D),
    update: sigmoidGrad(step.update, dUpdate as tf.Tensor2D),
    candidate,
    product: tf.mul(candidate, step.reset) as tf.Tensor2D,
    direct,
  };
}

/** Gradient of the state before a step: `[N, H]`. */
function carry(
  { reset, update, product, direct }: StepGradients,
  [uReset, uUpdate, uCandidate]: Gates<tf.Tensor2D>,
): tf.Tensor2D {
  return tf.addN([
    direct,
    tf.matMul(reset, uReset, false, true),
    tf.matMul(update, uUpdate, false, true),
    tf.matMul(product, uCandidate, false, true),
  ]);
}

function readStep(saved: readonly tf.Tensor2D[], t: number): Step {
  const [reset, update, candidate, product, state] = saved.slice(5 * t) as [
    tf.Tensor2D,
    tf.Tensor2D,
    tf.Tensor2D,
    tf.Tensor2D,
    tf.Tensor2D,
  ];
  return { reset, update, candidate, product, state };
}

/** Cuts the last axis, `3H`, into the three gates. */
function splitGates<T extends tf.Tensor>(weights: T): Gates<T> {
  return tf.split(weights, 3, weights.rank - 1) as unknown as Gates<T>;
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
