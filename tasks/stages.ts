import { lazyModules } from "./lazy_modules.ts";
import type { Stage } from "./stage.ts";

/** The stages by name. */
export const stages = lazyModules<{ stage: Stage }>([
  ...["publish", "fetch", "check", "prepare", "load", "train", "evaluate"],
  ...["archive", "tune", "runs", "register", "promote", "retrain", "backtest"],
  ...["simulate", "sync", "report", "drift", "pipeline", "bench"],
], new URL(".", import.meta.url));
