import { InputError } from "../errors.ts";
import { writeWhole } from "../write_whole.ts";
import type { Fingerprint } from "./fingerprint.ts";
import { stableJson } from "./stable_json.ts";
import type { Tree } from "./tree.ts";

/** Name of the lock file in a pipeline's folder. */
export const LOCK_FILE = "pipeline.lock";

/** What an output is. */
export interface LockedOutput {
  /** See tree.ts. */
  readonly digest: string;
  /** Size in bytes. */
  readonly bytes: number;
  /** Number of files. */
  readonly files: number;
}

/** What a stage last made, and of what. */
export interface LockedStage extends Fingerprint {
  /** By path. */
  readonly outputs: Readonly<Record<string, LockedOutput>>;
  /** What the stage has measured. */
  readonly metrics: Readonly<Record<string, number>>;
}

/** What the outputs in a pipeline's folder are and what they came of. */
export interface Lock {
  /** By stage. */
  readonly stages: Readonly<Record<string, LockedStage>>;
}

/** Rises when a reader of the older form would misread the file. */
const FORMAT = 1;

/**
 * Reads a lock file; where there is none, nothing was made yet.
 *
 * @throws {InputError} where it is no lock file of this version.
 */
export async function readLock(path: string): Promise<Lock> {
  try {
    return parseLock(await Deno.readTextFile(path), path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return { stages: {} };
    throw error;
  }
}

/**
 * Takes the text of a lock file apart.
 *
 * @param name Of the file, for messages.
 * @throws {InputError} where it is none of this version.
 */
export function parseLock(text: string, name: string): Lock {
  try {
    const { formatVersion, stages } = JSON.parse(text);
    if (formatVersion === FORMAT && Object.values(stages).every(isStage)) {
      return { stages };
    }
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof TypeError)) {
      throw error;
    }
  }
  throw new InputError(
    `${name} is no lock file of this version of the pipeline: remove it to begin anew`,
  );
}

function isStage(value: unknown): boolean {
  const { code, params, inputs, environment, outputs, metrics } = value as
    & LockedStage
    & Record<string, unknown>;
  return typeof code === "string" &&
    [params, inputs, environment, outputs, metrics]
      .every((it) => it !== null && typeof it === "object");
}

/** Writes a lock file: a value a line, sorted, so that changes can be read. */
export async function writeLock(path: string, { stages }: Lock): Promise<void> {
  const text = stableJson({ formatVersion: FORMAT, stages }, 2);
  await writeWhole(path, `${text}\n`);
}

/** What a lock file keeps of an output. */
export function lockedOutput({ digest, bytes, files }: Tree): LockedOutput {
  return { digest, bytes, files: files.length };
}
