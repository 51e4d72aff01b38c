import pl from "nodejs-polars";
import { Scaler, type ScalerJson } from "../features/scaler.ts";
import { withoutMissing } from "./without_missing.ts";

/**
 * Fits a scaler on the training values of a number column; missing ones (NaN)
 * count for nothing. As in scikit-learn, a column that does not vary is only
 * shifted, quartiles are interpolated linearly and the standard deviation is
 * that of the population.
 */
export function fitScaler(
  values: Float64Array,
  kind: ScalerJson["kind"],
): Scaler {
  const present = withoutMissing(values);
  if (kind === "none" || present.length === 0) {
    return new Scaler({ kind, center: 0, scale: 1 });
  }
  return kind === "robust" ? fitRobust(present) : fitStandard(present);
}

function fitRobust(values: Float64Array): Scaler {
  const column = pl.col("value");
  const row = pl.DataFrame([pl.Series("value", values)]).select(
    column.median().alias("median"),
    column.quantile(0.25, "linear").alias("lower"),
    column.quantile(0.75, "linear").alias("upper"),
  ).row(0) as [number, number, number];
  const range = row[2] - row[1];
  return new Scaler({
    kind: "robust",
    center: row[0],
    scale: Number.isFinite(1 / range) ? range : 1,
  });
}

/** Two passes, in the order of the rows: the same bits on every machine. */
function fitStandard(values: Float64Array): Scaler {
  let sum = 0;
  for (let row = 0; row < values.length; row++) sum += values[row]!;
  const mean = sum / values.length;
  let squares = 0;
  for (let row = 0; row < values.length; row++) {
    const difference = values[row]! - mean;
    squares += difference * difference;
  }
  const variance = squares / values.length;
  return new Scaler({
    kind: "standard",
    center: mean,
    scale: isConstant({ mean, variance, count: values.length })
      ? 1
      : Math.sqrt(variance),
  });
}

/** Whether a variance is no more than what rounding leaves of a constant. */
function isConstant(
  { mean, variance, count }: { mean: number; variance: number; count: number },
): boolean {
  const bound = count * Number.EPSILON * variance +
    (count * mean * Number.EPSILON) ** 2;
  return variance <= bound || !Number.isFinite(1 / Math.sqrt(variance));
}
