import { loadArchive } from "../archive/load_archive.ts";
import { eventsParamsSchema } from "../params/events_params.ts";
import { OnnxScorer } from "./onnx_scorer.ts";
import type { ServedArchive } from "./served_archive.ts";

/** Options of {@link openArchive}. */
export interface OpenArchiveOptions {
  /** Where it came from, as it was asked for. */
  readonly url: string;
  /** In the server's paths. @default {what the archive says} */
  readonly name?: string | undefined;
  /** The version it is to be loaded as. @default {the archive's own} */
  readonly version?: string | undefined;
}

/**
 * Reads and checks an archive for the server.
 *
 * @param source Its path or its bytes.
 * @throws {InputError} where it is absent or damaged.
 */
export async function openArchive(
  source: string | Uint8Array,
  { url, name, version }: OpenArchiveOptions,
): Promise<ServedArchive> {
  const archive = await loadArchive(source, { name: url });
  const { features, itemFeatures, graph, metrics, params } = archive;
  const network = {
    name: archive.name,
    features,
    graph: graph.slice(),
    weights: sharedCopy(archive.weights),
  };
  return {
    name: name ?? archive.name,
    version: version ?? archive.version,
    url,
    features,
    itemFeatures,
    events: eventsParamsSchema.parse(params.events),
    metrics: Object.fromEntries(
      Object.entries(metrics).filter((it): it is [string, number] =>
        it[1] !== null
      ),
    ),
    openScorer: (options) => OnnxScorer.open(network, options),
  };
}

/** Every worker reads the same bytes, and the archive's own can go. */
function sharedCopy(bytes: Uint8Array): Uint8Array<SharedArrayBuffer> {
  const copy = new Uint8Array(new SharedArrayBuffer(bytes.length));
  copy.set(bytes);
  return copy;
}
