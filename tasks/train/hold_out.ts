import type { Params } from "../../src/config.ts";

/** Share of the training sessions that is held out to choose by. */
const VALIDATION = 0.1;

/** Ends the folder of a dataset from which {@link holdOut} has held something out. */
export const HELD_OUT_SUFFIX = "-held-out";

/**
 * The assignments that hold out the end of training for validation, where the
 * parameters hold out nothing: presets that report on a given test set train on
 * all there is.
 */
export function holdOut({ prepare }: Params): string[] {
  const { by, validation } = prepare.split;
  if (validation > 0 || by === "leave_one_out") return [];
  return [`prepare.split.validation=${VALIDATION}`];
}
