/** What MLflow's REST API 2.0 takes, field for field; no logic. */

/** A parameter or a tag. */
export interface KeyValue {
  readonly key: string;
  readonly value: string;
}

/** One value of a metric. JSON has no NaN and no Infinity: those go as text. */
export interface MetricValue {
  readonly key: string;
  readonly value: number | "NaN" | "Infinity" | "-Infinity";
  /** Milliseconds since the epoch. */
  readonly timestamp: number;
  readonly step: number;
  /** The model that was measured, and the data that it learnt from. */
  readonly model_id?: string;
  readonly dataset_name?: string;
  readonly dataset_digest?: string;
}

export interface CreateRun {
  readonly experiment_id: string;
  readonly run_name: string;
  readonly start_time: number;
  readonly tags: readonly KeyValue[];
}

export interface UpdateRun {
  readonly run_id: string;
  readonly status: "RUNNING" | "FINISHED" | "FAILED" | "KILLED";
  readonly end_time?: number;
}

/** At most 1,000 metrics, 100 parameters, 100 tags and 1 MB. */
export interface LogBatch {
  readonly run_id: string;
  readonly metrics?: readonly MetricValue[];
  readonly params?: readonly KeyValue[];
  readonly tags?: readonly KeyValue[];
}

export interface LogInputs {
  readonly run_id: string;
  readonly datasets: readonly {
    readonly tags: readonly KeyValue[];
    readonly dataset: {
      readonly name: string;
      /** At most 36 characters. */
      readonly digest: string;
      readonly source_type: string;
      /** JSON, as are schema and profile. */
      readonly source: string;
      readonly schema?: string;
      readonly profile?: string;
    };
  }[];
}

export interface CreateLoggedModel {
  readonly experiment_id: string;
  readonly name: string;
  readonly model_type: string;
  readonly source_run_id: string;
  readonly params: readonly KeyValue[];
  readonly tags: readonly KeyValue[];
}

export interface LogOutputs {
  readonly run_id: string;
  readonly models: readonly {
    readonly model_id: string;
    readonly step: number;
  }[];
}

export interface CreateModelVersion {
  readonly name: string;
  /** `models:/<model_id>`. */
  readonly source: string;
  readonly model_id: string;
  readonly run_id: string;
  readonly description: string;
  readonly tags: readonly KeyValue[];
}
