import { InputError } from "../errors.ts";
import { FIRST_INDEX } from "../features/sequences.ts";
import { tf } from "../tensor/runtime.ts";
import { UNSEEN_RANK } from "./recommender.ts";

/** Scores that are held at a time (4 bytes each): bounds memory. */
const SCORES_AT_A_TIME = 16_000_000;

/** Options of {@link rankCatalogue}. */
export interface RankCatalogueOptions {
  /** How many of the best items to list, at most as many as there are. */
  readonly k: number;
  /** Item index whose rank is wanted, by row: `[N]`. @default none */
  readonly labels?: readonly number[] | undefined;
  /** What is added to the scores of some items of each row. @default none */
  readonly seen?: SeenItems | undefined;
}

/** Items that sessions already hold, and what their scores are changed by. */
export interface SeenItems {
  /** Different item indices of each row: `[N]`. */
  readonly items: readonly (readonly number[])[];
  /** Added to the score of each of them. */
  readonly score: number;
}

/** Ranks of the targets, and the best items. */
export interface RankedCatalogue {
  /** Rank of each row's label, 1 = best, ties against it; `[N]`. */
  readonly ranks: Int32Array;
  /** The best items of each row, best first: `[N × k]`. */
  readonly items: Int32Array;
  /** Their scores: `[N × k]`. */
  readonly scores: Float32Array;
}

/**
 * Ranks all items by their inner product with session vectors. Both tensors
 * stay the caller's.
 *
 * @param vectors `[N, D]`.
 * @param items Output embeddings of the items from {@link FIRST_INDEX} on:
 * `[V − 2, D]`.
 * @throws {InputError} where scores are NaN.
 */
export async function rankCatalogue(
  vectors: tf.Tensor2D,
  items: tf.Tensor2D,
  { k, labels, seen }: RankCatalogueOptions,
): Promise<RankedCatalogue> {
  const N = vectors.shape[0];
  const result = {
    ranks: new Int32Array(labels?.length ?? 0),
    items: new Int32Array(N * k),
    scores: new Float32Array(N * k),
  };
  const rowsAtATime = Math.ceil(SCORES_AT_A_TIME / items.shape[0]);
  for (let start = 0; start < N; start += rowsAtATime) {
    const rows = Math.min(rowsAtATime, N - start);
    const ranked = tf.tidy(() => {
      const part = tf.slice(vectors, [start, 0], [rows, -1]) as tf.Tensor2D;
      const products: tf.Tensor2D = tf.matMul(part, items, false, true);
      const logits = seen === undefined ? products : addToSeen(products, {
        items: seen.items.slice(start, start + rows),
        score: seen.score,
      });
      const ranks = labels &&
        rankLabels(logits, labels.slice(start, start + rows));
      return { ...tf.topk(logits, k), ...(ranks && { ranks }) };
    });
    const places = await ranked.indices.data<"int32">();
    result.items.set(places.map((place) => place + FIRST_INDEX), start * k);
    result.scores.set(await ranked.values.data<"float32">(), start * k);
    if (ranked.ranks) {
      result.ranks.set(await ranked.ranks.data<"int32">(), start);
    }
    tf.dispose(ranked);
  }
  labels?.forEach((item, row) => {
    if (item < FIRST_INDEX) result.ranks[row] = UNSEEN_RANK;
  });
  if (result.scores.some(Number.isNaN) || result.ranks.includes(0)) {
    throw new InputError(
      "The model's scores are NaN: training has diverged, a lower train.learningRate or a train.clipNorm is wanted",
    );
  }
  return result;
}

/** Adds a number to the scores of the items that the rows' sessions hold. */
function addToSeen(
  logits: tf.Tensor2D,
  { items, score }: SeenItems,
): tf.Tensor2D {
  const places = items.flatMap((row, at) =>
    row.filter((item) => item >= FIRST_INDEX)
      .map((item) => [at, item - FIRST_INDEX])
  );
  if (places.length === 0) return logits;
  const indices = tf.tensor2d(places, [places.length, 2], "int32");
  const scores = tf.fill([places.length], score);
  return tf.add(logits, tf.scatterND(indices, scores, logits.shape));
}

/** Rank of one item a row: how many items score at least as much as it does. */
function rankLabels(
  logits: tf.Tensor2D,
  labels: readonly number[],
): tf.Tensor1D {
  const columns = labels.map((item) => Math.max(0, item - FIRST_INDEX));
  const places = tf.tensor2d(
    columns.flatMap((column, row) => [row, column]),
    [labels.length, 2],
    "int32",
  );
  const scores = tf.expandDims(tf.gatherND(logits, places), 1); // [N, 1]
  return tf.sum(tf.cast(tf.greaterEqual(logits, scores), "int32"), 1);
}
