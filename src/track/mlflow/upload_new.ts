import type { LocalArtifact } from "./local_artifacts.ts";
import type { MlflowClient } from "./mlflow_client.ts";
import { MlflowError } from "./mlflow_error.ts";
import { openArtifacts } from "./open_artifacts.ts";
import type { SendJournal } from "./send_journal.ts";

/** Options of {@link uploadNew}. */
export interface UploadNewOptions {
  /** Remembers what the server has got. */
  readonly journal: SendJournal;
  /** Asks the server of MLflow. */
  readonly client: MlflowClient;
  /** Artifact URI of the run or the model that they belong to. */
  readonly uri: string;
}

/**
 * Uploads the files whose mark the journal does not know, and looks whether
 * they have arrived whole.
 */
export async function uploadNew(
  files: readonly LocalArtifact[],
  { journal, client, uri }: UploadNewOptions,
): Promise<void> {
  const sent = journal.state.artifacts ?? {};
  const waiting = files.filter(({ name, mark }) => sent[name] !== mark);
  if (waiting.length === 0) return;
  using store = await openArtifacts(uri, client.rest);
  for (const { name, path } of waiting) await store.put(name, path);
  const kept = await store.list();
  for (const { name, size, mark } of waiting) {
    const there = kept.find((file) => file.name === name)?.size ?? 0;
    if (there !== size) {
      throw new MlflowError(
        `MLflow at ${client.rest.url} keeps ${there} bytes of ${name}, ${size} are wanted`,
        { status: 0 },
      );
    }
    await journal.write({ artifacts: { [name]: mark } });
  }
}
