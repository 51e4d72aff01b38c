import { InputError } from "../errors.ts";

/**
 * The value of the metric by which the best epoch or model is chosen.
 *
 * @throws {InputError} naming the metrics there are, where it is not measured.
 */
export function pickMetric(
  metrics: Readonly<Record<string, number>>,
  name: string,
): number {
  const value = metrics[name];
  if (value !== undefined && Object.hasOwn(metrics, name)) return value;
  throw new InputError(
    `Parameter evaluate.metric: "${name}" is not measured, one of ${
      Object.keys(metrics).join(", ")
    } is wanted`,
  );
}
