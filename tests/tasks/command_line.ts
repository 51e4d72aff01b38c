import { type Params, resolveAgain } from "../../src/config.ts";

/** What a stage is given of a command line with these `--set` assignments. */
export function commandLine(...given: string[]) {
  return {
    overrideParams: (params: Params, set: readonly string[] = []) =>
      Promise.resolve(resolveAgain(params, { set: [...given, ...set] })),
  };
}
