import type { Params } from "../../src/config.ts";
import type {
  ModelRegistry,
  ModelVersion,
} from "../../src/track/registry/model_registry.ts";
import { readRegistered } from "../promote/candidate.ts";

export interface KnownDatasetOptions {
  readonly name: string;
  /** SHA-256 of the dataset. */
  readonly digest: string;
  readonly params: Params;
}

export interface KnownDataset {
  readonly version: ModelVersion;
  /** Whether the gates have had their say. */
  readonly isJudged: boolean;
}

/**
 * The version that has learned from a dataset by the same parameters, among the
 * newest one and those with an alias.
 */
export async function knownDataset(
  registry: ModelRegistry,
  { name, digest, params }: KnownDatasetOptions,
): Promise<KnownDataset | undefined> {
  const history = await registry.history(name);
  const versions = await registry.versions(name);
  for (const [age, version] of versions.entries()) {
    if (age > 0 && version.aliases.length === 0) continue;
    const { config } = await readRegistered(registry, version);
    if (config.digest !== digest) continue;
    if (learning(config.params) !== learning(params)) continue;
    const isJudged = history.some((it) => it.version === version.version);
    return { version, isJudged };
  }
  return undefined;
}

/** The parameters that a model depends on. */
function learning({ model, train, evaluate }: Params): string {
  return JSON.stringify([model, train, evaluate.metric]);
}
