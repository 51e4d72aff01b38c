/**
 * Times the engines that prepare, `deno task bench engines`: the same events as
 * CSV through the original's steps, each in a process of its own, measured with
 * all its children.
 */
import { fileURLToPath } from "node:url";
import { InputError } from "../../src/errors.ts";
import { table } from "../../src/terminal/table.ts";
import { sparkHome } from "../spark/spark_home.ts";
import type { Stage } from "../stage.ts";
import { wholeFlag } from "../whole_flag.ts";
import { makeCsv } from "./make_csv.ts";
import { measureTree, type TreeMeasured } from "./measure_tree.ts";

/** The engines, and how the limit of memory is told to each. */
const LIMITS: Readonly<Record<string, (size: string) => string[]>> = {
  polars: () => [],
  duckdb: (size) => ["--memory-limit", size],
  spark: () => ["--master", "local[*]", "--memory-limit", "4GB"],
};
const ENGINES = Object.keys(LIMITS);

export const bench: Stage = {
  summary: "Time the engines that prepare",
  async main({ params, flags, print, signal }) {
    const rows = wholeFlag(flags, "rows", 2_000_000);
    const memoryLimit = String(flags["memory-limit"] ?? "1GB");
    const engines = chosenEngines(flags.only);
    // Before minutes are spent on the others.
    if (engines.includes("spark")) await sparkHome();
    const folder = await Deno.makeTempDir({ prefix: "bench-engines-" });
    try {
      print(`Writing ${rows.toLocaleString("en-US")} events`);
      const { preset, path } = await makeCsv(params, { flags, rows, folder });
      const presetFile = `${folder}/bench.json`;
      await Deno.writeTextFile(presetFile, JSON.stringify(preset));
      const found: Record<string, TreeMeasured> = {};
      for (const engine of engines) {
        const data = `${folder}/${engine}`;
        const limit = LIMITS[engine]!(memoryLimit);
        const run = ["prepare", "--preset", presetFile, "--input", path];
        const measured = await measureTree(
          task([...run, "--data", data, "--engine", engine, ...limit]),
          signal,
        );
        found[engine] = measured;
        // At once: of many events each takes minutes.
        print(`${engine}: ${measuredText(measured)}`);
        await Deno.remove(data, { recursive: true });
      }
      print(`\n${enginesTable(rows, found)}`);
      return { rows, memoryLimit, engines: found };
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
};

function chosenEngines(only: string | boolean | undefined): string[] {
  const chosen = only === undefined ? ENGINES : String(only).split(",");
  const unknown = chosen.find((it) => !ENGINES.includes(it));
  if (unknown === undefined) return chosen;
  throw new InputError(
    `--only names "${unknown}", one of ${ENGINES.join(", ")} is wanted`,
  );
}

function task(args: readonly string[]): string[] {
  const script = fileURLToPath(new URL("../run.ts", import.meta.url));
  return [Deno.execPath(), "run", "-A", "--no-check", script, ...args];
}

function measuredText(
  { wallSeconds, cpuSeconds, peakBytes }: TreeMeasured,
): string {
  return `${wallSeconds.toFixed(1)} s, ${cpuSeconds.toFixed(1)} s of CPU, ` +
    `${(peakBytes / 1e6).toFixed(0)} MB at most`;
}

function enginesTable(
  rows: number,
  found: Readonly<Record<string, TreeMeasured>>,
): string {
  return table(
    [
      "events",
      "engine",
      { header: "seconds", format: (it) => it.toFixed(1) },
      { header: "CPU s", format: (it) => it.toFixed(1) },
      { header: "peak MB", format: (it) => it.toFixed(0) },
    ],
    Object.entries(found).map(([engine, it]) => [
      rows,
      engine,
      it.wallSeconds,
      it.cpuSeconds,
      it.peakBytes / 1e6,
    ]),
  );
}
