/** Evaluates a finished run on its test split: `deno task evaluate [RUN]`. */
import { InputError } from "../src/errors.ts";
import { decodeModel } from "../src/model/saved_model.ts";
import { readDataset } from "../src/prepare/dataset.ts";
import { startBackend } from "../src/tensor/runtime.ts";
import { findRun } from "../src/track/find_run.ts";
import { overrideParams } from "./override_params.ts";
import type { Stage } from "./stage.ts";
import { evaluateBesideBaselines } from "./train/evaluate_beside_baselines.ts";
import { reportJson } from "./train/report_json.ts";
import { reportText } from "./train/report_text.ts";
import { requireEvaluable } from "./train/require_evaluable.ts";
import { MODEL_FILE, readRunConfig } from "./train/run_files.ts";
import { useColor } from "./use_color.ts";

export const stage: Stage = {
  summary:
    "Evaluate a run's model on its test split, beside baselines; --set evaluate.… measures otherwise. " +
    "A RUN is an id, how it begins, its last four signs, or latest (the default).",
  words: "[RUN]",
  needsBackend: true,
  flags: {
    runs: { type: "string", value: "DIR", help: "where runs are kept (runs)" },
  },

  async main(input) {
    const { backend, flags, words, print } = input;
    if (words.length > 1) {
      throw new InputError(`One run is wanted, found ${words.length}`);
    }
    const runs = String(flags.runs ?? "runs");
    const { record, folder } = await findRun(runs, words[0] ?? "latest");
    const { data, digest, ...config } = await readRunConfig(folder);
    const params = await overrideParams(input, config.params, {
      of: `run ${record.id}`,
      free: "evaluate.",
    });
    const dataset = await readDataset(data, {
      lastSessions: params.train.shuffleBuffer,
    });
    if (dataset.digest !== digest) {
      throw new InputError(
        `${data} is not the dataset that run ${record.id} was trained on: prepare that again`,
      );
    }
    requireEvaluable(dataset, params.evaluate);
    await startBackend(backend!.backend);
    const path = `${folder}/artifacts/${MODEL_FILE}`;
    const model = decodeModel(await readModel(path), path);
    const report = await evaluateBesideBaselines(model, dataset, {
      params: params.evaluate,
      seed: params.train.seed,
    });
    model.dispose();
    const { metric } = params.evaluate;
    print(reportText(report, { color: useColor(), metric }));
    const { eventsPerSecond } = report.model;
    return { ...reportJson(report), eventsPerSecond, run: record.id };
  },
};

async function readModel(path: string): Promise<Uint8Array> {
  try {
    return await Deno.readFile(path);
  } catch (cause) {
    throw new InputError(`${path} is absent: the run has kept no model yet`, {
      cause,
    });
  }
}
