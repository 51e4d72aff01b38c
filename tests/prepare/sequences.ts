import type { Sequences } from "../../src/features/sequences.ts";
import { FeatureSet } from "../../src/features/feature_set.ts";
import { Scaler } from "../../src/features/scaler.ts";
import { Vocabulary } from "../../src/features/vocabulary.ts";

/** Two encoded sessions, for tests. */
export function sequences(): Sequences {
  return {
    offsets: Int32Array.of(0, 2, 5),
    items: Int32Array.of(2, 3, 1, 2, 2),
    targets: Uint8Array.of(0, 1, 0, 1, 1),
    carts: Uint8Array.of(0, 1, 0, 0, 0),
    times: Float64Array.of(0, 1, 1_700_000_000_000, 3, 4),
    users: Int32Array.of(0, 2),
    categories: { brand: Int32Array.of(2, 2, 1, 2, 2) },
    numbers: { price: Float32Array.of(0, 0.1, -2.5, 3, 4) },
  };
}

/** No session at all. */
export function noSequences(): Sequences {
  return {
    offsets: Int32Array.of(0),
    items: new Int32Array(),
    targets: new Uint8Array(),
    carts: new Uint8Array(),
    times: new Float64Array(),
    users: new Int32Array(),
    categories: { brand: new Int32Array() },
    numbers: { price: new Float32Array() },
  };
}

/** What {@link sequences} are encoded with. */
export function featureSet(): FeatureSet {
  return new FeatureSet({
    task: "next",
    item: new Vocabulary({ type: "integer", values: ["10", "9"] }),
    support: Int32Array.of(0, 0, 3, 1),
    user: new Vocabulary({ type: "text", values: ["anna"] }),
    categories: { brand: new Vocabulary({ type: "text", values: ["acme"] }) },
    calendar: [],
    numbers: {
      price: new Scaler({ kind: "robust", center: 4.5, scale: 0.1 }),
    },
  });
}
