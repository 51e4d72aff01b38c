/**
 * Runs a program to its end and parses what it prints on standard output, a line
 * of JSON each. What it says on standard error is shown as it comes.
 *
 * @throws {Error} where it fails.
 */
export async function runJson<T>(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<T[]> {
  const command = new Deno.Command(program, {
    args: [...args],
    env: { ...env },
    stdout: "piped",
    stderr: "inherit",
  });
  const { code, stdout } = await command.output();
  if (code !== 0) {
    throw new Error(`${program} ${args[0]} ended with code ${code}`);
  }
  const lines = new TextDecoder().decode(stdout).trimEnd().split("\n");
  return lines.map((line) => JSON.parse(line));
}
