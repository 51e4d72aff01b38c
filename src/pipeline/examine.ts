import { InputError } from "../errors.ts";
import { type Fingerprint, fingerprintKey } from "./fingerprint.ts";
import { pickParams } from "./pick_params.ts";
import { type Reason, reasonsOf } from "./reasons.ts";
import type { Pipeline, PipelineStage, SourceDigest } from "./stage.ts";
import { readTree, type Tree } from "./tree.ts";
import type { Workspace } from "./workspace.ts";

/** What a stage depends on now, and what lies in the folder of it. */
export interface Examined {
  /** What it was made from. */
  readonly fingerprint: Fingerprint;
  /** See fingerprint.ts. */
  readonly key: string;
  /** Files and packages of its code, with digests. */
  readonly parts: Readonly<Record<string, string>>;
  /** Why it is not up to date; empty where it is. */
  readonly reasons: readonly Reason[];
}

/** Options of {@link examine}. */
export interface ExamineOptions {
  /** What every stage reads. */
  readonly pipeline: Pick<Pipeline, "params" | "environment">;
  /** Where files lie. */
  readonly workspace: Workspace;
  /** What the stage reads of other stages, by path. */
  readonly inputs: Readonly<Record<string, Tree>>;
}

/**
 * Compares what a stage depends on with what its outputs came of.
 *
 * @throws {InputError} where its code cannot be read or a source is absent.
 */
export async function examine(
  stage: PipelineStage,
  { pipeline, workspace, inputs }: ExamineOptions,
): Promise<Examined> {
  const { digest: code, parts } = await workspace.codes.code(stage.code);
  const fingerprint: Fingerprint = {
    code,
    params: pickParams(pipeline.params, stage.params).flat,
    inputs: {
      ...await sourceDigests(stage, workspace),
      ...Object.fromEntries(
        Object.entries(inputs).map(([path, { digest }]) => [path, digest]),
      ),
    },
    environment: { ...pipeline.environment, ...stage.environment },
  };
  const reasons = [
    ...changedReasons(stage, { workspace, fingerprint, parts }),
    ...await outputReasons(stage, workspace),
  ];
  return {
    fingerprint,
    key: fingerprintKey(stage, fingerprint),
    parts,
    reasons,
  };
}

function changedReasons(
  { name }: PipelineStage,
  { workspace, fingerprint, parts }: {
    readonly workspace: Workspace;
    readonly fingerprint: Fingerprint;
    readonly parts: Readonly<Record<string, string>>;
  },
): Reason[] {
  const locked = workspace.lock.stages[name];
  if (locked === undefined) return [{ kind: "new", name }];
  return reasonsOf({
    before: locked,
    after: fingerprint,
    partsBefore: workspace.partsOf(name),
    partsAfter: parts,
  });
}

/** Outputs that are not what the lock file says, or not where they are to be. */
async function outputReasons(
  { name, outputs, missing }: PipelineStage,
  workspace: Workspace,
): Promise<Reason[]> {
  const locked = workspace.lock.stages[name];
  if (locked === undefined) return [];
  const reasons: Reason[] = [];
  for (const output of outputs) {
    const tree = await workspace.tree(output);
    if (tree?.digest === locked.outputs[output]?.digest) continue;
    const after = tree === undefined ? "missing" : "altered";
    reasons.push({ kind: "output", name: output, after });
  }
  const elsewhere = await missing?.();
  if (elsewhere !== undefined) {
    reasons.push({ kind: "output", name: elsewhere, after: "missing" });
  }
  return reasons;
}

async function sourceDigests(
  { name, sources = {} }: PipelineStage,
  { digests }: Workspace,
): Promise<Record<string, string>> {
  const entries = Object.entries(sources).map(async ([label, source]) => [
    label,
    await sourceDigest(source, async (path) => {
      const tree = await readTree(path, digests);
      if (tree !== undefined) return tree.digest;
      throw new InputError(`${path}, which ${name} reads, does not exist`);
    }),
  ]);
  return Object.fromEntries(await Promise.all(entries));
}

async function sourceDigest(
  source: string | SourceDigest,
  ofPath: (path: string) => Promise<string>,
): Promise<string> {
  return typeof source === "string" ? await ofPath(source) : await source();
}
