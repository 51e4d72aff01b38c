/**
 * Times preparing, `deno task bench prepare`: millions of events as CSV through
 * the original's steps, each run in a process of its own, beside the same steps
 * in vectorised pandas where a Python with pandas is named.
 */
import {
  type JsonObject,
  type Params,
  resolveParams,
} from "../../src/config.ts";
import { InputError } from "../../src/errors.ts";
import { openSource } from "../../src/events/open_source.ts";
import { table } from "../../src/terminal/table.ts";
import type { Stage } from "../stage.ts";
import { repeatCsv } from "./repeat_csv.ts";
import { measure, type Measured } from "./measure.ts";
import { count } from "./count.ts";

/** The original's cleaning (a) to (j), save those that leave only the cart. */
const PREPARE: JsonObject = {
  require: ["price"],
  uniqueInSession: ["item"],
  minSessionEvents: 3,
  maxSessionEvents: 30,
  keepLast: 10,
  maxSessionMinutes: 30,
  calendar: ["day_of_week", "week", "month"],
};

export const bench: Stage = {
  summary: "Time preparing",
  async main({ params, flags, print }) {
    const rows = count(flags.rows, { name: "rows", standard: 2_000_000 });
    const repeats = count(flags.repeats, { name: "repeats", standard: 3 });
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

interface Made {
  readonly preset: JsonObject;
  readonly path: string;
}

async function makeCsv(
  params: Params,
  { flags, rows, folder }: {
    flags: Readonly<Record<string, string | boolean | undefined>>;
    rows: number;
    folder: string;
  },
): Promise<Made> {
  const path = `${folder}/events.csv`;
  if (flags.input === undefined) {
    const once = `${folder}/demo.csv`;
    const { frame } = await openSource(params.events).read();
    frame.writeCSV(once);
    await repeatCsv(once, path, { ids: ["session", "user"], rows });
    return { preset: preset(DEMO_EVENTS), path };
  }
  if (params.events.format !== "csv") {
    throw new InputError(
      "--input with bench prepare: a preset of CSV is wanted",
    );
  }
  const { columns, separator } = params.events;
  const ids = [columns.session, columns.user].filter((it) => it !== undefined);
  await repeatCsv(flags.input as string, path, { ids, rows, separator });
  return { preset: preset(params.events), path };
}

/** The demo shop's canonical frame, written as CSV. */
const DEMO_EVENTS = {
  format: "csv",
  columns: {
    session: "session",
    user: "user",
    time: { column: "time", format: "epoch_ms" },
    item: "item",
    event: { column: "cart", cart: "true" },
    categories: Object.fromEntries(
      ["brand", "type", "package_size", "quality"].map((it) => [it, it]),
    ),
    numbers: { price: "price", rating: "rating", hearts: "hearts" },
  },
};

function preset(events: unknown): JsonObject {
  return { description: "bench", events, params: { prepare: PREPARE } };
}

function deno({ preset, path }: Made, folder: string): string[] {
  const script = new URL("prepare_once.ts", import.meta.url).pathname;
  const args = [JSON.stringify(preset), path, `${folder}/nextcart`];
  return [Deno.execPath(), "run", "-A", "--no-check", script, ...args];
}

function pandasCommand(
  python: string,
  { preset, path }: Made,
  folder: string,
): string[] {
  const script = new URL(
    "../../tests/golden/prepare_pandas.py",
    import.meta.url,
  ).pathname;
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
