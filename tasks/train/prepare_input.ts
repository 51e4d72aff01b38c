import { prepareIfNeeded } from "../../src/prepare/prepare.ts";
import { datasetInput } from "../dataset_input.ts";
import type { StageInput } from "../stage.ts";

/** Prepares the dataset that the flags name, or finds it up to date. */
export async function prepareInput(
  input: StageInput,
): Promise<{ data: string; digest: string }> {
  const { sources, params, folder } = await datasetInput(input);
  input.print(`Preparing ${sources.events.name}`);
  const { reused, splits, digest } = await prepareIfNeeded(
    sources,
    params,
    { folder },
  );
  const sizes = Object.entries(splits).map(([name, { sessions, targets }]) =>
    `${name} ${sessions.toLocaleString("en-US")} sessions (${
      targets.toLocaleString("en-US")
    } targets)`
  );
  input.print(
    `${folder}${reused ? " is up to date" : ""}: ${sizes.join(", ")}`,
  );
  return { data: folder, digest };
}
