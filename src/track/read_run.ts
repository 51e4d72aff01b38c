import { InputError } from "../errors.ts";
import { readMetricsLines } from "./metrics_lines.ts";
import {
  type MetricsLine,
  type RunRecord,
  runRecordSchema,
} from "./run_record.ts";

/** The file of a run's parameters, environment, status and summary. */
export const RUN_FILE = "run.json";
/** The file of a run's metrics, a line per step. */
export const METRICS_FILE = "metrics.jsonl";

/** A run read back from its folder. */
export interface StoredRun {
  /** Where it lies. */
  readonly folder: string;
  /** What run.json says. */
  readonly record: RunRecord;
  /** The last logged metrics of each step, by step. */
  readonly metrics: readonly MetricsLine[];
}

/**
 * Reads one run of the local store. One that says it is running, but whose
 * process is gone, reads as `interrupted`.
 *
 * @throws {InputError} where the folder holds no readable run.
 */
export async function readRun(folder: string): Promise<StoredRun> {
  const record = await readRecord(`${folder}/${RUN_FILE}`);
  const metrics = await readMetrics(`${folder}/${METRICS_FILE}`);
  const crashed = record.status === "running" &&
    !await isLocked(`${folder}/${METRICS_FILE}`);
  return {
    folder,
    record: crashed ? { ...record, status: "interrupted" } : record,
    metrics,
  };
}

async function readRecord(path: string): Promise<RunRecord> {
  let value: unknown;
  try {
    value = JSON.parse(await Deno.readTextFile(path));
  } catch (error) {
    const reason = error instanceof SyntaxError
      ? `is not JSON: ${error.message}`
      : "cannot be read";
    throw new InputError(`${path} ${reason}`, { cause: error });
  }
  const result = runRecordSchema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0]!;
  throw new InputError(
    `${path}, ${issue.path.join(".") || "top level"}: ${issue.message}`,
  );
}

async function readMetrics(path: string): Promise<MetricsLine[]> {
  const steps = new Map<number, MetricsLine>();
  for (const parsed of await readMetricsLines(path)) {
    const earlier = steps.get(parsed.step)?.metrics;
    const metrics = { ...earlier, ...parsed.metrics };
    steps.set(parsed.step, { ...parsed, metrics });
  }
  return [...steps.values()].sort((a, b) => a.step - b.step);
}

/** Whether a live process holds the file's lock. */
async function isLocked(path: string): Promise<boolean> {
  try {
    using file = await Deno.open(path, { read: true });
    return !await file.tryLock(false);
  } catch {
    return false;
  }
}
