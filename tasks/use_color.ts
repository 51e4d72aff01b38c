import { readEnvironment } from "../src/environment.ts";

/** Whether standard output is a terminal whose user wants colour. */
export function useColor(): boolean {
  return Deno.stdout.isTerminal() && !readEnvironment().noColor;
}
