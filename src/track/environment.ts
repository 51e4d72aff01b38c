import type { Scalar } from "./tracker.ts";

const PROJECT = new URL("../../", import.meta.url);

/** Options of {@link describeEnvironment}. */
export interface DescribeEnvironmentOptions {
  /** What computes: `tensorflow`, `webgpu` or `wasm`. */
  readonly backend: string;
  /** Digest of the prepared data set. */
  readonly dataDigest: string;
  /** Versions by name: `{ ...Deno.version, tensorflow: "2.21.0" }`. */
  readonly versions: Readonly<Record<string, string>>;
  /** Commit, where the environment names it. @default {what git says} */
  readonly commit?: string | undefined;
  /** The job of continuous integration, where the run is part of one. */
  readonly ci?: {
    readonly pipeline: string;
    readonly project?: string | undefined;
    readonly user?: string | undefined;
  } | undefined;
}

/**
 * What a run's numbers depend on beside its parameters, as flat, dotted names.
 * `git.commit` is null where there is no repository; `git.changed` says whether
 * tracked files differ from it.
 */
export async function describeEnvironment(
  options: DescribeEnvironmentOptions,
): Promise<Record<string, Scalar>> {
  const { backend, dataDigest, versions, commit, ci = {} } = options;
  const changes = await git("status", "--porcelain", "--untracked-files=no");
  return {
    backend,
    "data.digest": dataDigest,
    "git.commit": commit ?? await git("rev-parse", "HEAD"),
    "git.changed": changes === null ? null : changes !== "",
    os: `${Deno.build.os} ${Deno.osRelease()} ${Deno.build.arch}`,
    cpus: navigator.hardwareConcurrency,
    ...Object.fromEntries(
      Object.entries(ci).filter(([, value]) => value !== undefined)
        .map(([name, value]) => [`ci.${name}`, value]),
    ),
    ...Object.fromEntries(
      Object.entries(versions).map((
        [name, version],
      ) => [`version.${name}`, version]),
    ),
  };
}

/**
 * What git prints about the project itself; `null` without git or repository.
 * Naming the folder keeps git from taking a repository further up for ours.
 */
async function git(...args: string[]): Promise<string | null> {
  const command = new Deno.Command("git", {
    args: ["--no-optional-locks", "--git-dir=.git", "--work-tree=.", ...args],
    cwd: PROJECT,
    stderr: "null",
  });
  try {
    const { success, stdout } = await command.output();
    return success ? new TextDecoder().decode(stdout).trim() : null;
  } catch {
    return null;
  }
}
