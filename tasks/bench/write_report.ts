import { flattenParams, type Params } from "../../src/config.ts";
import { readEnvironment } from "../../src/environment.ts";
import { describeEnvironment } from "../../src/track/environment.ts";
import { writeWhole } from "../../src/write_whole.ts";
import type { StageInput } from "../stage.ts";
import { listTable, markdownTable } from "./text_table.ts";

export interface WriteReportOptions {
  /** Of both files, without `.md` and `.json`. */
  readonly path: string;
  /** What the JSON file holds beside the environment. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Paragraphs and tables; empty ones are left out. */
  readonly parts: readonly string[];
  readonly params: Params;
}

/**
 * Writes a benchmark's report as Markdown, with its parameters and the
 * environment, and as JSON.
 *
 * @returns The path of the first.
 */
export async function writeReport(
  { backend }: Pick<StageInput, "backend">,
  { path, values, parts, params }: WriteReportOptions,
): Promise<string> {
  const environment = await describeEnvironment({
    backend: backend!.backend,
    dataDigest: "",
    versions: { ...Deno.version, [backend!.backend]: backend!.version },
    commit: readEnvironment().commit,
  });
  delete environment["data.digest"];
  await Deno.mkdir(path.slice(0, path.lastIndexOf("/")), { recursive: true });
  const json = JSON.stringify({ ...values, environment }, null, 2);
  await writeWhole(`${path}.json`, `${json}\n`);
  const flat = flattenParams(params);
  const all = [
    ...parts,
    markdownTable(listTable("parameter", flat)),
    markdownTable(listTable("environment", environment)),
  ];
  await writeWhole(
    `${path}.md`,
    all.filter((part) => part !== "").join("\n\n") + "\n",
  );
  return `${path}.md`;
}
