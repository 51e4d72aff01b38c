import type { StageInput } from "../stage.ts";
import type { QualityData } from "./quality_data.ts";
import type { QualityResult } from "./quality_runs.ts";
import {
  comparisonTable,
  differenceLines,
  runsTable,
} from "./quality_table.ts";
import { markdownTable } from "./text_table.ts";
import { writeReport } from "./write_report.ts";

export interface QualityReportOptions {
  /** What the data set is called on the command line. */
  readonly name: string;
  readonly data: QualityData;
  /** Folder that the report is written to. */
  readonly folder: string;
}

/**
 * Writes `quality-<name>.md` and `quality-<name>.json` to a folder.
 *
 * @returns The path of the first.
 */
export async function writeQualityReport(
  result: QualityResult,
  input: StageInput,
  { name, data, folder }: QualityReportOptions,
): Promise<string> {
  return await writeReport(input, {
    path: `${folder}/quality-${name}`,
    values: { name, ...result, known: data.known },
    params: result.params,
    parts: [
      `# ${name}`,
      markdownTable(comparisonTable(result, data)),
      differenceLines(result).map((line) => `- ${line}`).join("\n"),
      "All items are ranked, ties count against the recommender, an item that training has not seen is a miss. ± is the standard deviation over seeds.",
      `    deno task bench quality --data ${name} --seeds ${result.runs.length}`,
      markdownTable(runsTable(result, data)),
    ],
  });
}
