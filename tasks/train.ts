/** Prepares where needed, trains, evaluates: `deno task train`. */
import { startBackend } from "../src/tensor/runtime.ts";
import { DATASET_FLAGS } from "./dataset_flags.ts";
import { CHECK_FLAG } from "./check/check_flag.ts";
import { passesCheck } from "./check/check_input.ts";
import { EXIT_CODES } from "./exit_codes.ts";
import { openStore, STORE_FLAGS } from "./open_store.ts";
import type { Stage, StageInput } from "./stage.ts";
import { openRun, type TrainingRun } from "./train/open_run.ts";
import { prepareInput } from "./train/prepare_input.ts";
import { reportJson } from "./train/report_json.ts";
import { reportText } from "./train/report_text.ts";
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
  },

  async main(input) {
    if (input.flags.check === true && !await passesCheck(input)) {
      return { exitCode: EXIT_CODES.found };
    }
    await startBackend(input.backend!.backend, {
      precision: input.params.train.precision,
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
