import { type Dag, stageNamed, upTo } from "./dag.ts";
import type { PipelineStage } from "./stage.ts";

/** Which stages are meant. */
export interface Selection {
  /** This one alone. */
  readonly only?: string | undefined;
  /** This one and those before it. */
  readonly until?: string | undefined;
}

/**
 * The stages that are meant, in order; all where nothing is said.
 *
 * @throws {InputError} where there is no stage of a name.
 */
export function selectStages(
  dag: Dag,
  { only, until }: Selection,
): readonly PipelineStage[] {
  const chosen = until === undefined ? dag.order : upTo(dag, until);
  if (only === undefined) return chosen;
  return [stageNamed(dag, only)];
}
