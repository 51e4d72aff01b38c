import assert from "node:assert/strict";
import type { JsonObject } from "../../src/config.ts";
import type { Sequences } from "../../src/features/sequences.ts";
import { SessionModel } from "../../src/model/session_model.ts";
import { modelLayout } from "../../src/model/model_layout.ts";
import { writeSplit } from "../../src/prepare/split_file.ts";
import type { Batch } from "../../src/train/batch.ts";
import { BatchStream } from "../../src/train/batch_stream.ts";
import { FileBatches } from "../../src/train/file_batches.ts";
import { startInstalledBackend } from "../installed_backend.ts";
import { SHOP_SIZES, tinyParams } from "../model/tiny_shop.ts";
import { trainParams } from "./tiny_training.ts";

await startInstalledBackend();

const MODEL = new SessionModel(
  tinyParams(),
  { ...SHOP_SIZES, items: 1002 },
  1,
);

/** A session of two events an item, so that the first tells which it is. */
const SESSIONS = 1000;

function manySessions(): Sequences {
  const events = SESSIONS * 2;
  return {
    offsets: Int32Array.from({ length: SESSIONS + 1 }, (_, s) => s * 2),
    items: Int32Array.from({ length: events }, (_, e) => 2 + (e >> 1)),
    targets: Uint8Array.from({ length: events }, (_, e) => e % 2),
    carts: new Uint8Array(events),
    times: Float64Array.from({ length: events }, (_, e) => e),
    users: new Int32Array(SESSIONS),
    categories: {},
    numbers: {},
  };
}

async function inFile(
  call: (source: { path: string; categories: []; numbers: [] }) =>
    | void
    | Promise<void>,
): Promise<void> {
  const path = await Deno.makeTempFile({ suffix: ".parquet" });
  try {
    writeSplit(path, manySessions());
    await call({ path, categories: [], numbers: [] });
  } finally {
    await Deno.remove(path);
  }
}

/** The sessions of a batch, told by their items. */
function sessionsOf(batch: Batch): number[] {
  const rows = batch.rows["item.embedding"]!;
  return [...batch.lookups["item.embedding"]!].map((at) => rows[at]! - 2);
}

const open = (
  source: Parameters<typeof FileBatches.open>[1],
  train: JsonObject = {},
) =>
  FileBatches.open(
    modelLayout(MODEL),
    source,
    trainParams({ batchSize: 30, shuffleBuffer: 160, ...train }),
  );

async function epochOf(batches: FileBatches, epoch: number): Promise<Batch[]> {
  const built: Batch[] = [];
  for (let step = 0; step < batches.count; step++) {
    built.push(await batches.build(epoch, step));
  }
  return built;
}

Deno.test("FileBatches takes each session once an epoch, in full batches, from all over the split", () =>
  inFile(async (source) => {
    const batches = await open(source);
    assert.equal(batches.count, 34);
    const epoch = (await epochOf(batches, 0)).map(sessionsOf);
    assert.deepEqual(epoch.map((it) => it.length), [
      ...new Array(33).fill(30),
      10,
    ]);
    assert.deepEqual(
      epoch.flat().sort((a, b) => a - b),
      Array.from({ length: SESSIONS }, (_, session) => session),
    );
    for (const sessions of epoch.slice(0, -1)) {
      const spread = Math.max(...sessions) - Math.min(...sessions);
      assert.ok(spread > SESSIONS / 3, `${spread}`);
    }
  }));

Deno.test("FileBatches keeps the order of time where that is asked for", () =>
  inFile(async (source) => {
    const batches = await open(source, { order: "recent_last" });
    const epoch = (await epochOf(batches, 0)).map(sessionsOf);
    epoch.forEach((sessions, step) => {
      for (const session of sessions) {
        assert.ok(Math.abs(session - step * 30) < 190, `${step}: ${session}`);
      }
    });
    assert.notDeepEqual(epoch[0], epoch[0]!.toSorted((a, b) => a - b));
  }));

Deno.test("FileBatches builds a step from seed, epoch and step alone", () =>
  inFile(async (source) => {
    const expected = await epochOf(await open(source), 1);
    const batches = await open(source);
    assert.notDeepEqual(await batches.build(0, 3), expected[3]);
    for (const step of [20, 33, 2]) {
      assert.deepEqual(await batches.build(1, step), expected[step]);
    }
  }));

Deno.test("BatchStream builds the batches of a file's sessions", () =>
  inFile(async (source) => {
    const params = trainParams({ batchSize: 30, shuffleBuffer: 160 });
    const stream = await BatchStream.open(MODEL, source, params);
    try {
      const found = await Array.fromAsync(stream.epoch(0, 30));
      assert.deepEqual(found, (await epochOf(await open(source), 0)).slice(30));
    } finally {
      stream.close();
    }
  }));

Deno.test("FileBatches takes no more memory where the split is three times as large", async () => {
  const folder = await Deno.makeTempDir();
  const script = new URL("stream_once.ts", import.meta.url).pathname;
  const run = async (events: number) => {
    const { stdout } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--no-check", script, String(events), folder],
    }).output();
    const line = new TextDecoder().decode(stdout);
    return JSON.parse(line) as { targets: number; peakBytes: number };
  };
  try {
    const small = await run(1_500_000);
    const large = await run(4_500_000);
    assert.equal(small.targets, 1_200_000);
    assert.equal(large.targets, 3_600_000);
    // The columns of what is more would take 70 MB by themselves.
    const more = large.peakBytes - small.peakBytes;
    assert.ok(more < 50e6, `${more} bytes more than ${small.peakBytes}`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
