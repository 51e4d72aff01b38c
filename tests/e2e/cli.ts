const PROJECT = new URL("../../", import.meta.url).pathname;

/** What a finished process leaves. */
export interface CliResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts `deno task <args>`, without the task runner's own output. */
export function startCli(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Deno.ChildProcess {
  return startProgram("tasks/run.ts", args, env);
}

/** Starts a task that is a program of its own. */
export function startProgram(
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  options: Pick<Deno.CommandOptions, "detached"> = {},
): Deno.ChildProcess {
  return new Deno.Command(Deno.execPath(), {
    ...options,
    args: ["run", "--quiet", "--allow-all", "--no-check", file, ...args],
    cwd: PROJECT,
    env: {
      NO_COLOR: "1",
      TF_CPP_MIN_LOG_LEVEL: "2",
      // A developer's own server is no place for the runs of tests.
      MLFLOW_TRACKING_URI: "",
      ...env,
    },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

/** Waits for a process and reads what it printed. */
export async function finish(child: Deno.ChildProcess): Promise<CliResult> {
  const { code, stdout, stderr } = await child.output();
  const [out, err] = [stdout, stderr].map((it) => new TextDecoder().decode(it));
  return { code, stdout: out!, stderr: err! };
}

/** Runs `deno task <args>` to its end. */
export function cli(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<CliResult> {
  return finish(startCli(args, env));
}

/** The object that `--json` prints as the last line. */
// deno-lint-ignore no-explicit-any
export function lastJson({ stdout }: CliResult): any {
  return JSON.parse(stdout.trimEnd().split("\n").at(-1)!);
}

/** `--set` flags of parameters by their dotted names. */
export function setFlags(params: Record<string, unknown>): string[] {
  return Object.entries(params).flatMap(([key, value]) => [
    "--set",
    `${key}=${JSON.stringify(value)}`,
  ]);
}

/** Calls with a new folder, which is removed afterwards. */
export async function inTempFolder(
  call: (folder: string) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await call(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Paths of all files under a folder, relative to it; none where it is absent. */
export function filesUnder(folder: string): string[] {
  try {
    return [...Deno.readDirSync(folder)].flatMap((entry) =>
      entry.isDirectory
        ? filesUnder(`${folder}/${entry.name}`).map((it) =>
          `${entry.name}/${it}`
        )
        : [entry.name]
    ).sort();
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}
