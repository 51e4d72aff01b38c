import { type Gates, splitGates } from "./gru_gates.ts";
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

/** Sizes of a packed batch and a layer. */
export interface GruSizes {
  /** Sessions that reach each step, falling: `[T]`. */
  readonly counts: readonly number[];
  /** Hidden units. */
  readonly H: number;
}

/** What a step leaves for the backward pass: `[N, H]` each. */
export interface GruSavedStep<T> {
  /** The reset gate: `[B, H]`. */
  readonly reset: T;
  /** The update gate: `[B, H]`. */
  readonly update: T;
  /** The candidate state: `[B, H]`. */
  readonly candidate: T;
  /** The state's product that the reset gate multiplies; step 0: its bias. */
  readonly product: T;
  /** State before the step; undefined where that is zero, at step 0. */
  readonly before: T | undefined;
}

/** A step and its result. */
export interface GruStep<T> extends GruSavedStep<T> {
  /** The state after the step: `[B, H]`. */
  readonly state: T;
}

/**
 * The forward pass of `packedGru`. A step works gate by gate: cutting `[N, 3H]`
 * into gates and joining their gradients again would copy more than the larger
 * products save. The first step's state is zero: no product is needed there.
 */
export function gruForward<T>(
  on: Operations<T>,
  { x, w, u, b, c }: GruTensors<T>,
  { counts, H }: GruSizes,
): GruStep<T>[] {
  const [cReset, cUpdate, cCandidate] = splitGates(on, c, { H, axis: 0 });
  const [bReset, bUpdate, bCandidate] = splitGates(on, b, { H, axis: 0 });
  // Two biases of a gate add up; only the candidate's must stay apart.
  const biases = [on.add(bReset, cReset), on.add(bUpdate, cUpdate), bCandidate];
  const inputs = splitGates(on, w, { H, axis: 1 }).map((weight, gate) => {
    const product = on.matMul(x, weight);
    const biased = on.addBias(product, biases[gate]!);
    on.release(product);
    return on.split(biased, counts, 0);
  });
  const recurrent = splitGates(on, u, { H, axis: 1 });
  const steps: GruStep<T>[] = [];
  for (let t = 0; t < counts.length; t++) {
    const before = t === 0
      ? undefined
      : headRows(on, steps[t - 1]!.state, [counts[t - 1]!, counts[t]!]);
    const input = inputs.map((gate) => gate[t]!) as unknown as Gates<T>;
    steps.push(runStep(on, input, { before, recurrent, bias: cCandidate }));
    on.release(...input);
  }
  return steps;
}

interface StepOptions<T> {
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
  return { reset, update, candidate, product, before, state };
}

/** `(1 − z) ∘ n + z ∘ h` */
function mix<T>(
  on: Operations<T>,
  { update, candidate, before }: Pick<
    GruStep<T>,
    "update" | "candidate" | "before"
  >,
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

function headRows<T>(
  on: Operations<T>,
  rows: T,
  [from, to]: readonly [number, number],
): T {
  return from === to ? rows : on.rows(rows, 0, to);
}
