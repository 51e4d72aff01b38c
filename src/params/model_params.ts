import { z } from "zod";

const share = z.number().min(0).max(0.9);
const positiveInt = z.int().min(1);

/** Checks the parameters of a stored model. */
export const modelParamsSchema = z.strictObject({
  /**
   * What turns events into a session's vector: a GRU, one whose state is joined
   * with attention over the states before it and the last event, blocks of
   * self-attention, or, to compare with, the mean of the events.
   */
  encoder: z.enum(["gru", "gru_attention", "self_attention", "mean"])
    .default("gru"),
  /** Units of the item embedding; with `tied` also of the session vector. */
  itemSize: positiveInt.default(100),
  /** Units of the user embedding; 0 leaves the user out. */
  userSize: z.int().min(0).default(0),
  /** Units of each category embedding; 0 leaves categories out. */
  categorySize: z.int().min(0).default(5),
  /** Whether scaled numbers enter the network. */
  useNumbers: z.boolean().default(true),
  /** Whether what is known of items (`prepare.itemFeatures`) enters their embeddings. */
  useItemFeatures: z.boolean().default(true),
  /**
   * Share of a step's items that are what is known of them and nothing else, so
   * that features learn to stand for an item that has not been seen.
   */
  itemDropout: share.default(0.1),
  hiddenSize: positiveInt.default(100),
  /** Layers of the GRU, or blocks of self-attention. */
  layers: positiveInt.default(1),
  /** Parts that self-attention looks with, each at its share of the units. */
  heads: positiveInt.default(1),
  /** Share of the encoder's inputs set to zero while training. */
  inputDropout: share.default(0.25),
  /** Share of its states, or of what each block adds, set to zero. */
  hiddenDropout: share.default(0),
  /** The item embedding is the output layer too (then there is no bias). */
  tied: z.boolean().default(true),
  /**
   * Session vectors and item embeddings are scaled to length 1, their cosine
   * multiplied by this. `null`: plain inner product.
   */
  cosineScale: z.number().positive().nullable().default(16),
  /**
   * Recommending favours what has been rising: added to an item's score is so
   * much of the log of how far its share of the events is above its mean at the
   * end of training, where an event is worth half of one that came `halfLife`
   * (a share of all events) later. `null`: nothing is added.
   */
  trend: z.strictObject({
    weight: z.number().positive().default(0.75),
    halfLife: z.number().positive().max(1).default(0.08),
  }).nullable().default(null),
  /**
   * Recommending adds this to the score of each item that the session already
   * holds: above 0 where visitors come back to what they have seen, below where
   * the same is seldom bought twice. RepeatNet (https://arxiv.org/abs/1812.02646)
   * has a network of its own for that; this is one number for the whole shop.
   */
  seenScore: z.number().default(0),
}).refine(
  ({ encoder, hiddenSize, heads }) =>
    encoder !== "self_attention" || hiddenSize % heads === 0,
  { path: ["heads"], message: "model.hiddenSize must be a multiple of it" },
);
