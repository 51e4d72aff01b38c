import { z } from "@hono/zod-openapi";
import type { Scalar, ShopEvent } from "./event_reader.ts";
import {
  type RecommendOptions,
  recommendOptionsSchema,
} from "./predict_schemas.ts";
import { ServiceError } from "./service_error.ts";

/** Of a tensor; of an axis too, as an empty one may be as long as it likes. */
const MAX_VALUES = 100_000;
const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** Body of the Open Inference Protocol's `infer`. */
export const inferBodySchema = z.object({
  id: z.string().optional(),
  parameters: recommendOptionsSchema.optional(),
  inputs: z.array(z.object({
    name: z.string(),
    shape: z.array(z.int().min(0).max(MAX_VALUES)).min(1).max(2),
    datatype: z.string(),
    data: z.array(scalar).max(MAX_VALUES),
  })).min(1).openapi({
    description:
      "A tensor per field of the shop's log, of shape [events] or [sessions, events]; where the product is null or empty there is no event",
  }),
}).openapi("InferRequest", {
  example: {
    inputs: [{
      name: "product_id",
      shape: [1, 2],
      datatype: "BYTES",
      data: ["p1", "p2"],
    }],
    parameters: { k: 5, exclude_seen: false },
  },
});

/** What tensors ask for, as sessions of the shop's events. */
export interface TensorRequest {
  /** The shop's events of each session. */
  readonly sessions: readonly (readonly ShopEvent[])[];
  /** How many products, and which. */
  readonly options: RecommendOptions;
}

/**
 * Turns columns into rows.
 *
 * @param item Name of the field that holds the product.
 * @throws {ServiceError} 422 where shapes differ or the product is not there.
 */
export function readTensors(
  { inputs, parameters }: z.infer<typeof inferBodySchema>,
  item: string,
): TensorRequest {
  const first = inputs[0]!;
  const [rows, columns] = first.shape.length === 1
    ? [1, first.shape[0]!]
    : [first.shape[0]!, first.shape[1]!];
  for (const { name, shape, data } of inputs) {
    if (shape.join() !== first.shape.join() || data.length !== rows * columns) {
      throw ServiceError.unprocessable(
        `inputs, ${name}: ${data.length} values of shape [${shape}]: the shape [${first.shape}] of ${first.name} and as many values are wanted`,
      );
    }
  }
  if (!inputs.some(({ name }) => name === item)) {
    throw ServiceError.unprocessable(`inputs: a tensor "${item}" is wanted`);
  }
  const sessions = Array.from(
    { length: rows },
    (_, row) =>
      Array.from({ length: columns }, (_, column) =>
        Object.fromEntries(
          inputs.map(({ name, data }): [string, Scalar] => [
            name,
            data[row * columns + column]!,
          ]),
        )).filter((event) => event[item] !== null && event[item] !== ""),
  );
  return {
    sessions,
    options: recommendOptionsSchema.parse(parameters ?? {}),
  };
}
