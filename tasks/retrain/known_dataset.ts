import type { Params } from "../../src/config.ts";
import type {
  ModelRegistry,
  ModelVersion,
} from "../../src/track/registry/model_registry.ts";
import { readRegistered } from "../promote/candidate.ts";

export interface KnownDatasetOptions {
  readonly name: string;
  /** Whose versions are looked at. */
  readonly aliases: readonly string[];
  /** SHA-256 of the dataset. */
  readonly digest: string;
  readonly params: Params;
}

/** The version that has learned from a dataset by the same parameters, if any. */
export async function knownDataset(
  registry: ModelRegistry,
  { name, aliases, digest, params }: KnownDatasetOptions,
): Promise<ModelVersion | undefined> {
  for (const alias of aliases) {
    const version = await registry.byAlias(name, alias);
    if (version === undefined) continue;
    const { config } = await readRegistered(registry, version);
    if (
      config.digest === digest && learning(config.params) === learning(params)
    ) {
      return version;
    }
  }
  return undefined;
}

/** The parameters that a model depends on. */
function learning({ model, train, evaluate }: Params): string {
  return JSON.stringify([model, train, evaluate.metric]);
}
