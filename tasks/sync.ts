/** `deno task sync`: sends runs that MLflow has not got, or not all of. */
import { InputError } from "../src/errors.ts";
import { findRun } from "../src/track/find_run.ts";
import { listRuns } from "../src/track/list_runs.ts";
import { MlflowError } from "../src/track/mlflow/mlflow_error.ts";
import { pushRun } from "../src/track/mlflow/push_run.ts";
import { runUrl } from "../src/track/mlflow/run_url.ts";
import type { StoredRun } from "../src/track/read_run.ts";
import { openMlflow } from "./open_mlflow.ts";
import type { Stage, StageInput } from "./stage.ts";

const NOTES = {
  sent: "",
  busy: "is being sent by another process",
  deleted: "was deleted there, and is left out",
};

export const stage: Stage = {
  summary:
    "Send runs to MLflow: what it has not got of them, nothing twice. Without a RUN, all.",
  words: "[RUN…]",
  flags: {
    runs: { type: "string", value: "DIR", help: "where runs are kept (runs)" },
  },
  async main(input) {
    const server = openMlflow(input.signal);
    const sent: string[] = [];
    const refused: string[] = [];
    for (const { record, folder } of await chosenRuns(input)) {
      try {
        const pushed = await pushRun(folder, server);
        if (pushed === "sent") sent.push(record.id);
        const url = pushed === "sent" ? await runUrl(folder) : undefined;
        input.print(`${record.id}  ${url ?? NOTES[pushed]}`);
      } catch (error) {
        if (input.signal.aborted) break;
        if (!isOfOneRun(error)) throw error;
        refused.push(record.id);
        input.print(`${record.id}  ${error.message}`);
      }
    }
    if (refused.length === 0) return { server: server.client.rest.url, sent };
    throw new InputError(`Not sent: ${refused.join(", ")}`);
  },
};

/** Whether other runs may be sent all the same. */
function isOfOneRun(error: unknown): error is InputError {
  if (!(error instanceof MlflowError)) return error instanceof InputError;
  return !error.isTransient && !error.isDenied;
}

/** Oldest first: a search's run comes before its trials. */
async function chosenRuns(
  { flags, words, print }: StageInput,
): Promise<StoredRun[]> {
  const folder = String(flags.runs ?? "runs");
  if (words.length > 0) {
    return await Promise.all(words.map((word) => findRun(folder, word)));
  }
  const { runs, notes } = await listRuns(folder);
  for (const note of notes) print(`note: ${note}`);
  if (runs.length === 0) print(`No runs in ${folder}`);
  return runs.toReversed();
}
