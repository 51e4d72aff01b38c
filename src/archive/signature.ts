import { z } from "zod";
import type { EventsParams, ModelParams } from "../config.ts";
import type { FeatureSet } from "../features/feature_set.ts";
import type { TensorPlace } from "../safetensors.ts";

const tensorSchema = z.strictObject({
  name: z.string(),
  /** As the Open Inference Protocol names it. */
  datatype: z.enum(["INT32", "INT64", "FP32"]),
  /** −1: differs from run to run. */
  shape: z.array(z.int().min(-1)),
});

const plain = z.union([z.string(), z.number(), z.null()]);

/** Checks signature.json. */
export const signatureSchema = z.strictObject({
  /** Of graph.onnx. */
  inputs: z.array(tensorSchema),
  outputs: z.array(tensorSchema),
  /** The body of a request: a session's events. */
  example: z.strictObject({ data: z.array(z.record(z.string(), plain)) }),
});

/** What the model takes and gives. */
export type Signature = z.infer<typeof signatureSchema>;
type TensorInfo = z.infer<typeof tensorSchema>;

/** Events of the example. */
const EXAMPLE_EVENTS = 3;

/** Options of {@link makeSignature}. */
export interface SignatureOptions {
  /** What the shop's log calls its columns: so does a request. */
  readonly events: EventsParams;
  /** Vocabularies and scalers, fitted on training. */
  readonly features: FeatureSet;
  /** How the network is built. */
  readonly params: ModelParams;
  /** Where each tensor lies in the weights' file. */
  readonly places: Readonly<Record<string, TensorPlace>>;
}

/** The signature of a model; its example visits the most popular products. */
export function makeSignature(options: SignatureOptions): Signature {
  return {
    inputs: inputs(options),
    outputs: outputs(options.features),
    example: { data: exampleEvents(options) },
  };
}

function inputs({ features, params, places }: SignatureOptions): TensorInfo[] {
  const int32 = (name: string, shape: number[]): TensorInfo => ({
    name,
    datatype: "INT32",
    shape,
  });
  const { categoryNames, numberNames } = features;
  return [
    { name: "k", datatype: "INT64", shape: [1] },
    int32("items", [-1, -1]),
    int32("lengths", [-1]),
    ...("user.embedding" in places ? [int32("users", [-1])] : []),
    ...categoryNames.filter((it) => `category.${it}.embedding` in places)
      .map((it) => int32(`categories.${it}`, [-1, -1])),
    ...(params.useNumbers && numberNames.length > 0
      ? [{
        name: "numbers",
        datatype: "FP32" as const,
        shape: [-1, -1, numberNames.length],
      }]
      : []),
  ];
}

function outputs({ item }: FeatureSet): TensorInfo[] {
  return [
    { name: "top_items", datatype: "INT32", shape: [-1, -1] },
    { name: "top_scores", datatype: "FP32", shape: [-1, -1] },
    { name: "top_probabilities", datatype: "FP32", shape: [-1, -1] },
    { name: "scores", datatype: "FP32", shape: [-1, item.values.length] },
  ];
}

function exampleEvents({ events, features }: SignatureOptions) {
  const columns = "columns" in events ? events.columns : undefined;
  const items = features.item.values.slice(0, EXAMPLE_EVENTS);
  return items.map((item) => {
    const event: Record<string, string | number | null> = {
      [columns?.item ?? "product_id"]: features.item.type === "integer"
        ? Number(item)
        : item,
    };
    if (columns?.user !== undefined) {
      event[columns.user] = features.user?.values[0] ?? null;
    }
    for (const [name, column] of Object.entries(columns?.categories ?? {})) {
      event[column] = features.categories[name]?.values[0] ?? null;
    }
    for (const [name, column] of Object.entries(columns?.numbers ?? {})) {
      event[column] = features.numbers[name]?.center ?? null;
    }
    return event;
  });
}
