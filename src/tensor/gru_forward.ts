import { type Gates, splitGates } from "./gru_gates.ts";
import type { GruSteps } from "./gru_steps.ts";
import type { Operations } from "./operations.ts";

/** Weights of a layer and what it reads; see {@link GruWeights}. */
export interface GruTensors<T> {
  /** Inputs: `[P, D]`. */
  readonly x: T;
  /** `[D, 3H]` */
  readonly w: T;
  /** `[H, 3H]` */
  readonly u: T;
  /** `[3H]` */
  readonly b: T;
  /** `[3H]` */
  readonly c: T;
}

/** The states, and what the backward pass needs besides: `[P, H]` each. */
export interface GruStates<T> {
  /** The state after each step. */
  readonly states: T;
  /** The reset gate. */
  readonly reset: T;
  /** The update gate. */
  readonly update: T;
  /** The candidate state. */
  readonly candidate: T;
  /**
   * The state's product that the reset gate multiplies, of all steps but the
   * first, where it is the bias; undefined where that is the only one.
   */
  readonly products: T | undefined;
}

/** What a step computes: `[N, H]` each. */
interface GruStep<T> {
  readonly state: T;
  readonly reset: T;
  readonly update: T;
  readonly candidate: T;
  readonly product: T;
}

/**
 * The forward pass of `packedGru`. A step works gate by gate: cutting `[N, 3H]`
 * into gates and joining their gradients again would copy more than the larger
 * products save. The first step's state is zero: no product is needed there.
 */
export function gruForward<T>(
  on: Operations<T>,
  { x, w, u, b, c }: GruTensors<T>,
  steps: GruSteps<T>,
): GruStates<T> {
  const [cReset, cUpdate, cCandidate] = splitGates(on, c, 0);
  const [bReset, bUpdate, bCandidate] = splitGates(on, b, 0);
  // Two biases of a gate add up; only the candidate's must stay apart.
  const biases = [on.add(bReset, cReset), on.add(bUpdate, cUpdate), bCandidate];
  const inputs = splitGates(on, w, 1).map((weight, gate) => {
    const product = on.matMul(x, weight);
    const biased = on.addBias(product, biases[gate]!);
    on.release(product);
    return steps.split(biased);
  });
  const recurrent = splitGates(on, u, 1);
  const done: GruStep<T>[] = [];
  for (let t = 0; t < steps.count; t++) {
    const before = t === 0 ? undefined : steps.head(done[t - 1]!.state, t);
    const input = inputs.map((gate) => gate[t]!) as unknown as Gates<T>;
    done.push(runStep(on, input, { before, recurrent, bias: cCandidate }));
    on.release(...input);
  }
  return joinSteps(on, done);
}

function joinSteps<T>(
  on: Operations<T>,
  steps: readonly GruStep<T>[],
): GruStates<T> {
  const join = (part: keyof GruStep<T>, first = 0) =>
    on.concat(steps.slice(first).map((step) => step[part]), 0);
  return {
    states: join("state"),
    reset: join("reset"),
    update: join("update"),
    candidate: join("candidate"),
    products: steps.length === 1 ? undefined : join("product", 1),
  };
}

interface StepOptions<T> {
  /** State before the step; undefined where it is zero, at step 0. */
  readonly before: T | undefined;
  readonly recurrent: Gates<T>;
  /** Of the candidate's recurrent product. */
  readonly bias: T;
}

function runStep<T>(
  on: Operations<T>,
  [xReset, xUpdate, xCandidate]: Gates<T>,
  { before, recurrent, bias }: StepOptions<T>,
): GruStep<T> {
  const [uReset, uUpdate, uCandidate] = recurrent;
  const gate = (x: T, weight: T) => {
    if (before === undefined) return on.sigmoid(x);
    const product = on.matMul(before, weight);
    const sum = on.add(x, product);
    const value = on.sigmoid(sum);
    on.release(product, sum);
    return value;
  };
  const reset = gate(xReset, uReset);
  const update = gate(xUpdate, uUpdate);
  const product = before === undefined
    ? bias
    : addBias(on, on.matMul(before, uCandidate), bias);
  const kept = on.mul(reset, product);
  const sum = on.add(xCandidate, kept);
  const candidate = on.tanh(sum);
  on.release(kept, sum);
  const state = mix(on, { update, candidate, before });
  return { reset, update, candidate, product, state };
}

/** `(1 − z) ∘ n + z ∘ h` */
function mix<T>(
  on: Operations<T>,
  { update, candidate, before }:
    & Pick<GruStep<T>, "update" | "candidate">
    & Pick<StepOptions<T>, "before">,
): T {
  if (before === undefined) {
    const taken = on.mul(update, candidate);
    const state = on.sub(candidate, taken);
    on.release(taken);
    return state;
  }
  const difference = on.sub(before, candidate);
  const part = on.mul(update, difference);
  const state = on.add(candidate, part);
  on.release(difference, part);
  return state;
}

function addBias<T>(on: Operations<T>, x: T, bias: T): T {
  const sum = on.addBias(x, bias);
  on.release(x);
  return sum;
}
