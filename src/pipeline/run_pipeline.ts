import { makeDag } from "./dag.ts";
import { examine, type Examined } from "./examine.ts";
import { exclusively } from "./exclusively.ts";
import { inputTrees } from "./input_trees.ts";
import type { Reason } from "./reasons.ts";
import { runStage } from "./run_stage.ts";
import { type Selection, selectStages } from "./select_stages.ts";
import type { Pipeline, PipelineStage } from "./stage.ts";
import {
  type CachedStage,
  isCacheTrouble,
  type StageCache,
} from "./stage_cache.ts";
import { WORK, Workspace } from "./workspace.ts";

/** What became of a stage. */
export interface StageReport {
  readonly name: string;
  readonly state: "up to date" | "restored" | "ran";
  /** Why it was not up to date. */
  readonly reasons: readonly Reason[];
  readonly seconds: number;
  readonly metrics: Readonly<Record<string, number>>;
}

export interface RunOptions extends Selection {
  /** @default {none} */
  readonly cache?: StageCache | undefined;
  /** Whether even what is up to date runs. @default {false} */
  readonly force?: boolean | undefined;
  readonly signal: AbortSignal;
  /** Takes what stages print. */
  readonly print: (text: string) => void;
  /** Told before a stage runs. */
  readonly onRun?:
    | ((name: string, reasons: readonly Reason[]) => void)
    | undefined;
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
    try {
      for (const stage of stages) {
        options.signal.throwIfAborted();
        const report = await bringUpToDate(stage, {
          pipeline,
          workspace,
          ...options,
          cache: stage.cached === false ? undefined : options.cache,
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

interface Work extends RunOptions {
  readonly pipeline: Pipeline;
  readonly workspace: Workspace;
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
    await keepAgain(stage, examined, work);
    return report("up to date");
  }
  if (!force && await restore(stage, examined, work)) return report("restored");
  const reasons = force
    ? [{ kind: "forced" as const, name }]
    : examined.reasons;
  work.onRun?.(name, reasons);
  await run(stage, examined, work);
  return report("ran", reasons);
}

/** Takes a stage's outputs out of the cache, and says whether they are there. */
async function restore(
  { name }: PipelineStage,
  { key, fingerprint, parts }: Examined,
  { workspace, cache, onNote, signal }: Work,
): Promise<boolean> {
  if (cache === undefined) return false;
  try {
    const found = await cache.find(key);
    if (found === undefined) return false;
    const { outputs: folder } = await workspace.begin(name, key);
    await cache.restore(found, { folder, signal });
    const { outputs, metrics } = found;
    await workspace.finish(name, { fingerprint, parts, outputs, metrics });
    workspace.setKept(cache.address, key);
    return true;
  } catch (error) {
    if (signal.aborted || !isCacheTrouble(error)) throw error;
    onNote?.(`${error.message}: ${name} is made anew`);
    return false;
  }
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
  await keep(made, { ...work, key, folder: bench.outputs });
  const { outputs, metrics } = made;
  await workspace.finish(stage.name, { fingerprint, parts, outputs, metrics });
}

/** Stores what was made before this cache was there. */
async function keepAgain(
  { name }: PipelineStage,
  { key }: Examined,
  work: Work,
): Promise<void> {
  const { workspace, cache, pipeline } = work;
  if (cache === undefined) return;
  if (cache.isRemote && workspace.isKept(cache.address, key)) return;
  if (await cache.find(key).catch(() => undefined) !== undefined) {
    return workspace.setKept(cache.address, key);
  }
  const { outputs, metrics } = workspace.lock.stages[name]!;
  const trees = await Promise.all(
    Object.keys(outputs).map(async (path) =>
      [path, (await workspace.tree(path))!] as const
    ),
  );
  const made = {
    name,
    outputs: Object.fromEntries(trees),
    metrics,
    seconds: 0,
  };
  await keep(made, { ...work, key, folder: pipeline.folder });
}

/** A cache that cannot be written to holds nothing up. */
async function keep(
  made: CachedStage,
  { workspace, cache, key, folder, onNote, signal }: Work & {
    readonly key: string;
    readonly folder: string;
  },
): Promise<void> {
  if (cache === undefined) return;
  try {
    await cache.keep(key, made, { folder, signal });
    workspace.setKept(cache.address, key);
  } catch (error) {
    if (signal.aborted || !isCacheTrouble(error)) throw error;
    onNote?.(`${error.message}: ${made.name} is not kept in the cache`);
  }
}
