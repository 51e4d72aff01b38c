import {
  type ArchiveParts,
  encodeArchive,
} from "../../src/archive/encode_archive.ts";
import { type Params, paramsSchema } from "../../src/config.ts";
import { FeatureSet } from "../../src/features/feature_set.ts";
import { Scaler } from "../../src/features/scaler.ts";
import { Vocabulary } from "../../src/features/vocabulary.ts";
import { encodeSafetensors, type StoredTensor } from "../../src/safetensors.ts";

/** Vocabularies of the sizes of tests/model/tiny_shop.ts. */
export const SHOP_FEATURES = new FeatureSet({
  task: "next",
  item: new Vocabulary({
    type: "integer",
    values: ["11", "12", "13", "14", "15", "16"],
  }),
  support: Int32Array.of(0, 0, 6, 5, 4, 3, 2, 1),
  user: new Vocabulary({ type: "text", values: ["ann", "bob"] }),
  categories: {
    brand: new Vocabulary({ type: "text", values: ["b1", "b2", "b3"] }),
  },
  calendar: [],
  numbers: {
    price: new Scaler({ kind: "robust", center: 9.5, scale: 2 }),
    rating: new Scaler({ kind: "standard", center: 3, scale: 1 }),
  },
});

/** What a run on the tiny shop is told. */
export function shopParams(model: Partial<Params["model"]> = {}): Params {
  return paramsSchema.parse({
    events: {
      format: "csv",
      columns: {
        user: "user_id",
        time: { column: "at" },
        item: "product_id",
        categories: { brand: "brand_id" },
        numbers: { price: "price_eur", rating: "stars" },
      },
    },
    model,
  });
}

/** A GRU of 2 units with weights that one can write down. */
function tinyWeights(): Uint8Array {
  const count = (shape: number[]): StoredTensor => ({
    shape,
    data: Float32Array.from(
      { length: shape.reduce((product, axis) => product * axis, 1) },
      (_, at) => Math.sin(at + 1),
    ),
  });
  return encodeSafetensors({
    tensors: {
      "item.embedding": count([8, 2]),
      "gru.0.kernel": count([2, 6]),
      "gru.0.recurrent": count([2, 6]),
      "gru.0.bias": count([6]),
      "gru.0.recurrent_bias": count([6]),
    },
    metadata: { format: "nextcart-model-1" },
  });
}

/** What a run on the tiny shop leaves. */
export function tinyParts(changes: Partial<ArchiveParts> = {}): ArchiveParts {
  return {
    weights: tinyWeights(),
    features: SHOP_FEATURES.serialize(),
    metrics: JSON.stringify({
      model: {
        name: "gru",
        targets: 1200,
        metrics: { "recall@20": 0.5, "mrr@20": 0.25 },
      },
      baselines: [{
        name: "markov",
        targets: 1200,
        metrics: { "recall@20": 0.4, "mrr@20": 0.125 },
      }],
    }),
    params: shopParams({
      itemSize: 2,
      hiddenSize: 2,
      categorySize: 0,
      useNumbers: false,
    }),
    preset: "shop",
    dataDigest: "d".repeat(64),
    ...changes,
  };
}

/** The archive of {@link tinyParts}. */
export function tinyArchiveBytes(
  changes: Partial<ArchiveParts> = {},
): Uint8Array<ArrayBuffer> {
  return encodeArchive(tinyParts(changes), {
    name: "shop",
    version: "1.0",
    createdAtMs: Date.UTC(2026, 10, 23, 21, 3, 5),
  });
}
