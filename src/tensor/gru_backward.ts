import type { GruStates, GruTensors } from "./gru_forward.ts";
import { type Gates, splitGates } from "./gru_gates.ts";
import type { GruSteps } from "./gru_steps.ts";
import type { Operations } from "./operations.ts";

/** What the backward pass reads. */
export interface GruBackwardInputs<T>
  extends Pick<GruTensors<T>, "x" | "w" | "u" | "c">, GruStates<T> {
  /** Gradient of the states: `[P, H]`. */
  readonly dStates: T;
}

/** Gradients of inputs, kernel, recurrent kernel and both biases. */
export function gruBackward<T>(
  on: Operations<T>,
  inputs: GruBackwardInputs<T>,
  steps: GruSteps<T>,
): GruTensors<T> {
  const { x, w, u, dStates } = inputs;
  const recurrent = splitGates(on, u, 1);
  const dStateSteps = steps.split(dStates);
  const done = savedSteps(on, inputs, steps);
  const gradients: StepGradients<T>[] = [];
  let carried: T | undefined;
  for (let t = steps.count - 1; t >= 0; t--) {
    const dState = carried === undefined
      ? dStateSteps[t]!
      : addHead(on, dStateSteps[t]!, steps.pad(carried, t + 1));
    const gradient = stepGradients(on, done[t]!, dState);
    gradients.unshift(gradient);
    if (t > 0) carried = carry(on, gradient, recurrent);
  }
  const before = done.slice(1).map((step) => step.before!);
  return joinGradients(on, { x, w, u, before, gradients }, steps);
}

/** What the forward pass has left of a step: `[N, H]` each. */
interface SavedStep<T> {
  readonly reset: T;
  readonly update: T;
  readonly candidate: T;
  readonly product: T;
  /** State before the step; undefined where that is zero, at step 0. */
  readonly before: T | undefined;
}

function savedSteps<T>(
  on: Operations<T>,
  { states, reset, update, candidate, products, c }: GruBackwardInputs<T>,
  steps: GruSteps<T>,
): SavedStep<T>[] {
  const [, , bias] = splitGates(on, c, 0);
  const later = products === undefined ? [] : steps.splitLater(products);
  const [state, resets, updates, candidates] = [
    steps.split(states),
    steps.split(reset),
    steps.split(update),
    steps.split(candidate),
  ];
  return resets.map((reset, t) => ({
    reset,
    update: updates[t]!,
    candidate: candidates[t]!,
    product: t === 0 ? bias : later[t - 1]!,
    before: t === 0 ? undefined : steps.head(state[t - 1]!, t),
  }));
}

/** Gradients before the activations of one step: `[N, H]` each. */
interface StepGradients<T> {
  readonly reset: T;
  readonly update: T;
  readonly candidate: T;
  readonly product: T;
  /** Of the state before, as far as it passes through unchanged. */
  readonly direct: T;
}

function stepGradients<T>(
  on: Operations<T>,
  step: SavedStep<T>,
  dState: T,
): StepGradients<T> {
  const direct = on.mul(dState, step.update);
  const through = on.sub(dState, direct);
  const candidate = on.tanhGrad(step.candidate, through);
  const difference = step.before === undefined
    ? on.neg(step.candidate)
    : on.sub(step.before, step.candidate);
  const dUpdate = on.mul(dState, difference);
  const dReset = on.mul(candidate, step.product);
  const gradients = {
    reset: on.sigmoidGrad(step.reset, dReset),
    update: on.sigmoidGrad(step.update, dUpdate),
    candidate,
    product: on.mul(candidate, step.reset),
    direct,
  };
  on.release(through, difference, dUpdate, dReset);
  return gradients;
}

/** Gradient of the state before a step: `[N, H]`. */
function carry<T>(
  on: Operations<T>,
  { reset, update, product, direct }: StepGradients<T>,
  [uReset, uUpdate, uCandidate]: Gates<T>,
): T {
  const parts = [
    direct,
    on.matMul(reset, uReset, { transposeB: true }),
    on.matMul(update, uUpdate, { transposeB: true }),
    on.matMul(product, uCandidate, { transposeB: true }),
  ];
  const carried = on.addN(parts);
  on.release(...parts);
  return carried;
}

interface GradientParts<T> extends Pick<GruTensors<T>, "x" | "w" | "u"> {
  /** States before all steps but the first. */
  readonly before: readonly T[];
  readonly gradients: readonly StepGradients<T>[];
}

function joinGradients<T>(
  on: Operations<T>,
  { x, w, u, before, gradients }: GradientParts<T>,
  steps: GruSteps<T>,
): GruTensors<T> {
  const join = (part: keyof StepGradients<T>) =>
    on.concat(gradients.map((gradient) => gradient[part]), 0); // [P, H]
  const [reset, update, candidate, product] = [
    join("reset"),
    join("update"),
    join("candidate"),
    join("product"),
  ];
  const inputs = [reset, update, candidate];
  const weights = splitGates(on, w, 1);
  const sums = inputs.map((gate) => on.sumRows(gate));
  return {
    x: on.addN(
      inputs.map((gate, at) =>
        on.matMul(gate, weights[at]!, { transposeB: true })
      ),
    ),
    w: on.concat(
      inputs.map((gate) => on.matMul(x, gate, { transposeA: true })),
      1,
    ),
    u: before.length === 0 ? on.sub(u, u) : recurrentGradient(
      on,
      on.concat(before, 0),
      [reset, update, product].map((gate) => steps.later(gate)),
    ),
    b: on.concat(sums, 0),
    c: on.concat([sums[0]!, sums[1]!, on.sumRows(product)], 0),
  };
}

/** Of the recurrent kernel, from all steps but the first: `[H, 3H]`. */
function recurrentGradient<T>(
  on: Operations<T>,
  before: T,
  gates: readonly T[],
): T {
  return on.concat(
    gates.map((gate) => on.matMul(before, gate, { transposeA: true })),
    1,
  );
}

/** Adds rows, as many or with zeros at their end, and releases them. */
function addHead<T>(on: Operations<T>, whole: T, padded: T): T {
  const sum = on.add(whole, padded);
  on.release(padded);
  return sum;
}
