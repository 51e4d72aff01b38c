import { z } from "zod";
import { InputError } from "../errors.ts";
import { decodeSafetensors, encodeSafetensors } from "../safetensors.ts";
import { assignWeights, readWeights } from "../tensor/weights.ts";
import { modelParamsSchema } from "../config.ts";
import { SessionModel } from "./session_model.ts";

/** Version of the names and shapes of the stored weights. */
const FORMAT = "nextcart-model-1";

const sizesSchema = z.strictObject({
  items: z.int().min(0),
  users: z.int().min(0),
  categories: z.record(z.string(), z.int().min(0)),
  numbers: z.array(z.string()),
});

/** Name under which {@link SessionModel.trend} is stored: `[V]`. */
const TREND = "item.trend";

/** A model as one safetensors file: weights, hyper-parameters and sizes. */
export async function encodeModel(
  model: SessionModel,
): Promise<Uint8Array<ArrayBuffer>> {
  return encodeSafetensors({
    tensors: {
      ...await readWeights(model.variables()),
      ...(model.trend && {
        [TREND]: { shape: [model.trend.length], data: model.trend },
      }),
    },
    metadata: {
      format: FORMAT,
      params: JSON.stringify(model.params),
      sizes: JSON.stringify(model.sizes),
    },
  });
}

/**
 * Makes the model that {@link encodeModel} stored; the caller disposes it.
 *
 * @param name Of the file, for messages.
 * @throws {InputError} where the file is damaged or no model of this version.
 */
export function decodeModel(bytes: Uint8Array, name: string): SessionModel {
  const { tensors, metadata } = decodeSafetensors(bytes, name);
  if (metadata.format !== FORMAT) {
    throw new InputError(
      `${name} holds ${metadata.format ?? "no format"}, ${FORMAT} is wanted`,
    );
  }
  const params = parseEntry(modelParamsSchema, metadata.params, name);
  const sizes = parseEntry(sizesSchema, metadata.sizes, name);
  const model = new SessionModel(params, sizes, 0);
  try {
    assignWeights(model.variables(), tensors);
  } catch (error) {
    model.dispose();
    throw error;
  }
  model.trend = tensors[TREND]?.data;
  return model;
}

function parseEntry<T>(schema: z.ZodType<T>, text = "", name: string): T {
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw new InputError(
      `${name} is damaged: its parameters and sizes cannot be read`,
      { cause },
    );
  }
}
