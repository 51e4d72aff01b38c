/**
 * The words that run a stage where a job runs: this very Deno on this machine;
 * elsewhere npx fetches one of the same version.
 */
export function denoCommand(
  where: string,
  stage: readonly string[],
): string[] {
  const deno = where === "local"
    ? [Deno.execPath()]
    : ["npx", "-y", `deno@${Deno.version.deno}`];
  return [...deno, "run", "-q", "-A", "--no-check", "tasks/run.ts", ...stage];
}
