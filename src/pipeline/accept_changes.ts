import { CacheUse } from "./cache_use.ts";
import { makeDag } from "./dag.ts";
import { examine } from "./examine.ts";
import { exclusively } from "./exclusively.ts";
import { inputTrees } from "./input_trees.ts";
import type { PlannedStage } from "./plan_pipeline.ts";
import type { Reason } from "./reasons.ts";
import type { RunOptions } from "./run_pipeline.ts";
import { selectStages } from "./select_stages.ts";
import type { Pipeline } from "./stage.ts";
import { WORK, Workspace } from "./workspace.ts";

/** Options of {@link acceptChanges}. */
export type AcceptOptions = Pick<
  RunOptions,
  "cache" | "only" | "until" | "signal" | "onNote"
>;

/** A stage that was left as it is, or for which other code is held to make the same. */
export interface AcceptedStage extends Omit<PlannedStage, "state"> {
  /** What becomes of the stage. */
  readonly state: "up to date" | "accepted" | "to run";
}

/**
 * Takes outputs for what the code of today would make, where only code or
 * versions changed since: they are up to date then. Nothing runs. A stage that
 * something else changed for is left to run, and so are those behind it.
 *
 * @throws {InputError} where another process works in the same folder.
 */
export async function acceptChanges(
  pipeline: Pipeline,
  options: AcceptOptions,
): Promise<AcceptedStage[]> {
  const { folder } = pipeline;
  return await exclusively(`${folder}/${WORK}`, folder, async () => {
    const workspace = await Workspace.open(pipeline);
    const cache = new CacheUse(options.cache, { workspace, ...options });
    const stages: AcceptedStage[] = [];
    for (const stage of selectStages(makeDag(pipeline.stages), options)) {
      if (workspace.lock.stages[stage.name] === undefined) break;
      const inputs = await inputTrees(
        stage,
        pipeline.stages,
        (_, output) => workspace.tree(output),
      );
      const examined = await examine(stage, { pipeline, workspace, inputs });
      const { reasons } = examined;
      const state = stateOf(reasons);
      if (state === "accepted") {
        await workspace.accept(stage.name, examined);
        await cache.keepAgain(stage, examined, folder);
      }
      stages.push({ name: stage.name, state, reasons });
    }
    await workspace.save();
    return stages;
  });
}

function stateOf(reasons: readonly Reason[]): AcceptedStage["state"] {
  if (reasons.length === 0) return "up to date";
  const isOfCode = ({ kind }: Reason) =>
    kind === "code" || kind === "environment";
  return reasons.every(isOfCode) ? "accepted" : "to run";
}
