/** What MLflow's REST API 2.0 takes, field for field; no logic. */

/** A parameter or a tag. */
export interface KeyValue {
  /** Its name. */
  readonly key: string;
  /** Its value. */
  readonly value: string;
}

/** One value of a metric. JSON has no NaN and no Infinity: those go as text. */
export interface MetricValue {
  /** Its name. */
  readonly key: string;
  /** Its value. */
  readonly value: number | "NaN" | "Infinity" | "-Infinity";
  /** Milliseconds since the epoch. */
  readonly timestamp: number;
  /** Epoch it was measured after. */
  readonly step: number;
  /** The model that was measured, and the data that it learnt from. */
  readonly model_id?: string;
  /** Dataset it was measured on. */
  readonly dataset_name?: string;
  /** Digest of that dataset. */
  readonly dataset_digest?: string;
}

/** Body of runs/create. */
export interface CreateRun {
  /** The experiment's id at the server. */
  readonly experiment_id: string;
  /** Name for people. */
  readonly run_name: string;
  /** In ms since the epoch. */
  readonly start_time: number;
  /** Marks that people search by. */
  readonly tags: readonly KeyValue[];
}

/** Body of runs/update. */
export interface UpdateRun {
  /** The run's id at the server. */
  readonly run_id: string;
  /** MLflow's name of the state. */
  readonly status: "RUNNING" | "FINISHED" | "FAILED" | "KILLED";
  /** In ms since the epoch. */
  readonly end_time?: number;
}

/** At most 1,000 metrics, 100 parameters, 100 tags and 1 MB. */
export interface LogBatch {
  /** The run's id at the server. */
  readonly run_id: string;
  /** With step and time. */
  readonly metrics?: readonly MetricValue[];
  /** Parameters as texts. */
  readonly params?: readonly KeyValue[];
  /** Marks that people search by. */
  readonly tags?: readonly KeyValue[];
}

/** Body of runs/log-inputs. */
export interface LogInputs {
  /** The run's id at the server. */
  readonly run_id: string;
  /** With their tags. */
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

/** Body of logged-models. */
export interface CreateLoggedModel {
  /** The experiment's id at the server. */
  readonly experiment_id: string;
  /** Name of the model. */
  readonly name: string;
  /** What kind it is. */
  readonly model_type: string;
  /** Run that made it. */
  readonly source_run_id: string;
  /** Parameters as texts. */
  readonly params: readonly KeyValue[];
  /** Marks that people search by. */
  readonly tags: readonly KeyValue[];
}

/** Body of runs/outputs. */
export interface LogOutputs {
  /** The run's id at the server. */
  readonly run_id: string;
  /** With the step they are of. */
  readonly models: readonly {
    readonly model_id: string;
    readonly step: number;
  }[];
}

/** Body of model-versions/create. */
export interface CreateModelVersion {
  /** Name of the model. */
  readonly name: string;
  /** `models:/<model_id>`. */
  readonly source: string;
  /** Id of the logged model. */
  readonly model_id: string;
  /** The run's id at the server. */
  readonly run_id: string;
  /** A line for people. */
  readonly description: string;
  /** Marks that people search by. */
  readonly tags: readonly KeyValue[];
}
