/**
 * Times optimiser steps beside PyTorch's: `deno task bench train`. Each network
 * has a process of its own, one after the other: run it on a quiet machine.
 */
import { fileURLToPath } from "node:url";
import { InputError } from "../../src/errors.ts";
import { type Precision, PRECISIONS } from "../../src/tensor/precision.ts";
import type { Stage, StageInput } from "../stage.ts";
import {
  findPytorch,
  PYTORCH_NETWORKS,
  pytorchSteps,
  type PytorchTimes,
} from "./pytorch_steps.ts";
import { runJson } from "./run_json.ts";
import type { StepTimes } from "./step_times.ts";
import { NETWORKS } from "./train_networks.ts";
import { trainText } from "./train_text.ts";

const ONCE = fileURLToPath(new URL("train_once.ts", import.meta.url));
const MATMUL = fileURLToPath(new URL("matmul_once.ts", import.meta.url));

export const bench: Stage = {
  summary: "Time optimiser steps, beside PyTorch where that is installed",
  needsBackend: true,

  async main(input) {
    const { flags, print } = input;
    const networks = chosenNetworks(flags.only);
    const python = flags.json === true
      ? undefined
      : await findPytorch(flags.python as string | undefined);
    const options = {
      networks,
      repeats: wholeNumber(flags, "repeats", "3"),
      seconds: wholeNumber(flags, "seconds", "4"),
    };
    const precision = chosenPrecision(flags.precision);
    const roofBefore = await matmulSpeed(input);
    const steps: Record<string, StepTimes> = {};
    for (const name of networks) {
      print(`Timing ${name} (products in ${precision})`);
      steps[name] = await timeSteps(name, input, { ...options, precision });
    }
    const roofAfter = await matmulSpeed(input);
    if (python === undefined && flags.json !== true) {
      print("PyTorch is not timed: --python names a Python that has it");
    }
    const pytorch = await timePytorch(python, input, options);
    const flopsPerSecond = Math.max(roofBefore, roofAfter);
    const text = trainText({
      ...{ steps, pytorch, flopsPerSecond },
      profileRows: flags.profile === true ? 20 : 5,
    });
    print(
      `\n${text}\n\n${NOTE}\nOur products: ${precision}; PyTorch's: float32.`,
    );
    const medians = Object.entries(steps).map(([name, { best_median_ms }]) => [
      name,
      { best_median_ms },
    ]);
    const { targets_per_s } = steps["sampled"] ?? Object.values(steps)[0]!;
    return {
      steps: Object.fromEntries(medians),
      eventsPerSecond: targets_per_s,
    };
  },
};

const NOTE =
  `A step of ours waits for its batch, which a worker builds meanwhile, takes the
loss, the gradient and the update, and waits for the loss. Items are log-uniform. sampled*: plain inner product
(cosineScale null), 2,048 draws ∝ support^0.5, each candidate once, logQ
correction, lazy Adam; PyTorch: 2,048 log-uniform draws with repeats, sparse
Adagrad. original*: Adam, ours lazy on the input embedding, PyTorch's dense.`;

function chosenNetworks(only: StageInput["flags"][string]): string[] {
  const names = Object.keys(NETWORKS);
  if (typeof only !== "string") return [...PYTORCH_NETWORKS];
  const chosen = only.split(",");
  const unknown = chosen.find((name) => !names.includes(name));
  if (unknown === undefined) return chosen;
  throw new InputError(
    `--only ${unknown}: one of ${names.join(", ")} is wanted`,
  );
}

function chosenPrecision(
  given: StageInput["flags"][string] = "float32",
): Precision {
  const known = PRECISIONS.find((name) => name === given);
  if (known !== undefined) return known;
  throw new InputError(
    `--precision ${given}: one of ${PRECISIONS.join(", ")} is wanted`,
  );
}

function wholeNumber(
  flags: StageInput["flags"],
  name: string,
  fallback: string,
): string {
  const value = flags[name] ?? fallback;
  if (/^[1-9]\d*$/.test(String(value))) return String(value);
  throw new InputError(`--${name} ${value}: a whole number from 1 is wanted`);
}

async function timeSteps(
  name: string,
  { backend, flags }: StageInput,
  { repeats, seconds, precision }: {
    repeats: string;
    seconds: string;
    precision: Precision;
  },
): Promise<StepTimes> {
  const args = [name, backend!.backend, repeats, seconds, precision];
  // Those who read JSON want the times alone.
  if (flags.json !== true) args.push("profile");
  const [times] = await runDeno<StepTimes>(ONCE, args);
  return times!;
}

async function timePytorch(
  python: string | undefined,
  { print }: StageInput,
  options: Parameters<typeof pytorchSteps>[1],
): Promise<PytorchTimes[]> {
  if (python === undefined) return [];
  print("Timing PyTorch");
  return await pytorchSteps(python, options);
}

async function matmulSpeed({ backend }: StageInput): Promise<number> {
  const [result] = await runDeno<{ flops_per_s: number }>(MATMUL, [
    backend!.backend,
  ]);
  return result!.flops_per_s;
}

function runDeno<T>(script: string, args: readonly string[]): Promise<T[]> {
  return runJson(Deno.execPath(), [
    "run",
    "--quiet",
    "--allow-all",
    "--no-check",
    "--unstable-webgpu",
    script,
    ...args,
  ]);
}
