import { formatNumber } from "../../src/terminal/format_number.ts";
import { table } from "../../src/terminal/table.ts";
import type { PytorchTimes } from "./pytorch_steps.ts";
import type { StepTimes } from "./step_times.ts";

/** What was measured, ready to be shown. */
export interface TrainBench {
  readonly steps: Readonly<Record<string, StepTimes>>;
  readonly pytorch: readonly PytorchTimes[];
  /** Of a large matrix product. */
  readonly flopsPerSecond: number;
  /** Operations of a profile that are shown; the rest is summed up. */
  readonly profileRows: number;
}

const decimals = (count: number) => (value: number) =>
  formatNumber(value, { decimals: count });
const percent = (value: number) => `${Math.round(value * 100)} %`;

/** The table of steps, and where they go where that was profiled. */
export function trainText(
  { steps, pytorch, flopsPerSecond, profileRows }: TrainBench,
) {
  const times = new Map(pytorch.map((it) => [it.network, it]));
  const rows = Object.entries(steps).map(([name, it]) => {
    const peer = times.get(name);
    return [
      name,
      it.best_median_ms,
      it.wait_ms,
      it.targets_per_s,
      it.candidates,
      it.flops / (it.best_median_ms / 1000 * flopsPerSecond),
      it.rss_bytes / 2 ** 30,
      peer?.best_median_ms,
      peer && it.best_median_ms / peer.best_median_ms,
    ];
  });
  const text = table([
    "network",
    { header: "ms/step", format: decimals(1) },
    { header: "waiting", format: decimals(1) },
    { header: "targets/s", format: decimals(0) },
    { header: "candidates", format: decimals(0) },
    { header: "of the roof", format: percent },
    { header: "GiB", format: decimals(1) },
    { header: "PyTorch ms", format: decimals(1) },
    { header: "ours/PyTorch", format: decimals(2) },
  ], rows);
  const roof = `Roof: ${
    decimals(0)(flopsPerSecond / 1e9)
  } GFLOPS in a product of 2048 × 2048`;
  return [text, roof, ...profiles(steps, profileRows)].join("\n\n");
}

function profiles(steps: TrainBench["steps"], shown: number): string[] {
  return Object.entries(steps).flatMap(([name, { profile }]) =>
    profile === undefined ? [] : [`${name}\n${profileText(profile, shown)}`]
  );
}

function profileText(
  { step_ms, operations }: NonNullable<StepTimes["profile"]>,
  shown: number,
): string {
  const sum = (of: typeof operations, key: "calls" | "ms") =>
    of.reduce((total, it) => total + it[key], 0);
  const rest = operations.slice(shown);
  const rows = [
    ...operations.slice(0, shown).map((it) =>
      [it.operation, it.calls, it.ms] as const
    ),
    ["other operations", sum(rest, "calls"), sum(rest, "ms")] as const,
    ["outside TensorFlow", null, step_ms - sum(operations, "ms")] as const,
    ["step", sum(operations, "calls"), step_ms] as const,
  ];
  return table([
    "operation",
    { header: "calls", format: decimals(1) },
    { header: "ms", format: decimals(2) },
    { header: "share", format: percent },
  ], rows.map((row) => [...row, row[2] / step_ms]));
}
