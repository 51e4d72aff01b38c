import { makeDag, readsOf, stageNamed } from "./dag.ts";
import { examine } from "./examine.ts";
import { inputTrees } from "./input_trees.ts";
import { nearestParents } from "./nearest_parents.ts";
import type { Reason } from "./reasons.ts";
import { type Selection, selectStages } from "./select_stages.ts";
import type { Pipeline, PipelineStage } from "./stage.ts";
import { StoreUnreachable } from "../objects/store_unreachable.ts";
import { DamagedCache, type StageCache } from "./stage_cache.ts";
import type { Tree } from "./tree.ts";
import { Workspace } from "./workspace.ts";

/**
 * What running the pipeline would do with a stage: nothing, take its outputs out
 * of the cache, run it; or what it does depends on what a stage before makes.
 */
export type PlannedState = "up to date" | "in the cache" | "to run" | "depends";

/** What would become of a stage. */
export interface PlannedStage {
  /** The stage's name. */
  readonly name: string;
  /** Whether it would run. */
  readonly state: PlannedState;
  /** Why, one by one. */
  readonly reasons: readonly Reason[];
}

/** Options of {@link planPipeline}. */
export interface PlanOptions extends Selection {
  /** Where results of earlier runs are kept. @default {none} */
  readonly cache?: StageCache | undefined;
  /** Whether even what is up to date is to run. @default {false} */
  readonly force?: boolean | undefined;
  /** Told what is wrong with the cache. */
  readonly onNote?: ((note: string) => void) | undefined;
}

/**
 * Says what running the pipeline would do, and why; runs and changes nothing.
 *
 * @throws {InputError} as running it would before its first stage.
 */
export async function planPipeline(
  pipeline: Pipeline,
  options: PlanOptions = {},
): Promise<PlannedStage[]> {
  const workspace = await Workspace.open(pipeline);
  const dag = makeDag(pipeline.stages);
  const outputs = new Map<string, Tree>();
  const planned = new Map<string, PlannedStage>();
  for (const stage of selectStages(dag, options)) {
    const parents = dag.parents.get(stage.name)!;
    const isOpen = (name: string) =>
      isToRun(planned.get(name)) && readsOf(stage, stageNamed(dag, name));
    const nearest = nearestParents(dag, stage.name).filter(isOpen);
    const before = nearest.length > 0 ? nearest : parents.filter(isOpen);
    const plan = before.length > 0
      ? await planAfter(stage, { before, workspace })
      : await planStage(stage, { pipeline, workspace, outputs, ...options });
    planned.set(stage.name, plan);
  }
  return [...planned.values()];
}

function isToRun(stage: PlannedStage | undefined): boolean {
  return stage?.state === "to run" || stage?.state === "depends";
}

/** A stage that never ran will run in any case. */
function planAfter(
  { name }: PipelineStage,
  { before, workspace }: {
    readonly before: readonly string[];
    readonly workspace: Workspace;
  },
): PlannedStage {
  const reasons = before.map((name) => ({ kind: "after" as const, name }));
  const ran = workspace.lock.stages[name] !== undefined;
  return ran
    ? { name, state: "depends", reasons }
    : { name, state: "to run", reasons: [{ kind: "new", name }] };
}

async function planStage(
  stage: PipelineStage,
  options: PlanOptions & {
    readonly pipeline: Pipeline;
    readonly workspace: Workspace;
    /** Outputs as they will be. */
    readonly outputs: Map<string, Tree>;
  },
): Promise<PlannedStage> {
  const { pipeline, workspace, outputs, cache, force, onNote } = options;
  const { name } = stage;
  const inputs = await inputTrees(
    stage,
    pipeline.stages,
    async (_, output) => outputs.get(output) ?? await workspace.tree(output),
  );
  const { key, reasons } = await examine(stage, {
    pipeline,
    workspace,
    inputs,
  });
  if (force) {
    return { name, state: "to run", reasons: [{ kind: "forced", name }] };
  }
  if (reasons.length === 0) return { name, state: "up to date", reasons };
  const usable = stage.cached === false ? undefined : cache;
  const cached = await usable?.find(key).catch((error) => {
    const isTrouble = error instanceof DamagedCache ||
      error instanceof StoreUnreachable;
    if (!isTrouble) throw error;
    onNote?.(error.message);
    return undefined;
  });
  if (cached === undefined) return { name, state: "to run", reasons };
  for (const [output, tree] of Object.entries(cached.outputs)) {
    outputs.set(output, tree);
  }
  return { name, state: "in the cache", reasons };
}
