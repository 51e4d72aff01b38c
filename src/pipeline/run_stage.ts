import { InputError } from "../errors.ts";
import { cannotWrite } from "../write_whole.ts";
import { pickParams } from "./pick_params.ts";
import type { ParamTree, PipelineStage, StageContext } from "./stage.ts";
import type { CachedStage } from "./stage_cache.ts";
import { readTree, type Tree } from "./tree.ts";
import type { Bench, Workspace } from "./workspace.ts";

/** Options of {@link runStage}. */
export interface RunStageOptions
  extends Pick<StageContext, "print" | "signal"> {
  /** Of the whole pipeline. */
  readonly params: ParamTree;
  /** Where files lie. */
  readonly workspace: Workspace;
  /** Where it works. */
  readonly bench: Bench;
}

/**
 * Runs a stage on its bench, and reads what it has made there.
 *
 * @throws {TypeError} where it has not made what it declares.
 */
export async function runStage(
  stage: PipelineStage,
  { params, workspace, bench, print, signal }: RunStageOptions,
): Promise<CachedStage> {
  const output = (path: string) => {
    if (stage.outputs.includes(path)) return `${bench.outputs}/${path}`;
    throw new TypeError(
      `Cannot write ${path}: ${stage.name} does not declare it`,
    );
  };
  const input = (path: string) => {
    const declared = stage.inputs.some((it) =>
      path === it || path.startsWith(`${it}/`)
    );
    if (declared) return workspace.path(path);
    throw new TypeError(
      `Cannot read ${path}: ${stage.name} does not declare it`,
    );
  };
  for (const path of stage.outputs) await makeParent(output(path));
  const startedAtMs = performance.now();
  const { metrics = {} } = await stage.run({
    params: pickParams(params, stage.params).tree,
    input,
    output,
    scratch: bench.scratch,
    print,
    signal,
  });
  const seconds = (performance.now() - startedAtMs) / 1000;
  const outputs: Record<string, Tree> = {};
  for (const path of stage.outputs) {
    const tree = await readTree(output(path), workspace.digests);
    if (tree === undefined) {
      throw new TypeError(`Stage ${stage.name} has not made ${path}`);
    }
    outputs[path] = tree;
  }
  return { name: stage.name, outputs, metrics: finite(metrics), seconds };
}

/** JSON knows no infinity: what is not a number is left out. */
function finite(
  metrics: Readonly<Record<string, number>>,
): Record<string, number> {
  return Object.fromEntries(
    Object.entries(metrics).filter(([, value]) => Number.isFinite(value)),
  );
}

async function makeParent(path: string): Promise<void> {
  try {
    await Deno.mkdir(path.slice(0, path.lastIndexOf("/")), { recursive: true });
  } catch (error) {
    const told = cannotWrite(path, error);
    throw told instanceof InputError ? told : error;
  }
}
