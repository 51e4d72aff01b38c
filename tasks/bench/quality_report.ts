import { flattenParams, type JsonObject } from "../../src/config.ts";
import { readEnvironment } from "../../src/environment.ts";
import { describeEnvironment } from "../../src/track/environment.ts";
import { writeWhole } from "../../src/write_whole.ts";
import type { StageInput } from "../stage.ts";
import type { QualityData } from "./quality_data.ts";
import type { QualityResult } from "./quality_runs.ts";
import type { VariantResult } from "./quality_variants.ts";
import {
  comparisonTable,
  differenceLines,
  type QualityTable,
  runsTable,
  variantsTable,
} from "./quality_table.ts";

export interface QualityReportOptions {
  /** What the data set is called on the command line. */
  readonly name: string;
  readonly data: QualityData;
  /** Empty where they were not asked for. */
  readonly variants: readonly VariantResult[];
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
  { backend }: StageInput,
  { name, data, folder, variants }: QualityReportOptions,
): Promise<string> {
  const environment = await describeEnvironment({
    backend: backend!.backend,
    dataDigest: "",
    versions: { ...Deno.version, [backend!.backend]: backend!.version },
    commit: readEnvironment().commit,
  });
  delete environment["data.digest"];
  await Deno.mkdir(folder, { recursive: true });
  const path = `${folder}/quality-${name}`;
  const json = { name, ...result, variants, known: data.known, environment };
  await writeWhole(`${path}.json`, JSON.stringify(json, null, 2) + "\n");
  const params = flattenParams(result.params as unknown as JsonObject);
  await writeWhole(
    `${path}.md`,
    [
      `# ${name}`,
      markdownTable(comparisonTable(result, data)),
      differenceLines(result).map((line) => `- ${line}`).join("\n"),
      "All items are ranked, ties count against the recommender, an item that training has not seen is a miss. ± is the standard deviation over seeds.",
      `    deno task bench quality --data ${name} --seeds ${result.runs.length}`,
      markdownTable(runsTable(result, data)),
      variants.length === 0 ? "" : markdownTable(variantsTable(variants, data)),
      markdownTable(listTable("parameter", params)),
      markdownTable(listTable("environment", environment)),
    ].filter((part) => part !== "").join("\n\n") + "\n",
  );
  return `${path}.md`;
}

function listTable(
  header: string,
  values: Readonly<Record<string, unknown>>,
): QualityTable {
  const rows = Object.entries(values).map(([name, it]) => [name, String(it)]);
  return { headers: [header, "value"], rows };
}

function markdownTable({ headers, rows }: QualityTable): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((it) => it.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(headers), line(headers.map(() => "---")), ...rows.map(line)]
    .join("\n");
}
