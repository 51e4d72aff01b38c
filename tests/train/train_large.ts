/**
 * Trains an epoch on a split on disk and prints how much it learned from and the
 * most memory that it took, as JSON: `train_large.ts EVENTS FOLDER`. Started by a
 * test.
 */
import process from "node:process";
import pl from "nodejs-polars";
import { SessionModel } from "../../src/model/session_model.ts";
import { train } from "../../src/train/loop.ts";
import { startInstalledBackend } from "../installed_backend.ts";
import { SHOP_SIZES, tinyParams } from "../model/tiny_shop.ts";
import { trainParams } from "./tiny_training.ts";

const [events, folder] = [Number(Deno.args[0]), Deno.args[1]!];
const ITEMS = 1000;
const EVENTS_OF_SESSION = 20;
const PART = 500_000;

await startInstalledBackend();
const path = `${folder}/train.parquet`;
await Deno.mkdir(path);
writePart(`${path}/00000.parquet`);
for (let part = 1; part < events / PART; part++) {
  const number = String(part).padStart(5, "0");
  await Deno.copyFile(`${path}/00000.parquet`, `${path}/${number}.parquet`);
}
const model = new SessionModel(tinyParams(), {
  ...SHOP_SIZES,
  items: ITEMS + 2,
}, 1);
let targets = 0;
const progress = await train(
  model,
  { path, categories: [], numbers: [] },
  {
    params: trainParams({
      batchSize: 2048,
      shuffleBuffer: 50_000,
      negatives: 64,
      epochs: 1,
    }),
    checkpoint: `${folder}/checkpoint.safetensors`,
    metric: "mrr@20",
    onBest: () => Promise.resolve(),
    onStep: (report) => {
      targets += report.targets;
    },
  },
);
const peakBytes = process.resourceUsage().maxRSS * 1024;
const { epoch } = progress;
console.log(JSON.stringify({ epoch, targets, peakBytes }));

/** Sessions that go through the catalogue item by item. */
function writePart(path: string): void {
  const row = Int32Array.from({ length: PART }, (_, at) => at);
  const ofSession = row.map((it) => it % EVENTS_OF_SESSION);
  const session = row.map((it) => Math.floor(it / EVENTS_OF_SESSION));
  pl.DataFrame([
    pl.Series("session", session),
    pl.Series("user", new Int32Array(PART)),
    pl.Series("time", Float64Array.from(row)).cast(pl.Int64),
    pl.Series(
      "item",
      row.map((_, at) => 2 + (session[at]! * 7 + ofSession[at]!) % ITEMS),
    ),
    pl.Series("cart", new Uint8Array(PART)).cast(pl.Bool),
    pl.Series("target", ofSession.map((it) => it && 1)).cast(pl.Bool),
  ]).writeParquet(path, { compression: "zstd" });
}
