import { InputError } from "../errors.ts";
import { listRuns } from "./list_runs.ts";
import type { StoredRun } from "./read_run.ts";

/** How many ids an error message names. */
const MAX_NAMED = 3;

/**
 * Finds a run of the local store by its id, the start of an id, its last four
 * signs, or `latest`.
 *
 * @throws {InputError} where none or several fit, naming those that come close.
 */
export async function findRun(
  folder: string,
  name: string,
): Promise<StoredRun> {
  const { runs } = await listRuns(folder);
  if (runs.length === 0) throw new InputError(`${folder} holds no runs`);
  if (name === "latest") return runs[0]!;
  const exact = runs.find((run) => run.record.id === name);
  if (exact !== undefined) return exact;
  const fitting = runs.filter(({ record }) =>
    record.id.startsWith(name) || record.id.endsWith(`-${name}`)
  );
  if (fitting.length === 1) return fitting[0]!;
  if (fitting.length > 1) {
    throw new InputError(
      `Run "${name}" is ambiguous: ${named(fitting)} begin or end with it`,
    );
  }
  throw new InputError(
    `Unknown run "${name}": the closest are ${named(closest(runs, name))}`,
  );
}

function named(runs: readonly StoredRun[]): string {
  const ids = runs.slice(0, MAX_NAMED).map((run) => run.record.id);
  const more = runs.length - ids.length;
  return ids.join(", ") + (more > 0 ? ` and ${more} more` : "");
}

function closest(runs: readonly StoredRun[], name: string): StoredRun[] {
  return runs
    .map((run) => ({ run, distance: editDistance(run.record.id, name) }))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, MAX_NAMED)
    .map(({ run }) => run);
}

/** Levenshtein distance, a row of the table at a time. */
function editDistance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (const [row, sign] of [...a].entries()) {
    const here = [row + 1];
    for (let at = 1; at <= b.length; at++) {
      const changed = above[at - 1]! + (sign === b[at - 1] ? 0 : 1);
      here.push(Math.min(changed, above[at]! + 1, here[at - 1]! + 1));
    }
    above = here;
  }
  return above[b.length]!;
}
