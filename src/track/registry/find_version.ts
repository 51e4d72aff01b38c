import { InputError } from "../../errors.ts";
import type { ModelRegistry, ModelVersion } from "./model_registry.ts";

const ADDRESS = /^(?:models:\/)?([^@/]+)([@/])([^@/]+)$/;

/**
 * The version that `NAME@ALIAS` or `NAME/3` names, also with `models:/` before
 * it; undefined where the text has neither form.
 *
 * @throws {InputError} where it names no version.
 */
export async function findVersion(
  registry: ModelRegistry,
  address: string,
): Promise<ModelVersion | undefined> {
  const [, name, separator, which] = ADDRESS.exec(address) ?? [];
  if (name === undefined) return undefined;
  const version = separator === "@"
    ? await registry.byAlias(name, which!)
    : (await registry.versions(name)).find((it) =>
      String(it.version) === which
    );
  if (version !== undefined) return version;
  throw new InputError(`${address} names no version of a model`);
}
