import { CacheUse } from "./cache_use.ts";
import { makeDag } from "./dag.ts";
import { examine, type Examined } from "./examine.ts";
import { exclusively } from "./exclusively.ts";
import { inputTrees } from "./input_trees.ts";
import type { Reason } from "./reasons.ts";
import { runStage } from "./run_stage.ts";
import { type Selection, selectStages } from "./select_stages.ts";
import type { Pipeline, PipelineStage } from "./stage.ts";
import type { StageCache } from "./stage_cache.ts";
import { WORK, Workspace } from "./workspace.ts";

/** What became of a stage. */
export interface StageReport {
  /** The stage's name. */
  readonly name: string;
  /** What became of it. */
  readonly state: "up to date" | "restored" | "ran";
  /** Why it was not up to date. */
  readonly reasons: readonly Reason[];
  /** Time that it took. */
  readonly seconds: number;
  /** What it has measured. */
  readonly metrics: Readonly<Record<string, number>>;
}

/** Options of {@link runPipeline}. */
export interface RunOptions extends Selection {
  /** Where results of earlier runs are kept. @default {none} */
  readonly cache?: StageCache | undefined;
  /** Whether even what is up to date runs. @default {false} */
  readonly force?: boolean | undefined;
  /** Ends the work when aborted. */
  readonly signal: AbortSignal;
  /** Takes what stages print. */
  readonly print: (text: string) => void;
  /** Told before a stage runs. */
  readonly onRun?:
    | ((name: string, reasons: readonly Reason[]) => void)
    | undefined;
  /** Told when a stage is done. */
  readonly onEnd?: ((report: StageReport) => void) | undefined;
  /** Told what is wrong with the cache. */
  readonly onNote?: ((note: string) => void) | undefined;
}

/**
 * Brings the outputs of stages up to date: leaves what is, takes out of the
 * cache what was made before of the same, and runs the others. It may be broken
 * off anywhere, by kill -9 too, and goes on from there the next time.
 *
 * @throws {InputError} where another process works in the same folder, or a
 * stage cannot read or write what it is to.
 */
export async function runPipeline(
  pipeline: Pipeline,
  options: RunOptions,
): Promise<StageReport[]> {
  const { folder } = pipeline;
  return await exclusively(`${folder}/${WORK}`, folder, async () => {
    const workspace = await Workspace.open(pipeline);
    const stages = selectStages(makeDag(pipeline.stages), options);
    const reports: StageReport[] = [];
    const cache = new CacheUse(options.cache, { workspace, ...options });
    const none = new CacheUse(undefined, { workspace, ...options });
    try {
      for (const stage of stages) {
        options.signal.throwIfAborted();
        const report = await bringUpToDate(stage, {
          pipeline,
          workspace,
          ...options,
          cache: stage.cached === false ? none : cache,
        });
        if (report.state !== "up to date") await workspace.save();
        reports.push(report);
        options.onEnd?.(report);
      }
    } finally {
      await workspace.save();
    }
    return reports;
  });
}

interface Work extends Omit<RunOptions, "cache"> {
  readonly pipeline: Pipeline;
  readonly workspace: Workspace;
  readonly cache: CacheUse;
}

async function bringUpToDate(
  stage: PipelineStage,
  work: Work,
): Promise<StageReport> {
  const startedAtMs = performance.now();
  const { pipeline, workspace, force = false } = work;
  const { name } = stage;
  const inputs = await inputTrees(
    stage,
    pipeline.stages,
    (_, output) => workspace.tree(output),
  );
  const examined = await examine(stage, { pipeline, workspace, inputs });
  const report = (
    state: StageReport["state"],
    reasons: readonly Reason[] = examined.reasons,
  ): StageReport => ({
    name,
    state,
    reasons,
    seconds: (performance.now() - startedAtMs) / 1000,
    metrics: workspace.lock.stages[name]!.metrics,
  });
  if (!force && examined.reasons.length === 0) {
    await work.cache.keepAgain(stage, examined, pipeline.folder);
    return report("up to date");
  }
  if (!force && await work.cache.restore(stage, examined)) {
    return report("restored");
  }
  const reasons = force
    ? [{ kind: "forced" as const, name }]
    : examined.reasons;
  work.onRun?.(name, reasons);
  await run(stage, examined, work);
  return report("ran", reasons);
}

async function run(
  stage: PipelineStage,
  { key, fingerprint, parts }: Examined,
  work: Work,
): Promise<void> {
  const { pipeline, workspace, print, signal } = work;
  const bench = await workspace.begin(stage.name, key);
  const made = await runStage(stage, {
    params: pipeline.params,
    workspace,
    bench,
    print,
    signal,
  });
  await work.cache.keep(made, { key, folder: bench.outputs });
  const { outputs, metrics } = made;
  await workspace.finish(stage.name, { fingerprint, parts, outputs, metrics });
}
