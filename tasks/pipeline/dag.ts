import { type Dag, makeDag } from "../../src/pipeline/dag.ts";
import { nearestParents } from "../../src/pipeline/nearest_parents.ts";
import {
  type PlannedState,
  planPipeline,
} from "../../src/pipeline/plan_pipeline.ts";
import { graphSvg } from "../../src/plots/graph_svg.ts";
import { writeWhole } from "../../src/write_whole.ts";
import type { StageInput } from "../stage.ts";
import { dagText } from "./dag_text.ts";
import { openCache, openPipeline } from "./open_pipeline.ts";

/** Colours of states, by their place in chart_style.ts. */
const STATES: Readonly<Record<PlannedState, number>> = {
  "up to date": 2,
  "in the cache": 0,
  "to run": 1,
  depends: 5,
};

/** `deno task pipeline dag`: the stages and what leads to what. */
export async function dag(
  input: StageInput,
): Promise<Record<string, unknown>> {
  const { flags, print } = input;
  const pipeline = openPipeline(input);
  const dag = makeDag(pipeline.stages);
  const rows = dag.order.map(({ name, outputs, sources = {} }) => ({
    name,
    after: nearestParents(dag, name),
    note: note(outputs, Object.keys(sources)),
  }));
  print(dagText(rows));
  if (typeof flags.svg === "string") {
    const planned = await planPipeline(pipeline, {
      cache: await openCache(input),
    });
    const states = new Map(planned.map(({ name, state }) => [name, state]));
    await writeWhole(flags.svg, drawing(dag, states, input.preset));
    print(`\nWrote ${flags.svg}`);
  }
  const stages = rows.map(({ name, after }) => ({ name, after }));
  return { stages };
}

function note(outputs: readonly string[], sources: readonly string[]): string {
  const read = sources.length === 0 ? "" : `${sources.join(", ")} → `;
  return read + outputs.join(", ");
}

function drawing(
  dag: Dag,
  states: ReadonlyMap<string, PlannedState>,
  preset: string,
): string {
  const nodes = dag.order.map(({ name, outputs }) => {
    const state = states.get(name)!;
    return {
      name,
      text: outputs.join(", "),
      group: state,
      after: nearestParents(dag, name),
    };
  });
  return graphSvg(nodes, {
    title: `The pipeline of ${preset}`,
    subtitle: "stages, what they make, and whether that is up to date",
    colors: STATES,
  });
}
