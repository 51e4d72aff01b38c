import { z } from "zod";
import { InputError } from "../errors.ts";
import { decodeSafetensors, encodeSafetensors } from "../safetensors.ts";
import { assignWeights, readWeights } from "../tensor/weights.ts";
import { modelParamsSchema } from "../config.ts";
import { readItemCodes } from "./read_item_codes.ts";
import { SessionModel } from "./session_model.ts";
import { storeItemCodes } from "./store_item_codes.ts";

/** Version of the names and shapes of the stored weights. */
const FORMAT = "nextcart-model-1";

const sizesSchema = z.strictObject({
  items: z.int().min(0),
  users: z.int().min(0),
  categories: z.record(z.string(), z.int().min(0)),
  numbers: z.array(z.string()),
  knownItems: z.strictObject({
    ownRows: z.int().min(0),
    size: z.int().min(0),
  }).optional(),
});

/** Name under which {@link SessionModel.trend} is stored: `[V]`. */
const TREND = "item.trend";

/**
 * A model as one safetensors file: weights, hyper-parameters and sizes, and
 * what is known of the items.
 */
export async function encodeModel(
  model: SessionModel,
): Promise<Uint8Array<ArrayBuffer>> {
  const { knownItems, ...sizes } = model.sizes;
  return encodeSafetensors({
    tensors: {
      ...await readWeights(model.variables()),
      ...(model.trend && {
        [TREND]: { shape: [model.trend.length], data: model.trend },
      }),
      ...(knownItems && storeItemCodes(knownItems)),
    },
    metadata: {
      format: FORMAT,
      params: JSON.stringify(model.params),
      sizes: JSON.stringify({
        ...sizes,
        ...(knownItems && {
          knownItems: { ownRows: knownItems.ownRows, size: knownItems.size },
        }),
      }),
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
  const { knownItems, ...others } = sizes;
  const model = new SessionModel(params, {
    ...others,
    ...(knownItems && {
      knownItems: {
        ...knownItems,
        ...readItemCodes(tensors, { ...knownItems, items: sizes.items, name }),
      },
    }),
  }, 0);
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
