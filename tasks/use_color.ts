import { readEnvironment } from "../src/config.ts";

/** Whether standard output is a terminal whose user wants colour. */
export function useColor(): boolean {
  return Deno.stdout.isTerminal() && !readEnvironment().noColor;
}
