import { InputError } from "../errors.ts";
import { fileDigest } from "./digest.ts";
import type { OnProgress } from "./progress.ts";
import { type CommandResult, runCommand } from "./run_command.ts";
import { Unavailable } from "./unavailable.ts";
import type { Wheel } from "./wheels.ts";

const POLL_MS = 200;

/** Options of {@link downloadWheel}. */
export interface DownloadOptions {
  /** Command of a Python that has pip. */
  readonly python: string;
  /** An empty folder: it then holds the wheel. */
  readonly folder: string;
  /** Told how far it is. */
  readonly progress: OnProgress;
}

/**
 * Downloads a wheel with pip, which knows the mirrors and proxies that this
 * machine is set up for, and gives its path.
 *
 * @throws {Unavailable} where pip cannot get it.
 * @throws {InputError} where the file is not the pinned one; it is deleted.
 */
export async function downloadWheel(
  wheel: Wheel,
  options: DownloadOptions,
): Promise<string> {
  const watch = watchProgress(wheel, options);
  const result = await runPip(wheel, options).finally(() => watch.stop());
  if (!result?.success) throw new Unavailable(failure(wheel, result));
  const path = findWheel(options.folder)?.path;
  if (path === undefined) {
    throw new Unavailable(`pip left no wheel of ${wheel.project}`);
  }
  await checkWheel(path, wheel);
  return path;
}

/**
 * Compares a file with the pinned digest.
 *
 * @throws {InputError} where they differ; the file is deleted.
 */
export async function checkWheel(path: string, wheel: Wheel): Promise<void> {
  const digest = await fileDigest(path);
  if (digest === wheel.sha256) return;
  await Deno.remove(path);
  throw new InputError(
    `${wheel.project} ${wheel.version} from pip has SHA-256 ${digest}, ` +
      `${wheel.sha256} is wanted: the file was deleted`,
  );
}

function runPip(wheel: Wheel, { python, folder }: DownloadOptions) {
  // The wheel is unpacked once and then removed: a copy in pip's cache would
  // be a waste. pip's own temporary file lies in `folder` too, where it can be
  // watched and is cleared away with the rest.
  return runCommand(python, [
    ...["-m", "pip", "download", `${wheel.project}==${wheel.version}`],
    ...["--no-deps", "--only-binary=:all:", "--implementation=cp"],
    ...["--python-version=3.12", `--platform=${wheel.platform}`],
    ...["--no-cache-dir", "--progress-bar=off", "--retries=2"],
    ...["--disable-pip-version-check", "--no-input", `--dest=${folder}`],
  ], { env: { TMPDIR: folder } });
}

function failure(wheel: Wheel, result: CommandResult | undefined): string {
  const output = result?.output ?? "Python is gone";
  const lines = output.split("\n");
  const line = lines.findLast((line) => line.startsWith("ERROR:")) ??
    lines.at(-1)!;
  // pip calls a network that does not answer a lack of versions.
  const reason = /^WARNING: Retrying/m.test(output)
    ? "the package index is out of reach"
    : line.replace("ERROR: ", "");
  return `pip cannot download ${wheel.project} ${wheel.version} (${reason})`;
}

function watchProgress(wheel: Wheel, options: DownloadOptions) {
  const megabytes = Math.round(wheel.bytes / 1e6);
  const label =
    `Downloading ${wheel.project} ${wheel.version} (${megabytes} MB)`;
  const timer = setInterval(() => {
    const done = findWheel(options.folder)?.size ?? 0;
    options.progress({ label, done, total: wheel.bytes });
  }, POLL_MS);
  return { stop: () => clearInterval(timer) };
}

/** The wheel in a folder, or in one that pip made there. */
function findWheel(folder: string): { path: string; size: number } | undefined {
  try {
    for (const { name, isDirectory } of Deno.readDirSync(folder)) {
      const path = `${folder}/${name}`;
      const found = isDirectory ? findWheel(path) : undefined;
      if (found !== undefined) return found;
      if (name.endsWith(".whl")) {
        return { path, size: Deno.statSync(path).size };
      }
    }
  } catch (error) {
    // pip moves files while they are looked for.
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  return undefined;
}
