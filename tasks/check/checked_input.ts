import type { StageInput } from "../stage.ts";

/** What is needed to know of a stage to check its log. */
export type CheckedInput = Pick<
  StageInput,
  "preset" | "params" | "flags" | "signal" | "print"
>;

/** What a log must be like, in the folder of the dataset that was made of one. */
export const SCHEMA_FILE = "schema.json";
