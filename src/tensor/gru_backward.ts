import type { GruSavedStep, GruSizes, GruTensors } from "./gru_forward.ts";
import { type Gates, splitGates } from "./gru_gates.ts";
import type { Operations } from "./operations.ts";

/** Gradients of inputs, kernel, recurrent kernel and both biases. */
export function gruBackward<T>(
  on: Operations<T>,
  { x, w, u, steps, dStates }:
    & Pick<GruTensors<T>, "x" | "w" | "u">
    & { readonly steps: readonly GruSavedStep<T>[]; readonly dStates: T },
  { counts, H }: GruSizes,
): GruTensors<T> {
  const recurrent = splitGates(on, u, { H, axis: 1 });
  const dStateSteps = on.split(dStates, counts, 0);
  const gradients: StepGradients<T>[] = [];
  let carried: T | undefined;
  for (let t = counts.length - 1; t >= 0; t--) {
    const dState = carried === undefined
      ? dStateSteps[t]!
      : addHead(on, dStateSteps[t]!, { rows: carried, counts, t });
    const gradient = stepGradients(on, steps[t]!, dState);
    gradients.unshift(gradient);
    if (t > 0) carried = carry(on, gradient, recurrent);
  }
  return joinGradients(on, { x, w, u, steps, gradients }, { counts, H });
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
  step: GruSavedStep<T>,
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

function joinGradients<T>(
  on: Operations<T>,
  { x, w, u, steps, gradients }: Pick<GruTensors<T>, "x" | "w" | "u"> & {
    readonly steps: readonly GruSavedStep<T>[];
    readonly gradients: readonly StepGradients<T>[];
  },
  { counts, H }: GruSizes,
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
  const weights = splitGates(on, w, { H, axis: 1 });
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
    u: recurrentGradient(on, { u, steps }, {
      gates: [reset, update, product],
      first: counts[0]!,
    }),
    b: on.concat(sums, 0),
    c: on.concat([sums[0]!, sums[1]!, on.sumRows(product)], 0),
  };
}

/** Of the recurrent kernel, from all steps but the first: `[H, 3H]`. */
function recurrentGradient<T>(
  on: Operations<T>,
  { u, steps }: { u: T; steps: readonly GruSavedStep<T>[] },
  { gates, first }: { gates: readonly T[]; first: number },
): T {
  if (steps.length === 1) return on.sub(u, u);
  const before = on.concat(steps.slice(1).map((step) => step.before!), 0);
  return on.concat(
    gates.map((gate) => {
      const rows = on.rows(gate, first, -1);
      return on.matMul(before, rows, { transposeA: true });
    }),
    1,
  );
}

/** Adds rows to the first rows of a matrix. */
function addHead<T>(
  on: Operations<T>,
  whole: T,
  { rows, counts, t }: { rows: T; counts: readonly number[]; t: number },
): T {
  const missing = counts[t]! - counts[t + 1]!;
  const padded = missing === 0 ? rows : on.padRows(rows, missing);
  const sum = on.add(whole, padded);
  on.release(rows, padded);
  return sum;
}
