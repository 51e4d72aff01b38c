/**
 * Compares preparing with the same steps written in pandas (prepare_pandas.py).
 * Runs where NEXTCART_PYTHON, or python3, has pandas and pyarrow.
 */
import assert from "node:assert/strict";
import { type Params, resolveParams } from "../../src/config.ts";
import { openSource } from "../../src/events/open_source.ts";
import type { Sequences } from "../../src/features/sequences.ts";
import { readDataset } from "../../src/prepare/dataset.ts";
import { prepareDataset } from "../../src/prepare/prepare.ts";
import { readPreset } from "../../tasks/preset.ts";
import { sharedData } from "../testdata.ts";

const python = Deno.env.get("NEXTCART_PYTHON") ?? "python3";
const script = new URL("prepare_pandas.py", import.meta.url).pathname;
const rees46 = sharedData("rees46/2019-Oct.csv.gz");

const prepare = {
  cutAtCart: true,
  require: ["price"],
  uniqueInSession: ["brand", "item"],
  minSessionEvents: 2,
  maxSessionEvents: 30,
  keepLast: 10,
  maxSessionMinutes: 30,
  calendar: ["day_of_week", "week", "month"],
  dropRepeats: false,
  minItemSupport: 1,
};

Deno.test({
  name: "prepareDataset() gives what pandas gives on the demo shop",
  ignore: !hasPandas(),
  fn: () =>
    inTempFolder(async (folder) => {
      const demo = resolveParams({ preset: await readPreset("demo") });
      const { frame } = await openSource(demo.events).read();
      frame.writeCSV(`${folder}/demo.csv`);
      const params = resolveParams({
        preset: {
          description: "The demo shop's canonical frame as CSV",
          events: {
            format: "csv",
            columns: {
              session: "session",
              user: "user",
              time: { column: "time", format: "epoch_ms" },
              item: "item",
              event: { column: "cart", cart: "true" },
              categories: { brand: "brand", type: "type" },
              numbers: { price: "price", rating: "rating" },
            },
          },
          params: { prepare },
        },
      });
      await compare(params, { input: `${folder}/demo.csv`, folder });
    }),
});

Deno.test({
  name: "prepareDataset() gives what pandas gives on the REES46 sample",
  ignore: rees46 === undefined || !hasPandas(),
  fn: () =>
    inTempFolder(async (folder) => {
      const preset = await readPreset("rees46");
      const params = resolveParams({ preset, file: { prepare } });
      // Its last row is cut short, which pandas refuses to read.
      const whole = `${folder}/events.csv`;
      const text = new Response(
        (await Deno.open(rees46!)).readable
          .pipeThrough(new DecompressionStream("gzip")),
      );
      const lines = (await text.text()).trim().split("\n");
      await Deno.writeTextFile(whole, lines.slice(0, -1).join("\n") + "\n");
      await compare(params, { input: whole, folder });
    }),
});

async function compare(
  params: Params,
  { input, folder }: { input: string; folder: string },
): Promise<void> {
  const events = openSource(params.events, { input });
  const ours = `${folder}/ours`;
  const report = await prepareDataset({ events }, params, { folder: ours });
  const pandas = await runPandas(params, { input, folder });
  assert.deepEqual(
    Object.fromEntries(report.steps.map((it) => [it.step, it.rowsAfter])),
    pandas.rows,
  );
  assert.deepEqual(report.vocabularies, pandas.vocabularies);
  const dataset = await readDataset(ours);
  for (const [name, scaler] of Object.entries(dataset.features.numbers)) {
    const [center, scale] = pandas.scalers[name]!;
    assertClose(scaler.center, center);
    assertClose(scaler.scale, scale);
  }
  for (const name of ["train", "validation", "test"] as const) {
    const { sessions, events } = report.splits[name];
    assert.deepEqual({ sessions, events }, pandas.splits[name]);
    for (const [column, sum] of Object.entries(pandas.sums[name]!)) {
      assertClose(sumOf(dataset[name], column), sum);
    }
  }
}

interface PandasResult {
  readonly rows: Record<string, number>;
  readonly vocabularies: Record<string, number>;
  readonly scalers: Record<string, [number, number]>;
  readonly splits: Record<string, { sessions: number; events: number }>;
  readonly sums: Record<string, Record<string, number>>;
}

async function runPandas(
  params: Params,
  { input, folder }: { input: string; folder: string },
): Promise<PandasResult> {
  const { success, stdout, stderr } = await new Deno.Command(python, {
    args: [script, JSON.stringify(params), input, `${folder}/pandas`],
  }).output();
  assert.ok(success, new TextDecoder().decode(stderr));
  return JSON.parse(new TextDecoder().decode(stdout));
}

function sumOf(split: Sequences, column: string): number {
  if (column === "user") {
    return split.users.reduce(
      (sum, user, s) =>
        sum + user * (split.offsets[s + 1]! - split.offsets[s]!),
      0,
    );
  }
  const values = column === "item"
    ? split.items
    : split.categories[column] ?? split.numbers[column]!;
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}

/** Sums of many floats differ in their last digits by the order of adding. */
function assertClose(actual: number, expected: number): void {
  const error = Math.abs(actual - expected) / Math.max(1, Math.abs(expected));
  assert.ok(error < 1e-6, `${actual} is not ${expected}`);
}

function hasPandas(): boolean {
  try {
    return new Deno.Command(python, {
      args: ["-c", "import pandas, pyarrow"],
      stderr: "null",
    }).outputSync().success;
  } catch {
    return false;
  }
}

async function inTempFolder(test: (folder: string) => Promise<void>) {
  const folder = await Deno.makeTempDir();
  try {
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
