/** Prepares where needed, trains, evaluates: `deno task train`. */
import { startBackend } from "../src/tensor/runtime.ts";
import { COMMON_FLAGS } from "./common_flags.ts";
import { dataFolder } from "./data_folder.ts";
import { DATASET_FLAGS } from "./dataset_flags.ts";
import { CHECK_FLAG } from "./check/check_flag.ts";
import { passesCheck } from "./check/check_input.ts";
import { EXIT_CODES } from "./exit_codes.ts";
import { jobArgs } from "./launch/job_args.ts";
import { LAUNCH_FLAGS } from "./launch/launch_flags.ts";
import { runAsJob } from "./launch/run_as_job.ts";
import { openStore, STORE_FLAGS } from "./open_store.ts";
import { parseFlags } from "./parse_flags.ts";
import type { Stage, StageInput } from "./stage.ts";
import { openRun, type TrainingRun } from "./train/open_run.ts";
import { prepareInput } from "./train/prepare_input.ts";
import { reportJson } from "./train/report_json.ts";
import { reportText } from "./train/report_text.ts";
import { resumedConfig } from "./train/resumed_config.ts";
import { trainAndEvaluate } from "./train/train_and_evaluate.ts";
import { useColor } from "./use_color.ts";

export const stage: Stage = {
  summary: "Prepare where needed, train, evaluate beside baselines: runs/<id>/",
  needsBackend: true,
  flags: {
    ...DATASET_FLAGS,
    ...CHECK_FLAG,
    ...STORE_FLAGS,
    resume: {
      type: "string",
      value: "RUN",
      help: "go on with a run that was broken off: its id, or latest",
    },
    start: {
      type: "string",
      value: "FILE",
      help: "begin with the weights of an archive",
    },
    ...LAUNCH_FLAGS,
  },

  async main(input) {
    // A resumed run goes on with its own parameters.
    const { params } = await resumedConfig(input) ?? input;
    if (input.flags.on !== undefined) {
      return await runAsJob(input, trainArgs(input));
    }
    if (input.flags.check === true && !await passesCheck(input)) {
      return { exitCode: EXIT_CODES.found };
    }
    await startBackend(input.backend!.backend, {
      precision: params.train.precision,
    });
    const store = openStore(input);
    try {
      const prepare = () => prepareInput(input);
      return await train(await openRun(input, prepare, { store }), input);
    } finally {
      await store.close();
    }
  },
};

/** This very command, without what says where it runs. */
function trainArgs({ preset }: StageInput): string[] {
  const [name, ...args] = Deno.args;
  const { values } = parseFlags(args, {
    flags: { ...COMMON_FLAGS, ...stage.flags },
    repeatable: ["set"],
  });
  const words = jobArgs(values, {
    without: [...Object.keys(LAUNCH_FLAGS), "json"],
    defaults: { runs: "runs", data: dataFolder(preset, undefined) },
  });
  return [name!, ...words];
}

async function train(
  opened: TrainingRun,
  input: StageInput,
): Promise<Record<string, unknown>> {
  const { run, config } = opened;
  const trained = await trainAndEvaluate(opened, input);
  if (trained === undefined) return { run: run.id, interrupted: true };
  const { report, eventsPerSecond } = trained;
  const { metric } = config.params.evaluate;
  input.print(`\n${reportText(report, { color: useColor(), metric })}\n`);
  input.print(
    `${run.folder}/artifacts: model, features, parameters, metrics, archive`,
  );
  return { ...reportJson(report), eventsPerSecond, run: run.id };
}
