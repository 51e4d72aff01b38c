import type { PipelineStage } from "../../src/pipeline/stage.ts";
import { eventSources } from "./event_sources.ts";
import {
  ARCHIVE,
  CHECK,
  DATASET,
  METRICS,
  MODEL,
  REPORT,
  RUN,
  TRACKED,
} from "./output_names.ts";
import type { TableInput } from "./table_input.ts";
import { untracked } from "./untracked.ts";

/** Parameters that the run depends on. */
const OF_RUN = ["events", "prepare", "model", "train", "evaluate"];

/**
 * The stages of `deno task pipeline`. A stage that is to come in between is a
 * row here and a module beside this one; the order comes of inputs and outputs.
 */
export function stageTable(input: TableInput): PipelineStage[] {
  const { preset, flags, backend, folder } = input;
  const runs = String(flags.runs ?? "runs");
  const environment = { [backend.backend]: backend.version };
  // Who writes parameters down writes all down.
  const all = Object.keys(input.params);
  return [
    ...(flags.check === true ? [checkRow(input)] : []),
    {
      name: "prepare",
      code: "tasks/pipeline/prepare_stage.ts",
      params: ["events", "prepare"],
      after: ["check"],
      sources: eventSources(input),
      inputs: [],
      outputs: [DATASET],
      run: async (context) =>
        (await import("./prepare_stage.ts"))
          .prepareStage(context, { preset, flags }),
    },
    {
      name: "train",
      code: "tasks/pipeline/train_stage.ts",
      params: ["model", "train", "evaluate.metric"],
      inputs: [DATASET],
      outputs: [RUN],
      environment,
      run: async (context) =>
        (await import("./train_stage.ts"))
          .trainStage(context, { preset, backend }),
    },
    {
      name: "evaluate",
      code: "tasks/pipeline/evaluate_stage.ts",
      params: ["evaluate", "train.seed"],
      inputs: [DATASET, MODEL],
      outputs: [METRICS],
      environment,
      run: async (context) =>
        (await import("./evaluate_stage.ts"))
          .evaluateStage(context, { backend }),
    },
    {
      name: "archive",
      code: "tasks/pipeline/archive_stage.ts",
      params: all,
      inputs: [DATASET, RUN, METRICS],
      outputs: [ARCHIVE],
      run: async (context) =>
        (await import("./archive_stage.ts")).archiveStage(context, { preset }),
    },
    {
      name: "report",
      code: "tasks/pipeline/report_stage.ts",
      params: OF_RUN,
      inputs: [DATASET, RUN, METRICS],
      outputs: [REPORT],
      run: async (context) =>
        (await import("./report_stage.ts")).reportStage(context),
    },
    {
      name: "track",
      code: "tasks/pipeline/track_stage.ts",
      params: all,
      inputs: [DATASET, RUN, METRICS, ARCHIVE],
      outputs: [TRACKED],
      cached: false,
      missing: () => untracked(`${folder}/${TRACKED}`, runs),
      run: async (context) =>
        (await import("./track_stage.ts"))
          .trackStage(context, { preset, runs }),
    },
  ];
}

/**
 * The check of the log against the schema of the dataset that lies there. It
 * comes again only with other events: the same ones would be nothing new.
 */
function checkRow(input: TableInput): PipelineStage {
  const { preset, params, flags, folder } = input;
  const { events } = eventSources(input);
  return {
    name: "check",
    code: "tasks/pipeline/check_stage.ts",
    params: ["check", ...(events === undefined ? ["events.demo"] : [])],
    sources: events === undefined ? {} : { events },
    inputs: [],
    outputs: [CHECK],
    cached: false,
    run: async (context) =>
      (await import("./check_stage.ts")).checkStage(context, {
        preset,
        events: params.events,
        flags: { ...flags, data: `${folder}/${DATASET}` },
      }),
  };
}
