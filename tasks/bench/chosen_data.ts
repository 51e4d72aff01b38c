import { InputError } from "../../src/errors.ts";
import type { StageInput } from "../stage.ts";
import { evaluationData } from "./evaluation_data.ts";
import { QUALITY_DATA, type QualityData } from "./quality_data.ts";

/** A data set that a benchmark trains on. */
export interface ChosenData {
  /** What it is called on the command line. */
  readonly name: string;
  readonly data: QualityData;
  /** Folder of the runs and reports. */
  readonly runs: string;
  /** Flags of `train` that say where files, prepared data and runs are. */
  readonly flags: StageInput["flags"];
}

/**
 * The data sets that `--data` names, all if it is absent. Their files must be
 * there before anything is trained.
 *
 * @throws {InputError} where one is unknown, or a file is absent.
 */
export function chosenData(flags: StageInput["flags"]): ChosenData[] {
  const all = Object.keys(QUALITY_DATA);
  const names = typeof flags.data === "string" ? flags.data.split(",") : all;
  const unknown = names.find((name) => !all.includes(name));
  if (unknown !== undefined) {
    throw new InputError(
      `--data ${unknown}: one of ${all.join(", ")} is wanted`,
    );
  }
  return names.map((name) => {
    const data = QUALITY_DATA[name]!;
    const { input, test, items } = data;
    const files = {
      input,
      ...(test === undefined ? {} : { test }),
      ...(items === undefined ? {} : { items }),
    };
    const runs = String(flags.runs ?? "runs");
    return {
      name,
      data,
      runs,
      flags: {
        ...evaluationData(files, flags),
        runs,
        data: `${flags.prepared ?? "data"}/${data.preset}`,
      },
    };
  });
}
