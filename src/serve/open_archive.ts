import { loadArchive } from "../archive/load_archive.ts";
import { eventsParamsSchema } from "../params/events_params.ts";
import { OnnxScorer } from "./onnx_scorer.ts";
import type { ServedArchive } from "./served_archive.ts";

export interface OpenArchiveOptions {
  /** Where it came from, as it was asked for. */
  readonly url: string;
  /** In the server's paths. @default {what the archive says} */
  readonly name?: string | undefined;
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
  const { createdAtMs, features, metrics, params } = archive;
  return {
    name: name ?? archive.name,
    version: version ?? archive.version,
    url,
    createdAtMs,
    features,
    events: eventsParamsSchema.parse(params.events),
    metrics: Object.fromEntries(
      Object.entries(metrics).filter((it): it is [string, number] =>
        it[1] !== null
      ),
    ),
    openScorer: (options) => OnnxScorer.open(archive, options),
  };
}
