import { loadArchive } from "../../src/archive/load_archive.ts";
import type { FeatureSet } from "../../src/features/feature_set.ts";
import type { SessionModel } from "../../src/model/session_model.ts";
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
  features: FeatureSet,
): Promise<void> {
  const { weights, features: earlier } = await loadArchive(archive);
  const { tensors } = decodeSafetensors(weights, archive);
  await carryWeights({ tensors, features: earlier }, model, features);
}
