import { type LocalArtifact, localArtifacts } from "./local_artifacts.ts";
import { ML_MODEL_FILE } from "./ml_model.ts";
import { pushModel } from "./push_model.ts";
import type { RunOnItsWay } from "./push_options.ts";
import { uploadNew } from "./upload_new.ts";

/**
 * Uploads what the server has not got of a run's artifacts. Where an `MLmodel`
 * is among them, it and all beside it are a model of their own; what lies in
 * folders below stays with the run.
 *
 * @param folder Of the run.
 */
export async function pushArtifacts(
  folder: string,
  options: RunOnItsWay,
): Promise<void> {
  const { journal, client } = options;
  const all = await localArtifacts(`${folder}/artifacts`);
  const hasModel = all.some(({ name }) => name === ML_MODEL_FILE);
  const isOfModel = ({ name }: LocalArtifact) =>
    hasModel && !name.includes("/");
  const uri = journal.state.artifactUri!;
  await uploadNew(all.filter((it) => !isOfModel(it)), { journal, client, uri });
  if (hasModel) await pushModel(all.filter(isOfModel), options);
}
