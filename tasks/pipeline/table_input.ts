import type { Installed } from "../../src/setup/installed.ts";
import type { StageInput } from "../stage.ts";

/** What the stages want to know, beside the parameters they declare. */
export interface TableInput
  extends Pick<StageInput, "preset" | "params" | "flags" | "signal"> {
  readonly backend: Installed;
  /** Where the pipeline's outputs lie. */
  readonly folder: string;
}
