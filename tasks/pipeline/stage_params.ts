import { type Params, paramsSchema } from "../../src/config.ts";
import type { ParamTree } from "../../src/pipeline/stage.ts";

/**
 * The parameters that a stage of the pipeline has declared, in the form in
 * which the code behind the stages takes them. Those it has not declared have
 * their defaults, and it is not to read them.
 */
export function stageParams(declared: ParamTree): Params {
  const { evaluate = {}, ...others } = declared;
  return paramsSchema.parse({
    events: { format: "sessions" },
    ...others,
    evaluate: withCutoff(evaluate as ParamTree),
  });
}

/** A metric without cut-offs is to be measured at its own. */
function withCutoff(evaluate: ParamTree): ParamTree {
  if (evaluate.cutoffs !== undefined || evaluate.metric === undefined) {
    return evaluate;
  }
  const cutoff = Number(String(evaluate.metric).split("@")[1]);
  return { ...evaluate, cutoffs: [cutoff] };
}
