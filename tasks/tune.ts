/** Searches for parameters by the validation split: `deno task tune`. */
import { dirname, resolve } from "node:path";
import { flattenParams } from "../src/config.ts";
import { readEnvironment } from "../src/environment.ts";
import { InputError } from "../src/errors.ts";
import { startBackend } from "../src/tensor/runtime.ts";
import { describeEnvironment } from "../src/track/environment.ts";
import { findRun } from "../src/track/find_run.ts";
import type { LocalRun } from "../src/track/local_run.ts";
import type { LocalStore } from "../src/track/local_store.ts";
import { writeWhole } from "../src/write_whole.ts";
import { DATASET_FLAGS } from "./dataset_flags.ts";
import { LAUNCH_FLAGS, readPlaces } from "./launch/launch_flags.ts";
import { openLauncher } from "./launch/open_launcher.ts";
import { openStore, STORE_FLAGS } from "./open_store.ts";
import type { Stage, StageInput } from "./stage.ts";
import { resumeCommand } from "./train/resume_command.ts";
import { trackedDataset } from "./train/tracked_dataset.ts";
import { paramsTree } from "./tune/draw_params.ts";
import { makeSettings } from "./tune/make_settings.ts";
import { runSearch, type RunSearchOptions } from "./tune/run_search.ts";
import { resumedSettings } from "./tune/resumed_settings.ts";
import { TUNE_FILE, type TuneSettings } from "./tune/tune_settings.ts";
import { type TriedTrial, tuneText } from "./tune/tune_text.ts";
import { trainTrial } from "./tune/train_trial.ts";
import { useColor } from "./use_color.ts";
import { wholeFlag } from "./whole_flag.ts";

/** The best parameters, among the artifacts of the search's run. */
const BEST_FILE = "best.json";

export const stage: Stage = {
  summary:
    "Search for parameters by the validation split, never the test split: " +
    "random trials, of which the best train on (successive halving)",
  needsBackend: true,
  flags: {
    ...DATASET_FLAGS,
    space: {
      type: "string",
      value: "FILE",
      help:
        "JSON: parameter → values, or min, max, log (tasks/tune/space.json)",
    },
    trials: { type: "string", value: "N", help: "trials that begin (27)" },
    "min-epochs": {
      type: "string",
      value: "N",
      help: "epochs after which the first are given up (1)",
    },
    "max-epochs": {
      type: "string",
      value: "N",
      help: "epochs of those that are never given up (9)",
    },
    eta: {
      type: "string",
      value: "N",
      help: "of so many trials one goes on, so many times the epochs (3)",
    },
    seed: { type: "string", value: "N", help: "of what is drawn (1)" },
    out: {
      type: "string",
      value: "FILE",
      help: "write the best parameters here too, for --params",
    },
    ...STORE_FLAGS,
    resume: {
      type: "string",
      value: "RUN",
      help: "go on with a search that was broken off: its id",
    },
    ...LAUNCH_FLAGS,
    parallel: {
      type: "string",
      value: "N",
      help: "with --on: jobs at the same time (2)",
    },
    trial: {
      type: "string",
      value: "N",
      help: "with --resume: train this trial alone; what a job does",
    },
    until: {
      type: "string",
      value: "N",
      help: "with --trial: epochs that it is to have had",
    },
  },

  async main(input) {
    const store = openStore(input);
    try {
      if (input.flags.trial !== undefined) {
        return await trainTrial(input, store);
      }
      await requireFolder(input.flags.out);
      const launched = launchedBy(input);
      const opened = typeof input.flags.resume === "string"
        ? await resumeSearch(store, input)
        : await startSearch(store, input);
      if (input.flags.on === undefined) {
        await startBackend(input.backend!.backend, {
          precision: opened.settings.params.train.precision,
        });
      }
      return await tune(opened, { store, input, ...launched });
    } finally {
      await store.close();
    }
  },
};

interface TuneOptions extends Pick<RunSearchOptions, "launched"> {
  readonly store: LocalStore;
  readonly input: StageInput;
}

async function tune(
  { run, settings }: Search,
  { store, input, launched }: TuneOptions,
): Promise<Record<string, unknown>> {
  const folder = resolve(String(input.flags.runs ?? "runs"));
  try {
    input.print(`Search ${run.id}`);
    const tried = await runSearch(run, {
      settings,
      store,
      folder,
      input,
      ...(launched && { launched }),
    });
    if (tried !== undefined) return await end(run, { tried, settings, input });
    await run.end("interrupted");
    input.print(`Stopped. Go on with: ${resumeCommand("tune", run)}`);
    return { run: run.id, interrupted: true };
  } catch (error) {
    await run.end("failed");
    throw error;
  }
}

/**
 * Tells before a search of hours that its result cannot be written.
 *
 * @throws {InputError} where the file's folder is not there.
 */
async function requireFolder(out: string | boolean | undefined): Promise<void> {
  if (typeof out !== "string") return;
  const folder = dirname(out);
  const found = await Deno.stat(folder).catch(() => undefined);
  if (found?.isDirectory) return;
  throw new InputError(`--out ${out}: there is no folder ${folder}`);
}

/** Where the trials run, if not in this process. */
function launchedBy(
  input: StageInput,
): Pick<RunSearchOptions, "launched"> {
  if (input.flags.on === undefined) {
    if (input.flags.parallel === undefined) return {};
    throw new InputError(
      "--parallel: --on is wanted too, in this process trials train one by one",
    );
  }
  return {
    launched: {
      launcher: openLauncher(input),
      places: readPlaces(input),
      parallel: wholeFlag(input.flags, "parallel", 2),
    },
  };
}

interface Search {
  readonly run: LocalRun;
  readonly settings: TuneSettings;
}

async function resumeSearch(
  store: LocalStore,
  input: StageInput,
): Promise<Search> {
  const { runs = "runs", resume } = input.flags;
  const { record, folder } = await findRun(String(runs), String(resume));
  const settings = await resumedSettings(input, { id: record.id, folder });
  return { run: await store.resume(record.id), settings };
}

async function startSearch(
  store: LocalStore,
  input: StageInput,
): Promise<Search> {
  const settings = await makeSettings(input);
  const { backend, version } = input.backend!;
  const { commit, ci } = readEnvironment();
  const run = await store.start({
    experiment: `tune ${settings.preset}`,
    params: flattenParams(settings.params),
    environment: await describeEnvironment({
      backend,
      dataDigest: settings.digest,
      versions: { ...Deno.version, [backend]: version },
      commit,
      ci,
    }),
    datasets: [await trackedDataset(settings)],
  });
  await run.logArtifact(TUNE_FILE, JSON.stringify(settings, null, 2) + "\n");
  return { run, settings };
}

/** Shows the trials, and writes the best one's parameters for `--params`. */
async function end(
  run: LocalRun,
  options: {
    tried: readonly TriedTrial[];
    settings: TuneSettings;
    input: StageInput;
  },
): Promise<Record<string, unknown>> {
  const { tried, settings, input } = options;
  const { metric } = settings.params.evaluate;
  const best = tried[0]!;
  const params = paramsTree({
    ...best.point,
    "train.epochs": settings.maxEpochs,
  });
  const text = JSON.stringify(params, null, 2) + "\n";
  await run.logArtifact(BEST_FILE, text);
  await run.end("finished", {
    [`validation.${metric}`]: best.value,
    trial: best.trial,
  });
  const { out } = input.flags;
  input.print(
    `\n${tuneText(tried, { metric, color: useColor() })}\n\n` +
      `The best parameters: ${out ?? `${run.folder}/artifacts/${BEST_FILE}`}`,
  );
  // Last: what the search has found is kept where this cannot be written.
  if (typeof out === "string") await writeWhole(out, text);
  return { run: run.id, best: params, value: best.value, trials: tried };
}
