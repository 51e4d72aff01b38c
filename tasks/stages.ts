import type { Stage } from "./stage.ts";

/** The stages by name; each is loaded only when it runs. */
export const stages: Record<string, () => Promise<{ stage: Stage }>> = {
  publish: () => import("./publish.ts"),
  fetch: () => import("./fetch.ts"),
  check: () => import("./check.ts"),
  prepare: () => import("./prepare.ts"),
  load: () => import("./load.ts"),
  train: () => import("./train.ts"),
  evaluate: () => import("./evaluate.ts"),
  archive: () => import("./archive.ts"),
  tune: () => import("./tune.ts"),
  runs: () => import("./runs.ts"),
  register: () => import("./register.ts"),
  promote: () => import("./promote.ts"),
  retrain: () => import("./retrain.ts"),
  backtest: () => import("./backtest.ts"),
  simulate: () => import("./simulate.ts"),
  sync: () => import("./sync.ts"),
  report: () => import("./report.ts"),
  drift: () => import("./drift.ts"),
  pipeline: () => import("./pipeline.ts"),
  bench: () => import("./bench.ts"),
};
