import type { StageInput } from "../stage.ts";

/** What is needed to know of a stage to check its log. */
export type CheckedInput = Pick<
  StageInput,
  "preset" | "params" | "flags" | "signal" | "print"
>;
