/**
 * Times preparing, `deno task bench prepare`: millions of events as CSV through
 * the original's steps, each run in a process of its own, beside the same steps
 * in vectorised pandas where a Python with pandas is named.
 */
import { fileURLToPath } from "node:url";
import { resolveParams } from "../../src/config.ts";
import { table } from "../../src/terminal/table.ts";
import type { Stage } from "../stage.ts";
import { type Made, makeCsv } from "./make_csv.ts";
import { measure, type Measured } from "./measure.ts";
import { wholeFlag } from "../whole_flag.ts";

export const bench: Stage = {
  summary: "Time preparing",
  async main({ params, flags, print }) {
    const rows = wholeFlag(flags, "rows", 2_000_000);
    const repeats = wholeFlag(flags, "repeats", 3);
    const folder = await Deno.makeTempDir({ prefix: "bench-prepare-" });
    try {
      print(`Writing ${rows} events`);
      const made = await makeCsv(params, { flags, rows, folder });
      const ours = await measure(deno(made, folder), repeats);
      print(`\nnextcart, median of ${repeats} runs\n\n${partTable(ours)}`);
      const python = flags.python as string | undefined;
      const pandas = python === undefined
        ? undefined
        : await measure(pandasCommand(python, made, folder), repeats);
      if (pandas !== undefined) print(`\npandas\n\n${partTable(pandas)}`);
      print(`\n${wholeTable({ nextcart: ours, pandas })}`);
      return {
        rows,
        nextcart: ours,
        ...(pandas === undefined ? {} : { pandas }),
      };
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
};

function deno({ preset, path }: Made, folder: string): string[] {
  const script = fileURLToPath(new URL("prepare_once.ts", import.meta.url));
  const args = [JSON.stringify(preset), path, `${folder}/nextcart`];
  return [Deno.execPath(), "run", "-A", "--no-check", script, ...args];
}

function pandasCommand(
  python: string,
  { preset, path }: Made,
  folder: string,
): string[] {
  const script = fileURLToPath(
    new URL("../../tests/golden/prepare_pandas.py", import.meta.url),
  );
  const params = JSON.stringify(resolveParams({ preset }));
  return [python, script, params, path, `${folder}/pandas`];
}

function partTable({ parts }: Measured): string {
  return table(
    ["part", "milliseconds"],
    Object.entries(parts).map(([name, ms]) => [name, ms]),
  );
}

function wholeTable(all: Record<string, Measured | undefined>): string {
  const two = (value: number) => value.toFixed(2);
  return table(
    [
      "whole process",
      { header: "wall s", format: two },
      { header: "CPU s", format: two },
      { header: "peak MB", format: (it) => it.toFixed(0) },
    ],
    Object.entries(all).flatMap(([name, it]) =>
      it === undefined
        ? []
        : [[name, it.wallSeconds, it.cpuSeconds, it.peakBytes / 1e6]]
    ),
  );
}
