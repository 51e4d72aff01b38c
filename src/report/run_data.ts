import { z } from "zod";
import { InputError } from "../errors.ts";

const metrics = z.record(z.string(), z.number());

const evaluationSchema = z.looseObject({
  name: z.string(),
  targets: z.number(),
  metrics,
  slices: z.record(z.string(), metrics),
});

const intervalSchema = z.looseObject({ low: z.number(), high: z.number() });

const metricsFileSchema = z.looseObject({
  model: evaluationSchema,
  baselines: z.array(evaluationSchema),
  blendWeight: z.number().optional(),
  /** How sure the metric is by which models are compared; see compare(). */
  comparison: z.looseObject({
    metric: z.string(),
    /** Of the model. */
    interval: intervalSchema,
    /** How far the model is ahead of each baseline. */
    leads: z.record(
      z.string(),
      intervalSchema.extend({ difference: z.number() }),
    ),
  }).optional(),
});

/** What metrics.json of a run says, as far as a report needs it. */
export type MetricsFile = z.infer<typeof metricsFileSchema>;

/**
 * Reads the text of a run's metrics.json.
 *
 * @param name What the text is called in an error: its path.
 * @throws {InputError} where it is not what training writes.
 */
export function parseMetricsFile(text: string, name: string): MetricsFile {
  try {
    return metricsFileSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new InputError(`${name} holds no metrics of a run`, { cause });
  }
}
