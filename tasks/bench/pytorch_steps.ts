import { fileURLToPath } from "node:url";
import { InputError } from "../../src/errors.ts";
import { runJson } from "./run_json.ts";

const SCRIPT = fileURLToPath(
  new URL("../../tests/golden/step_pytorch.py", import.meta.url),
);
/** Networks that the script knows. */
export const PYTORCH_NETWORKS: readonly string[] = [
  "original",
  "original_all",
  "sampled",
  "sampled_500k",
];
/** PyTorch keeps its large buffers with these: up to twice as fast. */
const ALLOCATION = {
  MALLOC_MMAP_THRESHOLD_: "4294967296",
  MALLOC_TRIM_THRESHOLD_: "8589934592",
};

/** What the script prints of a network. */
export interface PytorchTimes {
  readonly network: string;
  readonly torch: string;
  readonly best_median_ms: number;
  readonly targets_per_s: number;
}

/**
 * The Python to compare with: the one that is named, or `python3` where that
 * has PyTorch; undefined where it has not.
 *
 * @throws {InputError} where the named one has no PyTorch.
 */
export async function findPytorch(
  named: string | undefined,
): Promise<string | undefined> {
  const python = named ?? "python3";
  try {
    const { success } = await new Deno.Command(python, {
      args: ["-c", "import torch"],
      stdout: "null",
      stderr: "null",
    }).output();
    if (success) return python;
  } catch {
    // There is no such program.
  }
  if (named === undefined) return undefined;
  throw new InputError(`--python ${named}: a Python with PyTorch is wanted`);
}

/** Times the networks that PyTorch is compared on, one after the other. */
export async function pytorchSteps(
  python: string,
  options: { networks: readonly string[]; repeats: string; seconds: string },
): Promise<PytorchTimes[]> {
  const { networks, repeats, seconds } = options;
  const known = networks.filter((name) => PYTORCH_NETWORKS.includes(name));
  if (known.length === 0) return [];
  return await runJson(python, [
    SCRIPT,
    "--threads",
    String(navigator.hardwareConcurrency),
    "--repeats",
    repeats,
    "--seconds",
    seconds,
    ...known,
  ], ALLOCATION);
}
