import { z } from "zod";

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** JSON has no NaN: a number that is not finite is written as null. */
const number = z.number().nullable().transform((value) => value ?? NaN);

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
