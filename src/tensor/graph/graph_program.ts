import * as tf from "@tensorflow/tfjs-core";
import { GRAPH_TAG, type Node } from "./graph_def.ts";
import { GraphOperations } from "./graph_operations.ts";

interface Output {
  readonly id: number;
  readonly shape: number[];
  readonly dtype: number;
}

interface NativeBackend {
  readonly binding: {
    loadSavedModel(folder: string, tags: string): number;
    runSavedModel(
      model: number,
      inputs: readonly number[],
      inputNames: string,
      outputNames: string,
    ): Output[];
    deleteSavedModel(model: number): void;
  };
  getInputTensorIds(tensors: readonly tf.Tensor[]): number[];
  createOutputTensor(output: Output): tf.Tensor;
}

/** What a graph is given when it runs, and what it gives. */
export interface GraphEnds {
  /** Nodes that are fed, in order. */
  readonly inputs: readonly Node[];
  /** Nodes that are fetched, in order. */
  readonly outputs: readonly Node[];
}

/**
 * Operations that TensorFlow runs as one graph: it works on several at a time,
 * writes over what is not needed any more, and takes a tenth of the time to start
 * each of them. The graph is brought to it as a saved model, the one form that
 * tfjs takes.
 *
 * It lasts until it is disposed.
 */
export class GraphProgram {
  readonly #backend = tf.backend() as unknown as NativeBackend;
  readonly #model: number;
  readonly #inputs: string;
  readonly #outputs: string;

  /**
   * Whether graphs can be run in this process. Drivers of graphics (Mesa's) bring
   * a library of LLVM whose names are those of TensorFlow's own; a graph that is
   * optimised after that would call into the wrong one.
   */
  static canRun(): boolean {
    isBesideLlvm ||= loadedLibraries().includes("libLLVM");
    return !isBesideLlvm;
  }

  /** What a graph that was loaded is called; undefined where there is none. */
  static nameOf(model: number): string | undefined {
    return loadedNames.get(model);
  }

  /**
   * Lets `build` say what is computed.
   *
   * @param name By which it is known when operations are timed.
   * @param build Adds the operations to an empty graph.
   */
  constructor(name: string, build: (on: GraphOperations) => GraphEnds) {
    const on = new GraphOperations();
    const { inputs, outputs } = build(on);
    this.#inputs = names(inputs);
    this.#outputs = names(outputs);
    const folder = Deno.makeTempDirSync({ prefix: "nextcart-graph-" });
    try {
      Deno.writeFileSync(`${folder}/saved_model.pb`, on.graph.savedModel());
      this.#model = this.#backend.binding.loadSavedModel(folder, GRAPH_TAG);
      loadedNames.set(this.#model, name);
    } finally {
      Deno.removeSync(folder, { recursive: true });
    }
  }

  /**
   * Runs the graph. The caller owns the results.
   *
   * @param inputs In the order in which the graph was built with them.
   */
  run(inputs: readonly tf.Tensor[]): tf.Tensor[] {
    const { binding } = this.#backend;
    const ids = this.#backend.getInputTensorIds(inputs);
    return binding.runSavedModel(this.#model, ids, this.#inputs, this.#outputs)
      .map((output) => this.#backend.createOutputTensor(output));
  }

  /** Takes the graph from TensorFlow. */
  dispose(): void {
    loadedNames.delete(this.#model);
    this.#backend.binding.deleteSavedModel(this.#model);
  }
}

/** Names of graphs by TensorFlow's number. */
const loadedNames = new Map<number, string>();

/** What {@link GraphProgram.canRun} has found; it does not change back. */
let isBesideLlvm = false;

/** The files that this process has mapped; empty where that cannot be told. */
function loadedLibraries(): string {
  try {
    return Deno.readTextFileSync("/proc/self/maps");
  } catch {
    return "";
  }
}

/** Results by name and place. */
function names(nodes: readonly Node[]): string {
  return nodes.map((node) => node.includes(":") ? node : `${node}:0`).join();
}
