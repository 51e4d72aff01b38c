/** A file among a run's artifacts. */
export interface LocalArtifact {
  /** Relative, with slashes. */
  readonly name: string;
  /** Where it lies among the run's artifacts. */
  readonly path: string;
  /** In bytes. */
  readonly size: number;
  /** Tells two versions of the file apart: size and time of the last change. */
  readonly mark: string;
}

/** All files of a folder, by name; none where it does not exist. */
export async function localArtifacts(
  folder: string,
  prefix = "",
): Promise<LocalArtifact[]> {
  const artifacts: LocalArtifact[] = [];
  for await (const entry of readDir(folder)) {
    const name = `${prefix}${entry.name}`;
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory) {
      artifacts.push(...await localArtifacts(path, `${name}/`));
    } else if (!entry.name.endsWith(".part")) {
      artifacts.push({ name, path, ...await measure(path) });
    }
  }
  return artifacts.sort((a, b) => a.name < b.name ? -1 : 1);
}

async function measure(path: string): Promise<{ size: number; mark: string }> {
  const { size, mtime } = await Deno.stat(path);
  return { size, mark: `${size} ${mtime?.getTime()}` };
}

async function* readDir(folder: string) {
  try {
    yield* Deno.readDir(folder);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
