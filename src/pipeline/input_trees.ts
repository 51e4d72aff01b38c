import { InputError } from "../errors.ts";
import { outputOf } from "./dag.ts";
import type { PipelineStage } from "./stage.ts";
import { subtree, type Tree } from "./tree.ts";

/** Gives an output of a stage, or undefined where it is not there. */
export type FindOutput = (
  stage: PipelineStage,
  output: string,
) => Promise<Tree | undefined>;

/**
 * What a stage reads of others, by path.
 *
 * @throws {InputError} where something of it is not there.
 */
export async function inputTrees(
  { name, inputs }: PipelineStage,
  stages: readonly PipelineStage[],
  find: FindOutput,
): Promise<Record<string, Tree>> {
  const trees: Record<string, Tree> = {};
  for (const input of inputs) {
    const maker = stages.find((it) => outputOf(it, input) !== undefined)!;
    const output = outputOf(maker, input)!;
    const whole = await find(maker, output);
    const tree = whole && subtree(whole, input.slice(output.length + 1));
    if (tree === undefined) {
      throw new InputError(
        `${input}, which ${name} reads, is not there: stage ${maker.name} is to make it`,
      );
    }
    trees[input] = tree;
  }
  return trees;
}
