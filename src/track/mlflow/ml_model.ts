import type { ModelSignature } from "./model_signature.ts";

/** The file by which MLflow knows a folder as a model. */
export const ML_MODEL_FILE = "MLmodel";
/** A call of the model, beside it. */
export const INPUT_EXAMPLE_FILE = "input_example.json";

/** Options of {@link mlModel}. */
export interface MlModelOptions {
  /** What goes in and comes out. */
  readonly signature: ModelSignature;
  /** What runs it, and what an application of that wants to know. */
  readonly flavors: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Milliseconds since the epoch. */
  readonly createdAtMs: number;
}

/**
 * The text of an `MLmodel` with the model's flavours, its signature and where
 * its input example is. MLflow reads it as YAML, of which JSON is a part.
 * Form: https://mlflow.org/docs/latest/ml/model/#model-format
 */
export function mlModel(
  { signature, flavors, createdAtMs }: MlModelOptions,
): string {
  const created = new Date(createdAtMs).toISOString();
  return format({
    flavors,
    signature: {
      inputs: JSON.stringify(signature.inputs),
      outputs: JSON.stringify(signature.outputs),
      params: null,
    },
    saved_input_example_info: {
      artifact_path: INPUT_EXAMPLE_FILE,
      type: "dataframe",
      pandas_orient: "split",
    },
    utc_time_created: created.replace("T", " ").replace("Z", ""),
  });
}

/** Says in an `MLmodel` which model of which run of a server it is. */
export function placeModel(
  text: string,
  ids: { model: string; run: string },
): string {
  return format({
    ...JSON.parse(text),
    model_id: ids.model,
    model_uuid: ids.model,
    run_id: ids.run,
    artifact_path: `models:/${ids.model}`,
  });
}

function format(value: unknown): string {
  return JSON.stringify(value, null, 2) + "\n";
}
