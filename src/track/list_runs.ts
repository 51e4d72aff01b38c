import { readRun, RUN_FILE, type StoredRun } from "./read_run.ts";

/** The runs of a folder. */
export interface RunList {
  /** Newest first. */
  readonly runs: readonly StoredRun[];
  /** A line for each folder that was left out, and why. */
  readonly notes: readonly string[];
}

/**
 * Reads every run of the local store. Folders without a readable run are left
 * out with a note; a store that does not exist yet is empty.
 */
export async function listRuns(folder: string): Promise<RunList> {
  const runs: StoredRun[] = [];
  const notes: string[] = [];
  for (const name of await subfolders(folder)) {
    try {
      runs.push(await readRun(`${folder}/${name}`));
    } catch (error) {
      notes.push(`${name} is left out: ${reasonOf(error, folder, name)}`);
    }
  }
  runs.sort((a, b) => b.record.startedAtMs - a.record.startedAtMs);
  return { runs, notes };
}

async function subfolders(folder: string): Promise<string[]> {
  try {
    const entries = await Array.fromAsync(Deno.readDir(folder));
    return entries.filter((entry) => entry.isDirectory)
      .map((entry) => entry.name).sort();
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}

function reasonOf(error: unknown, folder: string, name: string): string {
  if (error instanceof Error && error.cause instanceof Deno.errors.NotFound) {
    return `it has no ${RUN_FILE}`;
  }
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(`${folder}/${name}/`, "");
}
