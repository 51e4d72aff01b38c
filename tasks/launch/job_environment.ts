import { readEnvironment } from "../../src/environment.ts";
import type { Places } from "./launch_flags.ts";

/**
 * The variables of a job's environment. TensorFlow takes as many threads as the
 * job has cores, not as the machine has. No password is among them.
 */
export function jobEnvironment({ cpus }: Places): Record<string, string> {
  const threads = String(Math.max(1, Math.floor(cpus)));
  const { runtime } = readEnvironment();
  return {
    NO_COLOR: "1",
    TF_CPP_MIN_LOG_LEVEL: "2",
    TF_NUM_INTRAOP_THREADS: threads,
    TF_NUM_INTEROP_THREADS: threads,
    ...(runtime !== undefined && { NEXTCART_RUNTIME: runtime }),
  };
}
