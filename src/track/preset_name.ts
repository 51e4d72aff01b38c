import type { RunRecord } from "./run_record.ts";

/** The name of a run's preset, where the preset is a file too: `my_shop`. */
export function presetName(
  { experiment }: Pick<RunRecord, "experiment">,
): string {
  return experiment.replace(/^.*\//, "").replace(/\.json$/, "") || "nextcart";
}
