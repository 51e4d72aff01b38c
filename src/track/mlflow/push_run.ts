import { readMetricsLines } from "../metrics_lines.ts";
import { METRICS_FILE, readRun } from "../read_run.ts";
import type { RunRecord } from "../run_record.ts";
import { batches } from "./batches.ts";
import { describeRun } from "./describe_run.ts";
import type { MlflowClient } from "./mlflow_client.ts";
import { MlflowError } from "./mlflow_error.ts";
import { deleteDoubles, openMlflowRun } from "./open_mlflow_run.ts";
import { parentOf } from "./parent_of.ts";
import { pushArtifacts } from "./push_artifacts.ts";
import type { PushRunOptions } from "./push_options.ts";
import type { MetricValue } from "./requests.ts";
import { metricsOfLines, metricsOfSummary } from "./run_metrics.ts";
import { runNote } from "./run_note.ts";
import { SendJournal } from "./send_journal.ts";

/**
 * What became of sending a run: `sent`, all that there is; `busy`, another
 * process is sending it; `deleted`, it was deleted on the server and is not
 * sent again.
 */
export type Pushed = "sent" | "busy" | "deleted";

/**
 * Sends a run of the local store to an MLflow server: whatever the server has
 * not got yet. The run's journal remembers what it has answered for, and what
 * a journal cannot know (an answer that never came) is looked up or is the same
 * when sent again. So it may be broken off anywhere, by either side, and called
 * again: nothing is lost, nothing is there twice.
 *
 * @param folder Of the run.
 * @throws {MlflowError} where the server cannot be reached or refuses.
 * @throws {InputError} where the run cannot be read.
 */
export async function pushRun(
  folder: string,
  options: PushRunOptions,
): Promise<Pushed> {
  const { client } = options;
  using journal = await SendJournal.open(folder, client.rest.url);
  if (journal === undefined) return "busy";
  if (journal.state.deleted) return "deleted";
  try {
    return await push(folder, { ...options, journal });
  } catch (error) {
    const lost = await whatIsLost(error, { journal, client });
    if (lost === undefined) throw error;
    if (lost === "deleted") {
      await journal.write({ deleted: true });
      return "deleted";
    }
    // The server knows nothing of it (any more): all is sent anew.
    await journal.write({ server: client.rest.url });
    return await push(folder, { ...options, journal });
  }
}

interface PushOptions extends PushRunOptions {
  readonly journal: SendJournal;
}

async function push(folder: string, options: PushOptions): Promise<Pushed> {
  const { journal, client } = options;
  const { record } = await readRun(folder);
  const parent = await parentOf(folder, record, options);
  await openMlflowRun(journal, record, { ...options, parent });
  if (journal.state.deleted) return "deleted";
  await pushDescription(journal, record, client);
  const step = await pushMetrics(folder, options);
  if (record.status === "running") {
    await reopen(journal, client);
  } else {
    await pushArtifacts(folder, { journal, record, client });
    await pushEnd(record, { ...options, step });
  }
  return "sent";
}

async function pushDescription(
  journal: SendJournal,
  record: RunRecord,
  client: MlflowClient,
): Promise<void> {
  if (journal.state.described) return;
  const { params, tags, datasets } = describeRun(record);
  const run_id = journal.state.runId!;
  for (const batch of batches(params, 100)) {
    await client.logBatch({ run_id, params: batch });
  }
  for (const batch of batches(tags, 100)) {
    await client.logBatch({ run_id, tags: batch });
  }
  if (datasets.length > 0) await client.logInputs({ run_id, datasets });
  await journal.write({ described: true });
}

/** @returns The last step that was logged. */
async function pushMetrics(
  folder: string,
  { journal, client }: PushOptions,
): Promise<number> {
  const lines = await readMetricsLines(`${folder}/${METRICS_FILE}`);
  const from = journal.state.lines ?? 0;
  await logMetrics(metricsOfLines(lines, from), journal, client);
  if (lines.length > from) await journal.write({ lines: lines.length });
  return Math.max(0, ...lines.map(({ step }) => step));
}

async function logMetrics(
  metrics: readonly MetricValue[],
  journal: SendJournal,
  client: MlflowClient,
): Promise<void> {
  for (const batch of batches(metrics, 1000)) {
    await client.logBatch({ run_id: journal.state.runId!, metrics: batch });
  }
}

/** A run that had ended on the server, and goes on here, runs there too. */
async function reopen(
  journal: SendJournal,
  client: MlflowClient,
): Promise<void> {
  if ((journal.state.ended ?? "") === "") return;
  await client.updateRun({ run_id: journal.state.runId!, status: "RUNNING" });
  await journal.write({ ended: "" });
}

const STATUS = {
  finished: "FINISHED",
  failed: "FAILED",
  interrupted: "KILLED",
} as const;

async function pushEnd(
  record: RunRecord,
  { journal, client, step }: PushOptions & { step: number },
): Promise<void> {
  const { status, endedAtMs } = record;
  const ended = `${status} ${endedAtMs}`;
  if (status === "running" || journal.state.ended === ended) return;
  const model = journal.state.modelId;
  await logMetrics(metricsOfSummary(record, { step, model }), journal, client);
  const run_id = journal.state.runId!;
  const value = runNote(record);
  if (value !== "") {
    const tags = [{ key: "mlflow.note.content", value }];
    await client.logBatch({ run_id, tags });
  }
  await deleteDoubles(journal, record, client);
  await client.updateRun({
    run_id,
    status: STATUS[status],
    ...(endedAtMs === null ? {} : { end_time: endedAtMs }),
  });
  await journal.write({ ended });
}

/** Whether an error comes of the server's having lost the run, and how. */
async function whatIsLost(
  error: unknown,
  { journal, client }: PushOptions,
): Promise<"deleted" | "unknown" | undefined> {
  const { runId } = journal.state;
  if (!(error instanceof MlflowError) || runId === undefined) return undefined;
  if (error.status !== 400 && error.status !== 404) return undefined;
  try {
    const { info } = await client.run(runId);
    return info.lifecycle_stage === "active" ? undefined : "deleted";
  } catch (cause) {
    const isGone = cause instanceof MlflowError &&
      cause.code === "RESOURCE_DOES_NOT_EXIST";
    return isGone ? "unknown" : undefined;
  }
}
