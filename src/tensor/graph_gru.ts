import type { GraphOperations } from "./graph/graph_operations.ts";
import type { Node } from "./graph/graph_def.ts";
import { type GraphEnds, GraphProgram } from "./graph/graph_program.ts";
import { GraphSteps } from "./graph/graph_steps.ts";
import { gruBackward } from "./gru_backward.ts";
import { gruForward } from "./gru_forward.ts";
import type { GruPasses } from "./gru_passes.ts";
import { isNative, usesCuda } from "./native.ts";
import { productType } from "./product_type.ts";
import { tf } from "./runtime.ts";

/** Graphs are made for so many steps, and for twice, four times … as many. */
const MIN_STEPS = 4;
/** For longer sessions no graph is made. */
const MAX_STEPS = 32;

/** By pass and number of steps; they last as long as the process. */
const programs = {
  forward: new Map<number, GraphProgram>(),
  backward: new Map<number, GraphProgram>(),
};

/**
 * Both passes of a GRU as graphs, which serve all batches of about as many steps;
 * undefined where no graph can be run, or is of use.
 *
 * @param counts Sessions that reach each step, falling: `[T]`.
 */
export function graphGru(counts: readonly number[]): GruPasses | undefined {
  const T = Math.max(MIN_STEPS, 2 ** Math.ceil(Math.log2(counts.length)));
  if (counts.length === 1 || T > MAX_STEPS || !isOfUse()) return undefined;
  if (!programs.forward.has(T) && !GraphProgram.canRun()) return undefined;
  const padded = Int32Array.from({ length: T }, (_, t) => counts[t] ?? 0);
  return {
    forward: ({ x, w, u, b, c }) =>
      tf.tidy(() => {
        const given = [x, w, u, b, c, tf.tensor1d(padded)];
        const [states, reset, update, candidate, products] = program(
          "forward",
          T,
        ).run(given);
        return {
          states: states!,
          reset: reset!,
          update: update!,
          candidate: candidate!,
          products: products!,
        };
      }),
    backward: ({ x, w, u, c, products, ...rest }) =>
      tf.tidy(() => {
        const { states, reset, update, candidate, dStates } = rest;
        const saved = [states, reset, update, candidate, products!, dStates];
        const given = [x, w, u, c, ...saved, tf.tensor1d(padded)];
        return program("backward", T).run(given);
      }),
  };
}

/** On a GPU cuDNN is faster; other precisions are eager operations'. */
function isOfUse(): boolean {
  return isNative() && !usesCuda() && productType() === "float32";
}

function program(pass: keyof typeof programs, T: number): GraphProgram {
  const known = programs[pass];
  if (!known.has(T)) {
    const build = pass === "forward" ? buildForward : buildBackward;
    const name = `${pass} GRU of ${T} steps`;
    known.set(T, new GraphProgram(name, (on) => build(on, T)));
  }
  return known.get(T)!;
}

function buildForward(on: GraphOperations, T: number): GraphEnds {
  const counts = on.input("int32");
  const [x, w, u, b, c] = inputs(on);
  const steps = new GraphSteps(on, counts, T);
  const result = gruForward(on, { x, w, u, b, c }, steps);
  const { states, reset, update, candidate, products } = result;
  return {
    inputs: [x, w, u, b, c, counts],
    outputs: [states, reset, update, candidate, products!],
  };
}

function buildBackward(on: GraphOperations, T: number): GraphEnds {
  const counts = on.input("int32");
  const [x, w, u, c, states] = inputs(on);
  const [reset, update, candidate, products, dStates] = inputs(on);
  const saved = { states, reset, update, candidate, products, dStates };
  const steps = new GraphSteps(on, counts, T);
  const gradients = gruBackward(on, { x, w, u, c, ...saved }, steps);
  return {
    inputs: [x, w, u, c, ...Object.values(saved), counts],
    outputs: Object.values(gradients),
  };
}

type Five = [Node, Node, Node, Node, Node];

function inputs(on: GraphOperations): Five {
  return Array.from({ length: 5 }, () => on.input()) as Five;
}
