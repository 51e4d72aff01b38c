/** What run_graphs.ts prints. */
export interface GraphResults {
  /** Of OPERATION_CASES, in their order. */
  readonly operations: readonly (readonly number[])[];
  readonly steps: readonly (readonly number[])[];
  /** Of GRU_CASES. */
  readonly gru: readonly {
    readonly byGraph: boolean;
    readonly value: number;
    readonly gradients: readonly (readonly number[])[];
  }[];
  /** Of BLOCK_CASES. */
  readonly blocks: readonly (readonly (readonly number[])[])[];
  /** Values and gradients of LOSS_CASES. */
  readonly losses: readonly (readonly (readonly number[])[])[];
  /** Tensors that tfjs and TensorFlow hold, before and after a GRU is run again. */
  readonly before: readonly number[];
  readonly after: readonly number[];
}

/** Runs graphs in a process of their own: see GraphProgram.canRun(). */
export async function graphResults(): Promise<GraphResults> {
  const script = new URL("run_graphs.ts", import.meta.url).pathname;
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "-A", "--no-check", script],
    env: { TF_CPP_MIN_LOG_LEVEL: "2" },
    stderr: "inherit",
  }).output();
  return JSON.parse(new TextDecoder().decode(stdout));
}
