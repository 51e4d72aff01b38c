import { type ModelParams, modelParamsSchema } from "../../src/config.ts";
import type { Sequences } from "../../src/features/sequences.ts";
import type { ModelSizes } from "../../src/model/model_sizes.ts";
import { makeSequences } from "../recommend/make_sequences.ts";

/** Four sessions on items 2 … 7, with a user, a category and a number each. */
export const SHOP: Sequences = {
  ...makeSequences([[2, 3, 4, 5], [3, 3, 6], [4, 7], [6, 5, 4, 3, 2]], {
    users: [2, 0, 3, 1],
  }),
  categories: {
    brand: Int32Array.of(2, 3, 2, 4, 3, 3, 1, 2, 4, 0, 4, 2, 3, 2),
  },
  numbers: {
    price: Float32Array.from({ length: 14 }, (_, at) => Math.sin(at)),
    rating: Float32Array.from({ length: 14 }, (_, at) => Math.cos(3 * at)),
  },
};

/** The sizes of {@link SHOP}'s columns. */
export const SHOP_SIZES: ModelSizes = {
  items: 8,
  users: 4,
  categories: { brand: 5 },
  numbers: ["price", "rating"],
  knownItems: {
    ownRows: 8,
    size: 4,
    offsets: Int32Array.of(0, 0, 0, 2, 2, 3, 4, 5, 8),
    codes: Int32Array.of(0, 2, 1, 1, 0, 3, 1, 2),
  },
};

/** Parameters of a model small enough to be looked through. */
export function tinyParams(changes: Partial<ModelParams> = {}): ModelParams {
  return modelParamsSchema.parse({
    itemSize: 6,
    hiddenSize: 6,
    categorySize: 0,
    useNumbers: false,
    useItemFeatures: false,
    inputDropout: 0,
    ...changes,
  });
}

/** A model of every kind that the parameters allow. */
export const VARIANTS: Readonly<Record<string, ModelParams>> = {
  "tied, cosine": tinyParams(),
  "tied, inner product": tinyParams({ cosineScale: null }),
  "attention over the states": tinyParams({ encoder: "gru_attention" }),
  "self-attention": tinyParams({ encoder: "self_attention" }),
  "self-attention, two blocks of two heads, dropout": tinyParams({
    encoder: "self_attention",
    layers: 2,
    heads: 2,
    hiddenSize: 4,
    hiddenDropout: 0.2,
  }),
  "mean of the events": tinyParams({ encoder: "mean" }),
  "tied through a projection": tinyParams({ hiddenSize: 5, cosineScale: 4 }),
  "its own output with bias": tinyParams({ tied: false, cosineScale: null }),
  "its own output, cosine": tinyParams({ tied: false, hiddenSize: 5 }),
  "two layers, dropout": tinyParams({
    layers: 2,
    inputDropout: 0.2,
    hiddenDropout: 0.2,
  }),
  "item features": tinyParams({ useItemFeatures: true, itemDropout: 0.5 }),
  "item features of its own output with bias": tinyParams({
    useItemFeatures: true,
    tied: false,
    cosineScale: null,
  }),
  "users, categories and numbers": tinyParams({
    userSize: 3,
    categorySize: 2,
    useNumbers: true,
  }),
};
