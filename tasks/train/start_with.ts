import { loadArchive } from "../../src/archive/load_archive.ts";
import type { SessionModel } from "../../src/model/session_model.ts";
import type { Dataset } from "../../src/prepare/dataset.ts";
import { decodeSafetensors } from "../../src/safetensors.ts";
import { carryWeights } from "../../src/train/carry_weights.ts";

/**
 * Lets a model begin with the weights of an archive.
 *
 * @throws {InputError} where there is none, or its network is another.
 */
export async function startWith(
  archive: string,
  model: SessionModel,
  dataset: Pick<Dataset, "features" | "itemFeatures">,
): Promise<void> {
  const { weights, features, itemFeatures } = await loadArchive(archive);
  const { tensors } = decodeSafetensors(weights, archive);
  await carryWeights({ tensors, features, itemFeatures }, model, dataset);
}
