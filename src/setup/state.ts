import { randomUUID } from "node:crypto";
import type { Backend } from "./backend.ts";
import { runtimeFolder } from "./runtime_folder.ts";

/** The backend that tensors run on, and why it is this one. */
export interface Installed {
  /** What tensors run on. */
  readonly backend: Backend;
  /** Version of TensorFlow, or of the npm package for webgpu and wasm. */
  readonly version: string;
  /** What the backend was installed for. */
  readonly device: "cpu" | "gpu";
  /** Where it comes from: `PyPI wheel, add-on compiled with g++`. */
  readonly source: string;
  /** One clause for people: `no NVIDIA GPU found`. */
  readonly reason: string;
}

/** What setup remembers of its choice. */
export interface State extends Installed {
  /** Whether there was an NVIDIA GPU: the choice is made anew when that changes. */
  readonly gpu: boolean;
  /** Whether there was Python's pip: likewise, where it was the obstacle. */
  readonly pip: boolean;
  /** Whether a better way was closed: asking for TensorFlow tries it again. */
  readonly secondBest: boolean;
  /** TensorFlow's folder in the runtime folder, where setup put it there. */
  readonly folder?: string;
  /** Version of the npm package that the add-on is for. */
  readonly packageVersion?: string;
  /** SHA-256 of the add-on, in hexadecimal digits. */
  readonly addonDigest?: string;
}

/** A state before it is known how it came to be chosen. */
export type Draft = Omit<State, "reason" | "secondBest">;

/** What there is to tell of a state. */
export function installedOf(state: Installed): Installed {
  const { backend, version, device, source, reason } = state;
  return { backend, version, device, source, reason };
}

/** Raised when the meaning of a field changes: older states are then ignored. */
const FORMAT = 1;

/** The file that says what setup chose. */
const statePath = `${runtimeFolder}/backend.json`;

/**
 * The last choice, or undefined where there is none that can be read.
 *
 * @param path of the file. @default {.runtime/backend.json}
 */
export function readState(path: string = statePath): State | undefined {
  try {
    const { format, ...state } = JSON.parse(Deno.readTextFileSync(path));
    return format === FORMAT ? state : undefined;
  } catch (error) {
    const unreadable = error instanceof Deno.errors.NotFound ||
      error instanceof SyntaxError;
    if (!unreadable) throw error;
    return undefined;
  }
}

/** Remembers a choice, whole or not at all. */
export async function writeState(
  state: State,
  path: string = statePath,
): Promise<void> {
  const temporary = `${path}.${randomUUID()}`;
  const text = JSON.stringify({ format: FORMAT, ...state }, null, 2);
  await Deno.writeTextFile(temporary, `${text}\n`);
  await Deno.rename(temporary, path);
}
