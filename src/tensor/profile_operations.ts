import { GraphProgram } from "./graph/graph_program.ts";
import { isNative } from "./native.ts";
import { tf } from "./runtime.ts";

/** What one TensorFlow operation has cost. */
export interface OperationCost {
  /** As TensorFlow names it: `MatMul`; or which graph it is. */
  readonly operation: string;
  /** How often it ran. */
  readonly calls: number;
  /** Time in its calls. On a GPU, where calls do not wait, that of dispatch. */
  readonly ms: number;
}

type Binding = Record<string, unknown>;

/**
 * Counts and times every TensorFlow operation from now on, a graph as one, until
 * the function that is returned is called: it gives the costs, the dearest first.
 * On other backends than TensorFlow there is nothing to count.
 */
export function profileOperations(): () => OperationCost[] {
  if (!isNative()) return () => [];
  const backend = tf.backend() as unknown as { binding: Binding };
  const { binding } = backend;
  const costs = new Map<string, { calls: number; ms: number }>();
  const timed = <A extends unknown[]>(
    method: string,
    nameOf: (...args: A) => string,
  ) => {
    const call = bound(binding, method) as (...args: A) => unknown;
    return (...args: A) => {
      const startedAtMs = performance.now();
      const result = call(...args);
      const name = nameOf(...args);
      const cost = costs.get(name) ?? { calls: 0, ms: 0 };
      cost.calls++;
      cost.ms += performance.now() - startedAtMs;
      costs.set(name, cost);
      return result;
    };
  };
  backend.binding = {
    ...copyOf(binding),
    executeOp: timed("executeOp", (name: string) => name),
    runSavedModel: timed(
      "runSavedModel",
      (model: number) => `graph: ${GraphProgram.nameOf(model)}`,
    ),
  };
  return () => {
    backend.binding = binding;
    return [...costs].map(([operation, cost]) => ({ operation, ...cost }))
      .sort((a, b) => b.ms - a.ms);
  };
}

/** The binding's properties cannot be replaced: a plain object takes its place. */
function copyOf(binding: Binding): Binding {
  const copy: Binding = {};
  let holder: object | null = binding;
  while (holder !== null && holder !== Object.prototype) {
    for (const name of Object.getOwnPropertyNames(holder)) {
      if (!Object.hasOwn(copy, name)) copy[name] = bound(binding, name);
    }
    holder = Object.getPrototypeOf(holder);
  }
  return copy;
}

function bound(binding: Binding, name: string): unknown {
  const value = binding[name];
  return typeof value === "function" ? value.bind(binding) : value;
}
