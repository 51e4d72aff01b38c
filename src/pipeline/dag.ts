import { InputError } from "../errors.ts";
import type { PipelineStage } from "./stage.ts";

/** Which stages come before which. */
export interface Dag {
  /** Each after those whose outputs it reads; else in the order given. */
  readonly order: readonly PipelineStage[];
  /** The stages, by name, that a stage comes after, in {@link order}. */
  readonly parents: ReadonlyMap<string, readonly string[]>;
}

/**
 * Orders stages by what they read and make.
 *
 * @throws {TypeError} where two make the same, an input is made by none, or
 * stages wait for one another.
 */
export function makeDag(stages: readonly PipelineStage[]): Dag {
  checkNames(stages);
  const parentsOf = (stage: PipelineStage) =>
    new Set([
      ...stages.filter(({ name }) => stage.after?.includes(name)),
      ...stage.inputs.map((input) => makerOf(stages, { input, stage })),
    ]);
  const order: PipelineStage[] = [];
  const open = new Set(stages);
  while (open.size > 0) {
    const next = [...open].find((stage) =>
      [...parentsOf(stage)].every((parent) => order.includes(parent))
    );
    if (next === undefined) {
      const names = [...open].map(({ name }) => name).join(", ");
      throw new TypeError(`Cannot order stages: ${names} wait for one another`);
    }
    order.push(next);
    open.delete(next);
  }
  const parents = new Map(order.map((stage) => {
    const parents = parentsOf(stage);
    const names = order.filter((it) => parents.has(it)).map((it) => it.name);
    return [stage.name, names];
  }));
  return { order, parents };
}

/**
 * The stage of a name, and all that come before it.
 *
 * @throws {InputError} where there is none of this name.
 */
export function upTo(dag: Dag, name: string): PipelineStage[] {
  const wanted = new Set([stageNamed(dag, name).name]);
  for (const stage of dag.order.toReversed()) {
    if (!wanted.has(stage.name)) continue;
    for (const parent of dag.parents.get(stage.name)!) wanted.add(parent);
  }
  return dag.order.filter((stage) => wanted.has(stage.name));
}

/**
 * The stage of a name.
 *
 * @throws {InputError} where there is none.
 */
export function stageNamed({ order }: Dag, name: string): PipelineStage {
  const stage = order.find((it) => it.name === name);
  if (stage !== undefined) return stage;
  throw new InputError(
    `The pipeline has no stage "${name}": one of ${
      order.map((it) => it.name).join(", ")
    } is wanted`,
  );
}

/** Whether a stage reads something that another one makes. */
export function readsOf(
  { inputs }: Pick<PipelineStage, "inputs">,
  other: Pick<PipelineStage, "outputs">,
): boolean {
  return inputs.some((input) => outputOf(other, input) !== undefined);
}

/** The output that an input is, or lies in. */
export function outputOf(
  stage: Pick<PipelineStage, "outputs">,
  input: string,
): string | undefined {
  return stage.outputs.find((output) =>
    input === output || input.startsWith(`${output}/`)
  );
}

function makerOf(
  stages: readonly PipelineStage[],
  { input, stage }: { readonly input: string; readonly stage: PipelineStage },
): PipelineStage {
  const maker = stages.find((it) => outputOf(it, input) !== undefined);
  if (maker !== undefined && maker !== stage) return maker;
  throw new TypeError(
    `Cannot order stages: ${stage.name} reads ${input}, which ${
      maker === undefined ? "no stage makes" : "it makes itself"
    }`,
  );
}

function checkNames(stages: readonly PipelineStage[]): void {
  const names = stages.map(({ name }) => name);
  const outputs = stages.flatMap((stage) => stage.outputs);
  const twice = names.find((name, at) => names.indexOf(name) !== at) ??
    outputs.find((output, at) =>
      outputs.some((other, place) =>
        place !== at && (output === other || output.startsWith(`${other}/`))
      )
    );
  if (twice !== undefined) {
    throw new TypeError(`Cannot order stages: ${twice} is there twice`);
  }
}
