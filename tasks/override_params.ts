import { flattenParams, type Params } from "../src/config.ts";
import { InputError } from "../src/errors.ts";
import type { StageInput } from "./stage.ts";

export interface OverrideOptions {
  /** Whose parameters they are: `run k3f9`. */
  readonly of: string;
  /** Start of the names that may have other values now. @default {none} */
  readonly free?: string;
  /** What `--params` and `--set` have no say in, as assignments. */
  readonly set?: readonly string[];
}

/**
 * Parameters that something began with under `--params` and `--set`: what they
 * ask for is done or refused, never passed over.
 *
 * @throws {InputError} naming the first that may not have another value now.
 */
export async function overrideParams(
  input: Pick<StageInput, "overrideParams">,
  params: Params,
  { of, free, set }: OverrideOptions,
): Promise<Params> {
  const asked = await input.overrideParams(params, set);
  const [before, now] = [flattenParams(params), flattenParams(asked)];
  for (const key of Object.keys({ ...before, ...now })) {
    if (now[key] === before[key]) continue;
    if (free !== undefined && key.startsWith(free)) continue;
    throw new InputError(
      `Parameter ${key}: ${
        text(before[key])
      } is wanted, as ${of} began with it, found ${text(now[key])}`,
    );
  }
  return asked;
}

function text(value: string | number | boolean | null | undefined): string {
  return value === undefined ? "nothing" : JSON.stringify(value);
}
