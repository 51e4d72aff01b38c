import { timelineChart } from "../../src/plots/timeline_chart.ts";
import type { Simulation } from "./simulation_text.ts";

/** The metric day by day, with and without retraining. */
export function simulationChart(
  { metric, shiftDay, days }: Simulation,
): string {
  const points = (read: (day: Simulation["days"][number]) => number) =>
    days.map((it) => ({ x: it.day + 1, y: read(it) }));
  const signs = days.flatMap(({ day, metric: y, action }) =>
    action === "none" ? [] : [{
      x: day + 1,
      y,
      label: action,
      symbol: action === "promoted" ? "triangle" as const : "times" as const,
    }]
  );
  return timelineChart([
    { label: "retrained on drift", points: points(({ metric }) => metric) },
    {
      label: "never retrained",
      points: points(({ neverRetrained }) => neverRetrained),
    },
  ], {
    title: "A shop whose taste shifts, with and without retraining",
    subtitle:
      "Triangle: at the end of the day a retrained model was promoted; cross: refused by the gates",
    x: "day",
    y: metric,
    turn: { x: shiftDay + 1, label: "the taste shifts" },
    signs,
  });
}
