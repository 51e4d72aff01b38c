import { acceptChanges } from "../../src/pipeline/accept_changes.ts";
import { reasonsText } from "../../src/pipeline/reasons.ts";
import type { StageInput } from "../stage.ts";
import { useColor } from "../use_color.ts";
import { openCache, openPipeline } from "./open_pipeline.ts";
import { stagesText } from "./stages_text.ts";

/** `deno task pipeline accept`: other code, the same outputs. */
export async function accept(
  input: StageInput,
): Promise<Record<string, unknown>> {
  const { flags, print, signal } = input;
  const accepted = await acceptChanges(openPipeline(input), {
    cache: await openCache(input),
    only: flags.only as string | undefined,
    until: flags.until as string | undefined,
    signal,
    onNote: (note) => print(`note: ${note}`),
  });
  print(stagesText(accepted, { color: useColor() }));
  const stages = accepted.map(({ reasons, ...it }) => ({
    ...it,
    why: reasonsText(reasons, Infinity),
  }));
  return { stages };
}
