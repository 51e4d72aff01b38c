import { InputError } from "../errors.ts";
import { packageVersion } from "./addon_package.ts";
import { type Backend, parseBackend } from "./backend.ts";
import { checkState } from "./check_state.ts";
import { installByScript } from "./install_by_script.ts";
import { installTensorFlow } from "./install_tensorflow.ts";
import { withLock } from "./lock.ts";
import { inspectMachine, type Machine } from "./machine.ts";
import type { OnProgress } from "./progress.ts";
import { removeLeftovers, runtimeFolder } from "./runtime_folder.ts";
import { shareRuntime } from "./share_runtime.ts";
import {
  type Draft,
  type Installed,
  installedOf,
  readState,
  type State,
  writeState,
} from "./state.ts";
import { Unavailable } from "./unavailable.ts";
import { findWebGpu } from "./webgpu.ts";
import { supportsGpu } from "./wheels.ts";

/** Options of {@link setup}. */
export interface SetupOptions {
  /** `tensorflow`, `webgpu` or `wasm`; absent: the best that can be had. */
  readonly backend?: string | undefined;
  /** Takes the one line that says which backend it is, and why. */
  readonly report?: (line: string) => void;
  /** Takes what is shown meanwhile. */
  readonly progress?: OnProgress;
}

/**
 * Installs a backend for tensors, where it is not there already, and says
 * which and why. A second call takes some 10 ms. Only one process installs at
 * a time; the others wait for it.
 *
 * A backend that is asked for by name, other than TensorFlow, needs nothing
 * installed and is not remembered.
 *
 * @throws {InputError} where the backend is unknown or cannot be had here.
 */
export async function setup(options: SetupOptions = {}): Promise<Installed> {
  const { backend, report, progress = () => {} } = options;
  const wanted = backend === undefined ? undefined : parseBackend(backend);
  const installed = installedOf(await choose(wanted, progress));
  report?.(describe(installed));
  return installed;
}

/** The line for people: `TensorFlow 2.21.0 on the CPU (…): no NVIDIA GPU found`. */
export function describe(installed: Installed): string {
  const { backend, version, device, source, reason } = installed;
  const name = NAMES[backend];
  const on = `on the ${device.toUpperCase()}`;
  return `${name} ${version} ${on} (${source}): ${reason}`;
}

const NAMES: Readonly<Record<Backend, string>> = {
  tensorflow: "TensorFlow",
  webgpu: "WebGPU",
  wasm: "WebAssembly",
};

const SLOW = "many times slower than TensorFlow";
const TRY_AGAIN = "`deno task setup --backend tensorflow` tries again";

async function choose(
  wanted: Backend | undefined,
  progress: OnProgress,
): Promise<Installed> {
  if (wanted === "wasm") return await wasm(`asked for, ${SLOW}`);
  if (wanted === "webgpu") return await findWebGpu();
  await shareRuntime();
  const ready = await findReady(wanted);
  if (ready !== undefined) return ready;
  await Deno.mkdir(runtimeFolder, { recursive: true });
  return await withLock(`${runtimeFolder}/setup.lock`, {
    onWait: () => progress({ label: "Waiting for another setup to finish" }),
    work: async () =>
      await findReady(wanted) ?? await install(wanted, progress),
  });
}

/** What an earlier setup installed, where it still holds. */
async function findReady(
  wanted: Backend | undefined,
): Promise<Installed | undefined> {
  const state = readState();
  if (state === undefined) return undefined;
  if (wanted !== undefined && state.secondBest) return undefined;
  return await checkState(state) ? state : undefined;
}

async function install(
  wanted: Backend | undefined,
  progress: OnProgress,
): Promise<Installed> {
  await removeLeftovers();
  const machine = await inspectMachine();
  const obstacles: string[] = [];
  const state = await tryWays(ways(machine), { obstacles, progress }) ??
    await fallBack(machine, obstacles);
  if (wanted !== undefined && wanted !== state.backend) {
    throw new InputError(`--backend ${wanted}: ${told(obstacles)}`);
  }
  await writeState(state);
  return state;
}

/** Takes the first way that is open, and collects why others are closed. */
async function tryWays(
  ways: readonly Way[],
  { obstacles, progress }: { obstacles: string[]; progress: OnProgress },
): Promise<State | undefined> {
  for (const way of ways) {
    try {
      const draft = await way(progress);
      const reason = reasonOf(draft, obstacles);
      return { ...draft, reason, secondBest: obstacles.length > 0 };
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
      obstacles.push(error.message);
    }
  }
  return undefined;
}

async function fallBack(
  { gpu, python }: Machine,
  obstacles: readonly string[],
): Promise<State> {
  return {
    ...await wasm(`${SLOW}, but ${told(obstacles)}; ${TRY_AGAIN}`),
    gpu,
    pip: python !== undefined,
    secondBest: true,
  };
}

type Way = (progress: OnProgress) => Promise<Draft>;

function ways(machine: Machine): Way[] {
  const onCpu = { ...machine, gpu: false };
  return [
    (progress) => installTensorFlow(machine, { progress }),
    ...(supportsGpu(machine)
      ? [async (progress: OnProgress) => ({
        ...await installTensorFlow(onCpu, { progress }),
        gpu: true,
      })]
      : []),
    (progress) => installByScript(machine, { progress }),
  ];
}

function reasonOf(
  { device, gpu }: Draft,
  obstacles: readonly string[],
): string {
  if (obstacles.length > 0) return `${told(obstacles)}; ${TRY_AGAIN}`;
  if (device === "gpu") return "NVIDIA GPU found";
  return gpu ? "no build for this GPU" : "no NVIDIA GPU found";
}

/** The builds for GPU and CPU often meet the same obstacle. */
function told(obstacles: readonly string[]): string {
  return [...new Set(obstacles)].join("; ");
}

async function wasm(reason: string): Promise<Installed> {
  return {
    backend: "wasm",
    version: await packageVersion("@tensorflow/tfjs-backend-wasm"),
    device: "cpu",
    source: "npm package",
    reason,
  };
}
