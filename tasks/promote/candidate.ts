import { type Archive, loadArchive } from "../../src/archive/load_archive.ts";
import { InputError } from "../../src/errors.ts";
import { findRun } from "../../src/track/find_run.ts";
import { runNote } from "../../src/track/mlflow/run_note.ts";
import { presetName } from "../../src/track/preset_name.ts";
import { findVersion } from "../../src/track/registry/find_version.ts";
import type {
  ModelRegistry,
  ModelVersion,
} from "../../src/track/registry/model_registry.ts";
import {
  CONFIG_FILE,
  readConfigFile,
  type RunConfig,
} from "../train/run_files.ts";

/** A registered version, and what its files say. */
export interface Registered {
  readonly version: ModelVersion;
  readonly archive: Archive;
  /** The archive's file. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly config: RunConfig;
}

export interface FindCandidateOptions {
  readonly registry: ModelRegistry;
  /** Folder of runs. */
  readonly runs: string;
  /** Name under which a run is registered. @default {its preset's} */
  readonly name?: string | undefined;
}

/**
 * Finds what is to be promoted: `NAME/3`, `NAME@candidate` (also with `models:/`
 * before it), or a run, which is registered where it is not.
 *
 * @throws {InputError} where there is no such version or run.
 */
export async function findCandidate(
  word: string,
  { registry, runs, name }: FindCandidateOptions,
): Promise<Registered> {
  const registered = await findVersion(registry, word);
  if (registered !== undefined) {
    return await readRegistered(registry, registered);
  }
  const { folder, record } = await findRun(runs, word);
  const version = await registry.register(folder, {
    name: name ?? presetName(record),
    description: runNote(record),
  });
  return await readRegistered(registry, version);
}

/** Reads the archive and the configuration of a registered version. */
export async function readRegistered(
  registry: ModelRegistry,
  version: ModelVersion,
): Promise<Registered> {
  const parent = await Deno.makeTempDir({ prefix: "nextcart-" });
  const folder = `${parent}/model`;
  const called = `${version.name} ${version.version}`;
  try {
    await registry.download(version.name, version.version, folder);
    const file = [...Deno.readDirSync(folder)]
      .find(({ name }) => name.endsWith(".mar"));
    if (file === undefined) {
      throw new InputError(
        `Model ${called} has no archive among its files: deno task archive makes one`,
      );
    }
    const bytes = await Deno.readFile(`${folder}/${file.name}`);
    return {
      version,
      archive: await loadArchive(bytes, { name: called }),
      bytes,
      config: await readConfigFile(`${folder}/${CONFIG_FILE}`),
    };
  } finally {
    await Deno.remove(parent, { recursive: true });
  }
}
