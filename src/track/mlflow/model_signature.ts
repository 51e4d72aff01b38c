import type { FeatureSet } from "../../features/feature_set.ts";
import type { Vocabulary } from "../../features/vocabulary.ts";

/** A column as MLflow's schemas name it. */
export interface SignatureColumn {
  /** The column's name. */
  readonly name: string;
  /** MLflow's name of the type. */
  readonly type: "string" | "long" | "double" | "boolean" | "array";
  /** Of an array. */
  readonly items?: { readonly type: "string" | "double" };
  /** Whether it must be there. */
  readonly required: boolean;
}

/** What a model takes and gives. */
export interface ModelSignature {
  /** Columns that go in. */
  readonly inputs: readonly SignatureColumn[];
  /** Columns that come out. */
  readonly outputs: readonly SignatureColumn[];
}

/**
 * The signature of a recommender: it takes the events of one session, a row
 * each, in the order of time, and gives products and their probabilities, the
 * best first. The calendar is no column: it comes from the time.
 */
export function modelSignature(features: FeatureSet): ModelSignature {
  const given = features.categoryNames.filter((name) =>
    !features.calendar.some((it) => it === name)
  );
  const idType = ({ type }: Vocabulary) =>
    type === "integer" ? "long" : "string";
  return {
    inputs: [
      { name: "item", type: idType(features.item), required: true },
      { name: "time", type: "long", required: true },
      ...(features.user === undefined
        ? []
        : [optional("user", idType(features.user))]),
      optional("cart", "boolean"),
      ...given.map((name) => optional(name, "string")),
      ...features.numberNames.map((name) => optional(name, "double")),
    ],
    outputs: [list("product_ids", "string"), list("probabilities", "double")],
  };
}

function optional(
  name: string,
  type: SignatureColumn["type"],
): SignatureColumn {
  return { name, type, required: false };
}

function list(name: string, type: "string" | "double"): SignatureColumn {
  return { name, type: "array", items: { type }, required: true };
}
