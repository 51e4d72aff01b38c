import { linePlot } from "../../src/terminal/line_plot.ts";
import { learningCurves } from "../../src/track/learning_curves.ts";
import type { StoredRun } from "../../src/track/read_run.ts";

export interface CurvesTextOptions {
  /** A plot for each. */
  readonly metrics: readonly string[];
  readonly color: boolean;
}

/** Learning curves as plots for the terminal, one under the other. */
export function curvesText(
  runs: readonly StoredRun[],
  { metrics, color }: CurvesTextOptions,
): string {
  return metrics.map((metric) =>
    linePlot(learningCurves(runs, metric), {
      title: `${metric} by epoch`,
      color,
    })
  ).join("\n\n");
}
