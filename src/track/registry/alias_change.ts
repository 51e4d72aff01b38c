import { z } from "zod";
import { InputError } from "../../errors.ts";
import type { AliasChange, SetAliasOptions } from "./model_registry.ts";

/** How a change of an alias is kept. */
export const aliasChangeSchema = z.strictObject({
  alias: z.string(),
  version: z.int().min(1),
  previous: z.int().min(1).nullable(),
  atMs: z.number(),
  by: z.string(),
  why: z.string(),
  isRollback: z.boolean(),
});

/** Longer reasons are cut: MLflow keeps 5,000 letters of a tag. */
const MAX_WHY = 2000;

/**
 * What is to be remembered of setting an alias.
 *
 * @throws {InputError} where the alias does not name what it is expected to.
 */
export function aliasChange(
  change: Pick<AliasChange, "alias" | "version" | "previous" | "atMs">,
  { by = "", why = "", isRollback = false, expected }: SetAliasOptions = {},
): AliasChange {
  const { alias, previous } = change;
  if (expected !== undefined && expected !== previous) {
    const called = (version: number | null) =>
      version === null ? "no version" : `version ${version}`;
    throw new InputError(
      `Alias ${alias} names ${called(previous)} by now, ${
        called(expected)
      } was expected: somebody has moved it`,
    );
  }
  return { ...change, by, why: why.slice(0, MAX_WHY), isRollback };
}
