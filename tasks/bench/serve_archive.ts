import { encodeArchive } from "../../src/archive/encode_archive.ts";
import { resolveParams } from "../../src/config.ts";
import { FeatureSet } from "../../src/features/feature_set.ts";
import { Scaler } from "../../src/features/scaler.ts";
import { Vocabulary } from "../../src/features/vocabulary.ts";
import { modelSizes } from "../../src/model/model_sizes.ts";
import { encodeModel } from "../../src/model/saved_model.ts";
import { SessionModel } from "../../src/model/session_model.ts";

const SIZES = { users: 20_000, brands: 1000, types: 500 };

/**
 * An archive of the original's network, with weights that no training has seen:
 * 20,000 users, a GRU of 100 units, an output layer of its own.
 */
export async function benchArchive(products: number): Promise<Uint8Array> {
  const params = resolveParams({
    preset: {
      description: "The original's network",
      events: {
        format: "parquet",
        columns: {
          session: "session_id",
          user: "user_id",
          time: { column: "timestamp" },
          item: "product_id",
          categories: { brand: "brand_id", type: "product_type_id" },
          numbers: {
            price: "customer_price_cz",
            rating: "rating_lifetime",
          },
        },
      },
      params: {
        model: {
          itemSize: 50,
          userSize: 50,
          categorySize: 5,
          hiddenSize: 100,
          useNumbers: true,
          tied: false,
          cosineScale: null,
        },
      },
    },
  });
  const features = benchFeatures(products);
  const model = new SessionModel(params.model, modelSizes(features), 1);
  try {
    return encodeArchive({
      weights: await encodeModel(model),
      features: features.serialize(),
      metrics: JSON.stringify({
        model: { name: "gru", targets: 0, metrics: {} },
        baselines: [],
      }),
      params,
      preset: "bench",
      dataDigest: "0".repeat(64),
    }, { name: "rec", version: "1.0", createdAtMs: Date.now() });
  } finally {
    model.dispose();
  }
}

function benchFeatures(products: number): FeatureSet {
  const words = (letter: string, count: number) =>
    new Vocabulary({
      type: "text",
      values: Array.from({ length: count }, (_, at) => `${letter}${at + 1}`),
    });
  return new FeatureSet({
    task: "next",
    item: words("p", products),
    support: new Int32Array(products + 2).fill(1),
    user: words("u", SIZES.users),
    categories: {
      brand: words("b", SIZES.brands),
      type: words("t", SIZES.types),
    },
    calendar: [],
    numbers: {
      price: new Scaler({ kind: "robust", center: 500, scale: 300 }),
      rating: new Scaler({ kind: "standard", center: 3, scale: 1 }),
    },
  });
}
