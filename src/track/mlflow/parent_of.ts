import { readRun } from "../read_run.ts";
import type { RunRecord } from "../run_record.ts";
import { MlflowError } from "./mlflow_error.ts";
import { openMlflowRun } from "./open_mlflow_run.ts";
import type { PushRunOptions } from "./push_options.ts";
import { readSentState, SendJournal } from "./send_journal.ts";

/**
 * The run on the server of which a run is a trial, which is made where it is
 * not there yet. Undefined where the run is no trial, or its search is gone.
 *
 * @param folder Of the trial's run; its search's run lies beside it.
 */
export async function parentOf(
  folder: string,
  { environment }: RunRecord,
  { client, experiment }: PushRunOptions,
): Promise<{ runId: string; experimentId: string } | undefined> {
  const id = environment["tune.parent"];
  if (typeof id !== "string") return undefined;
  const path = `${folder}/../${id}`;
  const known = await readSentState(path).catch(() => ({}));
  if (isOn(known, client.rest.url)) return known;
  const parent = await readRun(path).catch(() => undefined);
  if (parent === undefined) return undefined;
  using journal = await SendJournal.open(path, client.rest.url);
  if (journal === undefined) {
    throw new MlflowError(`Run ${id} is being sent`, { status: 0 });
  }
  await openMlflowRun(journal, parent.record, { client, experiment });
  const { runId, experimentId } = journal.state;
  return { runId: runId!, experimentId: experimentId! };
}

function isOn(
  state: { server?: string; runId?: string; experimentId?: string },
  server: string,
): state is { runId: string; experimentId: string } {
  return state.server === server && state.runId !== undefined;
}
