import { z } from "zod";

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** JSON has neither NaN nor infinity: see run_json.ts. */
const number = z.union([
  z.number(),
  z.null(),
  z.enum(["Infinity", "-Infinity"]),
])
  .transform((value) => value === null ? NaN : Number(value));

const dataset = z.object({
  name: z.string().min(1),
  /** SHA-256 in hex, or another name of just these data. */
  digest: z.string().min(1),
  /** Where it lies: a folder, a URL. */
  source: z.string(),
  /** Types by column: `string`, `long`, `double`, `boolean`, `datetime`. */
  columns: z.record(z.string(), z.string()),
  /** Counts by what is counted: `train.sessions`. */
  sizes: z.record(z.string(), z.number()),
});

/** The data that a run learns from. */
export type TrackedDataset = z.infer<typeof dataset>;

/** What run.json of the local store holds. */
export const runRecordSchema = z.object({
  /** Rises when a reader of the older form would misread the file. */
  formatVersion: z.literal(1),
  id: z.string().min(1),
  experiment: z.string(),
  status: z.enum(["running", "finished", "failed", "interrupted"]),
  startedAtMs: z.number(),
  /** `null` while the run goes on. */
  endedAtMs: z.number().nullable(),
  params: z.record(z.string(), scalar),
  environment: z.record(z.string(), scalar),
  summary: z.record(z.string(), number),
  /** Absent where the run told of none. */
  datasets: z.array(dataset).optional(),
});

/** A line of metrics.jsonl: what was measured at a step (an epoch, from 1). */
export const metricsLineSchema = z.object({
  step: z.number(),
  timeMs: z.number(),
  metrics: z.record(z.string(), number),
});

/** A run as it stands on disk. */
export type RunRecord = z.infer<typeof runRecordSchema>;
/** The metrics of one step. */
export type MetricsLine = z.infer<typeof metricsLineSchema>;
