/**
 * What is read of an MLflow server's answers (REST API 2.0 of MLflow ≥ 3); the
 * rest of each answer is left alone.
 */
import { z } from "zod";

const text = z.string();
/** Protocol buffers print whole numbers of 64 bits as numbers or as texts. */
const version = z.union([z.string(), z.number()]).transform(String);
const milliseconds = z.coerce.number();

/** An answer that says nothing. */
export const emptyAnswer = z.object({});

/** Answer of experiments/get-by-name. */
export const experimentAnswer = z.object({
  experiment: z.object({
    experiment_id: text,
    lifecycle_stage: text,
  }),
});

/** Answer of experiments/create. */
export const createdExperimentAnswer = z.object({ experiment_id: text });

const runInfo = z.object({
  run_id: text,
  experiment_id: text,
  artifact_uri: text,
  status: text,
  lifecycle_stage: text,
});

const run = z.object({
  info: runInfo,
  outputs: z.object({
    model_outputs: z.array(z.object({ model_id: text })).default([]),
  }).default({ model_outputs: [] }),
});

/** Answer of runs/get and runs/create. */
export const runAnswer = z.object({ run });
/** Answer of runs/search. */
export const runsAnswer = z.object({ runs: z.array(run).default([]) });

/** A run as the server knows it. */
export type MlflowRun = z.infer<typeof run>;

const loggedModel = z.object({
  info: z.object({
    model_id: text,
    artifact_uri: text,
    status: text,
  }),
});

/** Answer of logged-models. */
export const loggedModelAnswer = z.object({ model: loggedModel });
/** Answer of logged-models/search. */
export const loggedModelsAnswer = z.object({
  models: z.array(loggedModel).default([]),
});

/** A model that belongs to a run. */
export type LoggedModel = z.infer<typeof loggedModel>["info"];

const modelVersion = z.object({
  name: text,
  version,
  run_id: text.default(""),
  source: text.default(""),
  description: text.default(""),
  creation_timestamp: milliseconds,
  tags: z.array(z.object({ key: text, value: text })).default([]),
});

/** Answer of model-versions/get and create. */
export const modelVersionAnswer = z.object({ model_version: modelVersion });
/** Answer of model-versions/search. */
export const modelVersionsAnswer = z.object({
  model_versions: z.array(modelVersion).default([]),
  next_page_token: text.optional(),
});

/** A version of a registered model. */
export type RegisteredVersion = z.infer<typeof modelVersion>;

const registeredModel = z.object({
  name: text,
  aliases: z.array(z.object({ alias: text, version })).default([]),
});

/** Answer of registered-models/get. */
export const registeredModelAnswer = z.object({
  registered_model: registeredModel,
});

/** Answer of model-versions/get-download-uri. */
export const downloadUriAnswer = z.object({ artifact_uri: text });

/** Answer of mlflow-artifacts/artifacts. */
export const artifactsAnswer = z.object({
  files: z.array(z.object({
    path: text,
    is_dir: z.boolean(),
    file_size: z.coerce.number().optional(),
  })).default([]),
});
