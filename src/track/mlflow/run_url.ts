import { readSentState } from "./send_journal.ts";

/** Makes MLflow's pages those of model training, not of language models. */
export const PAGE_KIND = "?workflowType=machine_learning";

/**
 * Where MLflow shows a run; undefined where no server has got it.
 *
 * @param folder Of the run.
 */
export async function runUrl(folder: string): Promise<string | undefined> {
  const { server, experimentId, runId, deleted } = await readSentState(folder);
  if (runId === undefined || deleted) return undefined;
  return `${server}/#/experiments/${experimentId}/runs/${runId}${PAGE_KIND}`;
}
