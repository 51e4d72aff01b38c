import { readEnvironment } from "../../src/environment.ts";
import { openStore } from "../../src/objects/open_store.ts";
import type { Pipeline } from "../../src/pipeline/stage.ts";
import { StageCache } from "../../src/pipeline/stage_cache.ts";
import { dataFolder } from "../data_folder.ts";
import { presetName } from "../../src/track/preset_name.ts";
import type { StageInput } from "../stage.ts";
import { stageTable } from "./stage_table.ts";

const PROJECT = new URL("../../", import.meta.url);

/** The pipeline that a command line means. */
export function openPipeline(input: StageInput): Pipeline {
  const backend = input.backend!;
  const folder = pipelineFolder(input);
  return {
    folder,
    project: PROJECT,
    params: input.params,
    stages: stageTable({ ...input, backend, folder }),
    environment: { deno: Deno.version.deno },
  };
}

/** Where a preset's pipeline lies, unless `--out` says otherwise. */
export function pipelineFolder(
  { preset, flags }: Pick<StageInput, "preset" | "flags">,
): string {
  if (typeof flags.out === "string") return dataFolder(preset, flags.out);
  return `pipeline/${presetName({ experiment: preset })}`;
}

/** The cache that `--cache` names; there need not be any yet. */
export async function openCache(
  { flags }: Pick<StageInput, "flags">,
): Promise<StageCache> {
  const standard = `${readEnvironment().cache ?? ".cache"}/pipeline`;
  const address = (flags.cache as string | undefined) ?? standard;
  return new StageCache(await openStore(address));
}
