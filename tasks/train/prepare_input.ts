import { prepareIfNeeded } from "../../src/prepare/prepare.ts";
import type { PrepareReport } from "../../src/prepare/prepare_report.ts";
import { keepSchema } from "../check/keep_schema.ts";
import { datasetInput } from "../dataset_input.ts";
import type { StageInput } from "../stage.ts";

/** Prepares the dataset that the flags name, or finds it up to date. */
export async function prepareInput(
  input: StageInput,
): Promise<{ data: string; digest: string }> {
  const { sources, params, folder } = await datasetInput(input);
  input.print(`Preparing ${sources.events.name}`);
  const { reused, digest, ...report } = await keepSchema(input, {
    folder,
    prepare: () =>
      prepareIfNeeded(sources, params, { folder, signal: input.signal }),
  });
  input.print(
    `${folder}${reused ? " is up to date" : ""}: ${splitSizes(report)}`,
  );
  return { data: folder, digest };
}

/** `train 9,033 sessions (53,660 targets), validation …` */
export function splitSizes({ splits }: Pick<PrepareReport, "splits">): string {
  return Object.entries(splits).map(([name, { sessions, targets }]) =>
    `${name} ${sessions.toLocaleString("en-US")} sessions (${
      targets.toLocaleString("en-US")
    } targets)`
  ).join(", ");
}
