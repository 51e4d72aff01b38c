import assert from "node:assert/strict";
import type { SimulatedDay } from "../../../tasks/simulate/simulate_days.ts";
import { simulationSummary } from "../../../tasks/simulate/simulation_summary.ts";

function day(
  day: number,
  { metric, drift = [], action = "none" }:
    & Pick<SimulatedDay, "metric">
    & Partial<SimulatedDay>,
): SimulatedDay {
  const fixed = { events: 1, champion: 1, neverRetrained: 0.1, why: "" };
  return { day, metric, drift, action, ...fixed };
}

Deno.test("simulationSummary() compares the last days before a shift with the last of all", () => {
  const summary = simulationSummary([
    day(8, { metric: 0.9, drift: ["price"] }),
    ...[9, 10, 11, 12].map((it) => day(it, { metric: 0.25 })),
    day(13, { metric: 0.125 }),
    day(14, { metric: 0.15, drift: ["item"], action: "refused" }),
    day(15, { metric: 0.15, drift: ["item"], action: "promoted" }),
    ...[16, 17, 18, 19].map((it) => day(it, { metric: 0.5 })),
  ], 13);
  assert.deepEqual(summary, {
    before: 0.25,
    after: 0.5,
    neverRetrained: 0.1,
    worst: 0.125,
    seenOn: 14,
    promotedOn: 15,
    falseAlarms: [8],
    trainings: 2,
  });
});
