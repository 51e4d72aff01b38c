import { readEnvironment } from "../src/environment.ts";
import { InputError } from "../src/errors.ts";

/** Exit code for what the user did wrong. */
const EXIT_INPUT = 2;

/**
 * Runs a task's main function with the command line's arguments, and ends the
 * process with the exit code that it gives. What the user did wrong is one line
 * on standard error; a bug keeps its stack trace.
 */
export async function runMain(
  main: (args: string[]) => Promise<number>,
): Promise<never> {
  try {
    Deno.exit(await main(Deno.args));
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const { noColor } = readEnvironment();
    const label = noColor ? "error:" : "\x1b[31merror:\x1b[0m";
    console.error(`${label} ${error.message}`);
    Deno.exit(EXIT_INPUT);
  }
}
