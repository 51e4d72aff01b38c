import { z } from "zod";
import {
  type EventsParams,
  type ModelParams,
  modelParamsSchema,
} from "../config.ts";
import { InputError } from "../errors.ts";
import { eventsParamsSchema } from "../params/events_params.ts";
import { FeatureSet } from "../features/feature_set.ts";
import type { ItemFeatures } from "../features/item_features.ts";
import { parseItemFeatures } from "../features/item_features_json.ts";
import { locateTensors, type TensorPlace } from "../safetensors.ts";
import { checkGraph } from "./check_graph.ts";
import {
  FEATURES_FILE,
  GRAPH_FILE,
  ITEMS_FILE,
  METRICS_FILE,
  PARAMS_FILE,
  SIGNATURE_FILE,
  WEIGHTS_FILE,
} from "./file_names.ts";
import { createdAt, type Manifest, readManifest } from "./manifest.ts";
import { readZip } from "./read_zip.ts";
import { type Signature, signatureSchema } from "./signature.ts";
import { ZIP_LIMITS, type ZipLimits } from "./zip_limits.ts";

/** A model that is ready to be served. */
export interface Archive {
  /** The model's name. */
  readonly name: string;
  /** Version of the model. */
  readonly version: string;
  /** ms since the epoch. */
  readonly createdAtMs: number;
  /** What the archive says of its members. */
  readonly manifest: Manifest;
  /** Vocabularies and scalers, fitted on training. */
  readonly features: FeatureSet;
  /** What is known of the items; undefined where nothing is. */
  readonly itemFeatures: ItemFeatures | undefined;
  /** Parameters of the run that made it. */
  readonly params: ArchiveParams;
  /** What goes in and comes out. */
  readonly signature: Signature;
  /** Of the model on its test split, by name. */
  readonly metrics: Readonly<Record<string, number | null>>;
  /** What the model has learned from; absent in archives that do not tell. */
  readonly learned?: LearnedPeriod | undefined;
  /** The bytes of the ONNX graph; its weights are at offsets of {@link weights}. */
  readonly graph: Uint8Array;
  /** The safetensors file, from which a model can be restored too. */
  readonly weights: Uint8Array;
  /** Where each tensor lies in {@link weights}. */
  readonly places: Readonly<Record<string, TensorPlace>>;
  /** Bytes of the file. */
  readonly byteLength: number;
}

/** Parameters of the run; serving itself goes by the model's. */
export interface ArchiveParams {
  /** Name of the preset. */
  readonly preset: string;
  /** SHA-256 of the dataset. */
  readonly dataDigest: string;
  /** What the shop's log calls its columns. */
  readonly events: EventsParams;
  /** How the network is built. */
  readonly model: ModelParams;
  /** Parameters of the other stages. */
  readonly [group: string]: unknown;
}

const paramsSchema = z.looseObject({
  preset: z.string(),
  dataDigest: z.string(),
  events: eventsParamsSchema,
  model: modelParamsSchema,
});

const learnedSchema = z.looseObject({
  /** Times of the first and the last event, ms since the epoch. */
  fromMs: z.number(),
  toMs: z.number(),
  events: z.int().min(0),
});

/** The first and the last event that a model has learned from. */
export type LearnedPeriod = Readonly<z.infer<typeof learnedSchema>>;

const metricsSchema = z.looseObject({
  learned: learnedSchema.optional(),
  model: z.looseObject({
    metrics: z.record(z.string(), z.number().nullable()),
  }),
});

/** Options of {@link loadArchive}. */
export interface LoadArchiveOptions {
  /** What the archive is called in an error. @default {its path} */
  readonly name?: string;
  /** How large an archive may be. @default {ZIP_LIMITS} */
  readonly limits?: ZipLimits;
}

/**
 * Reads an archive and checks all of it: its form, the digest of every member,
 * that the graph only computes, that weights and vocabularies fit each other.
 * Nothing in it is run.
 *
 * @param source Its path, or its bytes, which must not change afterwards.
 * @throws {InputError} naming the first fault: one line.
 */
export async function loadArchive(
  source: string | Uint8Array,
  { name = typeof source === "string" ? source : "archive", limits }:
    LoadArchiveOptions = {},
): Promise<Archive> {
  const bytes = typeof source === "string"
    ? await readFile(source, limits)
    : source;
  const members = readZip(bytes, { name, ...(limits && { limits }) });
  const manifest = readManifest(members, name);
  const member = (file: string) => {
    const content = members.get(file);
    if (content === undefined) {
      throw new InputError(`${name} cannot be taken: it has no ${file}`);
    }
    return content;
  };
  const text = (file: string) => new TextDecoder().decode(member(file));
  const json = <T>(file: string, schema: z.ZodType<T>) =>
    parseJson(text(file), { schema, name: `${name}, ${file}` });
  const weights = member(WEIGHTS_FILE);
  const { places } = locateTensors(weights, `${name}, ${WEIGHTS_FILE}`);
  const graph = member(GRAPH_FILE);
  checkGraph(graph, { name, places });
  const features = FeatureSet.parse(
    text(FEATURES_FILE),
    `${name}, ${FEATURES_FILE}`,
  );
  checkSizes(features, { name, places });
  const { model, learned } = json(METRICS_FILE, metricsSchema);
  return {
    name: manifest.model.modelName,
    version: manifest.model.modelVersion,
    createdAtMs: createdAt(manifest),
    manifest,
    features,
    itemFeatures: members.has(ITEMS_FILE)
      ? parseItemFeatures(text(ITEMS_FILE), {
        name: `${name}, ${ITEMS_FILE}`,
        items: features.item.size,
      })
      : undefined,
    params: json(PARAMS_FILE, paramsSchema),
    signature: json(SIGNATURE_FILE, signatureSchema),
    metrics: model.metrics,
    learned,
    graph,
    weights,
    places,
    byteLength: bytes.length,
  };
}

async function readFile(
  path: string,
  limits: ZipLimits = ZIP_LIMITS,
): Promise<Uint8Array> {
  try {
    const { size, isFile } = await Deno.stat(path);
    if (!isFile) throw new InputError(`${path} is no file`);
    if (size > limits.bytes) {
      throw new InputError(
        `${path} cannot be taken: it has ${size} bytes, over ${limits.bytes}`,
      );
    }
    return await Deno.readFile(path);
  } catch (error) {
    if (error instanceof InputError) throw error;
    const reason = error instanceof Deno.errors.NotFound
      ? "is absent"
      : "cannot be read";
    throw new InputError(`${path} ${reason}: an archive is wanted`, {
      cause: error,
    });
  }
}

function parseJson<T>(
  text: string,
  { schema, name }: { schema: z.ZodType<T>; name: string },
): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new InputError(`${name} is not JSON`, { cause });
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0]!;
  const key = issue.path.map(String).join(".") || "top level";
  throw new InputError(`${name}, ${key}: ${issue.message}`);
}

const ITEM_TABLE = "item.embedding";

/** Every index that the vocabularies give must have a row of its own. */
function checkSizes(
  features: FeatureSet,
  { name, places }: {
    name: string;
    places: Readonly<Record<string, TensorPlace>>;
  },
): void {
  const sizes: Record<string, number> = {
    [ITEM_TABLE]: features.item.size,
    ...(features.user && { "user.embedding": features.user.size }),
  };
  for (const [column, { size }] of Object.entries(features.categories)) {
    sizes[`category.${column}.embedding`] = size;
  }
  for (const [table, size] of Object.entries(sizes)) {
    const composed = table === ITEM_TABLE ? places["item.composed"] : undefined;
    const rows = (composed ?? places[table])?.shape[0];
    const isAbsent = rows === undefined && table !== ITEM_TABLE;
    if (!isAbsent && rows !== size) {
      throw new InputError(
        `${name} cannot be taken: ${table} has ${
          rows ?? 0
        } rows, ${FEATURES_FILE} wants ${size}`,
      );
    }
  }
}
