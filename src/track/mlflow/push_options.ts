import type { RunRecord } from "../run_record.ts";
import type { MlflowClient } from "./mlflow_client.ts";
import type { SendJournal } from "./send_journal.ts";

/** Where runs are sent. */
export interface PushRunOptions {
  readonly client: MlflowClient;
  /** Name of the experiment. @default {the run's own} */
  readonly experiment?: string | undefined;
}

/** A run on its way, of which the journal knows how far it has come. */
export interface RunOnItsWay {
  readonly journal: SendJournal;
  readonly record: RunRecord;
  readonly client: MlflowClient;
}
