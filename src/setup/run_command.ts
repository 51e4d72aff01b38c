/** Options of {@link runCommand}. */
export interface CommandOptions {
  /** Variables beside those of this process. */
  readonly env?: Record<string, string>;
  /** Working folder. */
  readonly cwd?: string;
  /** Ends it when aborted. */
  readonly signal?: AbortSignal;
}

/** What a program has done. */
export interface CommandResult {
  /** Whether its exit status is 0. */
  readonly success: boolean;
  /** What it wrote on standard output and standard error, trimmed. */
  readonly output: string;
}

/**
 * Runs a program to its end, or gives undefined where there is no such
 * program.
 */
export async function runCommand(
  program: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult | undefined> {
  try {
    const { success, stdout, stderr } = await new Deno.Command(program, {
      args: [...args],
      stdin: "null",
      ...options,
    }).output();
    const decoder = new TextDecoder();
    const output = decoder.decode(stdout) + decoder.decode(stderr);
    return { success, output: output.trim() };
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    if (error instanceof Deno.errors.PermissionDenied) return undefined;
    throw error;
  }
}
