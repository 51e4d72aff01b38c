import { loadArchive } from "../../src/archive/load_archive.ts";
import { flattenParams } from "../../src/config.ts";
import { readEnvironment } from "../../src/environment.ts";
import { describeEnvironment } from "../../src/track/environment.ts";
import { findRun } from "../../src/track/find_run.ts";
import type { LocalRun } from "../../src/track/local_run.ts";
import { type LocalStore, localStore } from "../../src/track/local_store.ts";
import type { Scalar } from "../../src/track/tracker.ts";
import type { StageInput } from "../stage.ts";
import {
  CONFIG_FILE,
  FEATURES_FILE,
  readRunConfig,
  type RunConfig,
} from "./run_files.ts";
import { trackedDataset } from "./tracked_dataset.ts";

/** A run that trains, and the configuration it began with. */
export interface TrainingRun {
  readonly run: LocalRun;
  readonly config: RunConfig;
}

export interface OpenRunOptions {
  /** What the run's environment tells beside the machine. @default {{}} */
  readonly environment?: Readonly<Record<string, Scalar>>;
  /** Keeps it. @default {the local store} */
  readonly store?: LocalStore;
}

/**
 * Opens the run that `--resume` names, with the configuration it began with,
 * or a new one on the dataset that `prepare` gives.
 */
export async function openRun(
  input: StageInput,
  prepare: () => Promise<{ data: string; digest: string }>,
  options: OpenRunOptions = {},
): Promise<TrainingRun> {
  const folder = String(input.flags.runs ?? "runs");
  const { environment = {}, store = localStore(folder) } = options;
  if (typeof input.flags.resume === "string") {
    const { record } = await findRun(folder, input.flags.resume);
    const config = await readRunConfig(`${folder}/${record.id}`);
    const run = await store.resume(record.id);
    await removeParts(run.folder);
    await removeParts(`${run.folder}/artifacts`);
    return { run, config };
  }
  const start = await checkedStart(input);
  const { data, digest } = await prepare();
  const { preset, params } = input;
  const config = { preset, data, digest, params, ...(start && { start }) };
  const { backend, version } = input.backend!;
  const { commit, ci } = readEnvironment();
  const run = await store.start({
    experiment: preset,
    params: flattenParams(params),
    environment: {
      ...await describeEnvironment({
        backend,
        dataDigest: digest,
        versions: { ...Deno.version, [backend]: version },
        commit,
        ci,
      }),
      ...environment,
    },
    datasets: [await trackedDataset(config)],
  });
  await run.logArtifact(CONFIG_FILE, JSON.stringify(config, null, 2) + "\n");
  await run.logArtifact(
    FEATURES_FILE,
    await Deno.readFile(`${data}/features.json`),
  );
  return { run, config };
}

/** The archive that `--start` names, where it is whole: told before preparing. */
async function checkedStart(
  { flags: { start } }: StageInput,
): Promise<string | undefined> {
  if (typeof start !== "string") return undefined;
  await loadArchive(start);
  return start;
}

/** A killed process may have left files that it was about to rename. */
export async function removeParts(folder: string): Promise<void> {
  for await (const { name, isFile } of Deno.readDir(folder)) {
    if (isFile && name.endsWith(".part")) {
      await Deno.remove(`${folder}/${name}`);
    }
  }
}
