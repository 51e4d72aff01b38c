import type { RunRecord, TrackedDataset } from "../run_record.ts";
import { mlflowName } from "./mlflow_name.ts";
import type { KeyValue, LogInputs } from "./requests.ts";

/** Tag by which a run of ours is found again. */
export const RUN_TAG = "nextcart.run";

/** Characters that MLflow keeps of a parameter, a tag and a dataset's digest. */
const MAX_PARAM = 6000;
const MAX_TAG = 8000;
const MAX_DIGEST = 36;

/** What MLflow itself calls some of what a run's environment tells. */
const KNOWN_TAGS: Readonly<Record<string, string>> = {
  "git.commit": "mlflow.source.git.commit",
  "ci.project": "mlflow.source.name",
  "ci.user": "mlflow.user",
};

/** What is logged of a run beside metrics and artifacts. */
export interface RunDescription {
  /** Parameters as texts. */
  readonly params: readonly KeyValue[];
  /** Marks that people search by. */
  readonly tags: readonly KeyValue[];
  /** What it was trained on. */
  readonly datasets: LogInputs["datasets"];
}

/** A run's parameters, environment and data as MLflow takes them. */
export function describeRun(record: RunRecord): RunDescription {
  const params = Object.entries(record.params).map(([name, value]) => ({
    key: mlflowName(name),
    value: cut(String(value), MAX_PARAM),
  }));
  return {
    params,
    tags: runTags(record),
    datasets: (record.datasets ?? []).map(datasetInput),
  };
}

function runTags({ id, environment }: RunRecord): KeyValue[] {
  const told = Object.entries(environment).filter(([, it]) => it !== null);
  const tags = {
    [RUN_TAG]: id,
    "mlflow.source.type": "ci.pipeline" in environment ? "JOB" : "LOCAL",
    "mlflow.source.name": "nextcart",
    ...Object.fromEntries(told.map(([name, value]) => [
      KNOWN_TAGS[name] ?? mlflowName(name),
      cut(String(value), MAX_TAG),
    ])),
  };
  return Object.entries(tags).map(([key, value]) => ({ key, value }));
}

/** A dataset as MLflow takes it. */
export function datasetInput(
  { name, digest, source, columns, sizes }: TrackedDataset,
): LogInputs["datasets"][number] {
  const colspec = Object.entries(columns).map(([name, type]) => ({
    name,
    type,
    required: true,
  }));
  return {
    tags: [{ key: "mlflow.data.context", value: "training" }],
    dataset: {
      name,
      digest: digest.slice(0, MAX_DIGEST),
      source_type: "local",
      source: JSON.stringify({ uri: source }),
      schema: JSON.stringify({ mlflow_colspec: colspec }),
      profile: JSON.stringify(sizes),
    },
  };
}

/** The first characters, none of them cut in two. */
function cut(text: string, length: number): string {
  return text.length <= length
    ? text
    : [...text].slice(0, length).join("").toWellFormed();
}
