import type { RunRecord } from "../run_record.ts";
import type { MlflowClient } from "./mlflow_client.ts";
import type { SendJournal } from "./send_journal.ts";

/** Where runs are sent. */
export interface PushRunOptions {
  /** Asks the server of MLflow. */
  readonly client: MlflowClient;
  /** Name of the experiment. @default {the run's own} */
  readonly experiment?: string | undefined;
}

/** A run on its way, of which the journal knows how far it has come. */
export interface RunOnItsWay {
  /** Remembers what the server has got. */
  readonly journal: SendJournal;
  /** What run.json says. */
  readonly record: RunRecord;
  /** Asks the server of MLflow. */
  readonly client: MlflowClient;
}
