import { InputError } from "../../errors.ts";
import type {
  AliasChange,
  ModelRegistry,
  SetAliasOptions,
} from "./model_registry.ts";

/** Options of {@link rollBack}. */
export interface RollBackOptions extends Pick<SetAliasOptions, "by" | "why"> {
  /** Name of the model. */
  readonly name: string;
  /** The alias that goes back. */
  readonly alias: string;
}

/**
 * Lets an alias name again what it named before it was last set. Rolled back
 * twice, it goes back two settings.
 *
 * @returns The version that it named until now, and the one it names again.
 * @throws {InputError} where there is none before it.
 */
export async function rollBack(
  registry: ModelRegistry,
  { name, alias, ...note }: RollBackOptions,
): Promise<{ from: number; to: number }> {
  const current = await registry.byAlias(name, alias);
  if (current === undefined) {
    throw new InputError(`Model ${name} has no version called ${alias}`);
  }
  const from = current.version;
  const to = versionBefore(await registry.history(name), alias);
  if (to === undefined) {
    throw new InputError(
      `Model ${name} had no ${alias} before version ${from}: there is nothing to roll back to`,
    );
  }
  await registry.setAlias(name, alias, to, {
    ...note,
    expected: from,
    isRollback: true,
  });
  return { from, to };
}

/** @param history The newest first. */
function versionBefore(
  history: readonly AliasChange[],
  alias: string,
): number | undefined {
  const standing: number[] = [];
  for (const change of history.toReversed()) {
    if (change.alias !== alias) continue;
    if (change.isRollback) standing.pop();
    else if (standing.at(-1) !== change.version) standing.push(change.version);
  }
  return standing.at(-2);
}
