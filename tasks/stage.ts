import type { Params } from "../src/config.ts";
import type { Installed } from "../src/setup/installed.ts";

/** A flag of a stage, beside those that all stages know. */
export interface Flag {
  readonly type: "string" | "boolean";
  /** Placeholder for the value in the help text. */
  readonly value?: string;
  readonly help: string;
}

export interface StageInput {
  /** Name of the preset, or of the preset file. */
  readonly preset: string;
  readonly params: Params;
  /**
   * Parameters of another preset, under the same `--params` and `--set` and then
   * under further assignments: `train.epochs=3`.
   */
  readonly resolveParams: (
    preset: string,
    set?: readonly string[],
  ) => Promise<Params>;
  /**
   * Parameters that are known otherwise, those of a run, under the same
   * `--params` and `--set` and then under further assignments.
   */
  readonly overrideParams: (
    params: Params,
    set?: readonly string[],
  ) => Promise<Params>;
  /** What tensors run on; absent where the stage needs no backend. */
  readonly backend?: Installed | undefined;
  /** Values of the stage's own flags; absent where not given. */
  readonly flags: Readonly<Record<string, string | boolean | undefined>>;
  /** Words after the flags. */
  readonly words: readonly string[];
  /** Prints what people read: on standard output, or on standard error with `--json`. */
  readonly print: (text: string) => void;
  /** Aborted by the first Ctrl-C. */
  readonly signal: AbortSignal;
}

/** One stage of the pipeline, as `deno task <name>` runs it. */
export interface Stage {
  /** One line for the help text. */
  readonly summary: string;
  readonly flags?: Readonly<Record<string, Flag>>;
  /** What words after the flags mean, for the help text: `[RUN]`. */
  readonly words?: string;
  /** Whether a TensorFlow backend must be installed first; `quietly`: without saying which. */
  readonly needsBackend?: boolean | "quietly";
  /**
   * Runs the stage; the result is what `--json` prints. With a number as its
   * `exitCode` the process ends with that: see exit_codes.ts.
   */
  main(input: StageInput): Promise<Record<string, unknown>>;
}
