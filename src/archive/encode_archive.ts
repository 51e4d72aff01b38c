import type { Params } from "../config.ts";
import { FeatureSet } from "../features/feature_set.ts";
import { locateTensors } from "../safetensors.ts";
import { addComposedTables } from "./add_composed_tables.ts";
import {
  CARD_FILE,
  FEATURES_FILE,
  GRAPH_FILE,
  ITEMS_FILE,
  MANIFEST_FILE,
  METRICS_FILE,
  PARAMS_FILE,
  SIGNATURE_FILE,
  WEIGHTS_FILE,
} from "./file_names.ts";
import { scoringGraph } from "./graph/scoring_graph.ts";
import { writeManifest } from "./manifest.ts";
import { modelCard } from "./model_card.ts";
import { makeSignature } from "./signature.ts";
import { writeZip } from "./write_zip.ts";

/** What a run leaves and an archive is made of. */
export interface ArchiveParts {
  /** The model as `encodeModel` gives it. */
  readonly weights: Uint8Array;
  /** The text of features.json. */
  readonly features: string;
  /** The text of items.json, where anything is known of items. */
  readonly items?: string | undefined;
  /** The text of metrics.json. */
  readonly metrics: string;
  /** All parameters of the run. */
  readonly params: Params;
  /** Name of the preset. */
  readonly preset: string;
  /** SHA-256 of the dataset. */
  readonly dataDigest: string;
}

/** Options of {@link encodeArchive}. */
export interface EncodeArchiveOptions {
  /** Of the model, as it stands in a server's paths. */
  readonly name: string;
  /** The version's name. */
  readonly version: string;
  /** ms since the epoch. */
  readonly createdAtMs: number;
}

/**
 * Packs a trained model as one zip file in TorchServe's form, with the ONNX
 * graph that scores with its weights, and no code. Equal parts give equal bytes.
 *
 * @throws {InputError} where name or version cannot stand in a path, or the
 * model and features cannot be read.
 */
export function encodeArchive(
  parts: ArchiveParts,
  options: EncodeArchiveOptions,
): Uint8Array<ArrayBuffer> {
  const members = archiveMembers(parts, options);
  const manifest = writeManifest(members, options);
  members.set(MANIFEST_FILE, new TextEncoder().encode(manifest));
  return writeZip(members, { timeMs: options.createdAtMs });
}

function archiveMembers(
  {
    weights: trained,
    features: text,
    items,
    metrics,
    params,
    preset,
    dataDigest,
  }: ArchiveParts,
  { name, version }: EncodeArchiveOptions,
): Map<string, Uint8Array> {
  const features = FeatureSet.parse(text, FEATURES_FILE);
  const weights = addComposedTables(trained);
  const { places } = locateTensors(weights, WEIGHTS_FILE);
  const graph = scoringGraph({
    params: params.model,
    categories: features.categoryNames,
    numbers: features.numberNames,
    places,
  });
  const signature = makeSignature({
    events: params.events,
    features,
    params: params.model,
    places,
  });
  const card = modelCard({
    name,
    version,
    preset,
    dataDigest,
    params,
    features,
    metrics: JSON.parse(metrics),
  });
  const encode = (content: string) => new TextEncoder().encode(content);
  const json = (value: unknown) =>
    encode(JSON.stringify(value, null, 2) + "\n");
  return new Map<string, Uint8Array>([
    [WEIGHTS_FILE, weights],
    [GRAPH_FILE, graph],
    [FEATURES_FILE, encode(text)],
    ...(items === undefined ? [] : [[ITEMS_FILE, encode(items)] as const]),
    [PARAMS_FILE, json({ preset, dataDigest, ...params })],
    [METRICS_FILE, encode(metrics)],
    [SIGNATURE_FILE, json(signature)],
    [CARD_FILE, encode(card)],
  ]);
}
