import { planPipeline } from "../../src/pipeline/plan_pipeline.ts";
import { reasonsText } from "../../src/pipeline/reasons.ts";
import type { StageInput } from "../stage.ts";
import { useColor } from "../use_color.ts";
import { openCache, openPipeline } from "./open_pipeline.ts";
import { stagesText } from "./stages_text.ts";

/** `deno task pipeline status`: what would be done, and why. */
export async function status(
  input: StageInput,
): Promise<Record<string, unknown>> {
  const { flags, print } = input;
  const planned = await planPipeline(openPipeline(input), {
    cache: await openCache(input),
    force: flags.force === true,
    only: flags.only as string | undefined,
    until: flags.until as string | undefined,
    onNote: (note) => print(`note: ${note}`),
  });
  print(stagesText(planned, { color: useColor() }));
  const stages = planned.map(({ reasons, ...it }) => ({
    ...it,
    why: reasonsText(reasons, Infinity),
  }));
  return { stages };
}
