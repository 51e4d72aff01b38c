/**
 * Builds an epoch of batches from a split on disk and prints the most memory
 * that it took, as JSON: `stream_once.ts EVENTS FOLDER`. Started by a test.
 */
import process from "node:process";
import pl from "nodejs-polars";
import type { ModelLayout } from "../../src/model/model_layout.ts";
import { releaseFrames } from "../../src/prepare/release_frames.ts";
import { FileBatches } from "../../src/train/file_batches.ts";
import { SHOP_SIZES, tinyParams } from "../model/tiny_shop.ts";
import { trainParams } from "./tiny_training.ts";

const events = Number(Deno.args[0]);
const path = `${Deno.args[1]}/${events}`;
const ITEMS = 1000;
const EVENTS_OF_SESSION = 5;
const PART = 250_000;

await Deno.mkdir(path);
for (let from = 0; from < events; from += PART) {
  const rows = Math.min(PART, events - from);
  const row = Int32Array.from({ length: rows }, (_, at) => from + at);
  const number = String(from / PART).padStart(5, "0");
  pl.DataFrame([
    pl.Series("session", row.map((it) => Math.floor(it / EVENTS_OF_SESSION))),
    pl.Series("user", new Int32Array(rows)),
    pl.Series("time", Float64Array.from(row)).cast(pl.Int64),
    pl.Series("item", row.map((it) => 2 + (it * 7919) % ITEMS)),
    pl.Series("cart", new Uint8Array(rows)).cast(pl.Bool),
    pl.Series("target", row.map((it) => it % EVENTS_OF_SESSION && 1))
      .cast(pl.Bool),
  ]).writeParquet(`${path}/${number}.parquet`, { compression: "zstd" });
  await releaseFrames(Infinity);
}

const table = "item.embedding";
const layout: ModelLayout = {
  params: tinyParams(),
  sizes: { ...SHOP_SIZES, items: ITEMS + 2 },
  tables: new Map([[table, { shape: [ITEMS + 2, 4] }]]),
  outputTable: table,
  knownItems: undefined,
  itemRows: ITEMS + 2,
};
const batches = await FileBatches.open(
  layout,
  { path, categories: [], numbers: [] },
  trainParams({ batchSize: 512, shuffleBuffer: 10_000 }),
);
let targets = 0;
for (let step = 0; step < batches.count; step++) {
  targets += (await batches.build(0, step)).labels.length;
}
const peakBytes = process.resourceUsage().maxRSS * 1024;
console.log(JSON.stringify({ targets, peakBytes }));
