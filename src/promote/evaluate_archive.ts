import type { Archive } from "../archive/load_archive.ts";
import { evaluate, type Evaluation } from "../evaluate/protocol.ts";
import type { Sequences } from "../features/sequences.ts";
import { decodeModel } from "../model/saved_model.ts";
import { ModelRecommender } from "../recommend/model_recommender.ts";

/**
 * Evaluates the network of an archive.
 *
 * @param sessions Encoded by the archive's vocabularies.
 */
export async function evaluateArchive(
  { name, weights, features }: Archive,
  sessions: Sequences,
  cutoffs: readonly number[],
): Promise<Evaluation> {
  const model = decodeModel(weights, name);
  try {
    const recommender = new ModelRecommender(model);
    try {
      const { support } = features;
      return await evaluate(recommender, sessions, { cutoffs, support });
    } finally {
      recommender.dispose();
    }
  } finally {
    model.dispose();
  }
}
