import assert from "node:assert/strict";
import { encodeModel } from "../../src/model/saved_model.ts";
import { SessionModel } from "../../src/model/session_model.ts";
import { tf } from "../../src/tensor/runtime.ts";
import { encodeSafetensors } from "../../src/safetensors.ts";
import { createVariable, type Variable } from "../../src/tensor/variable.ts";
import { readWeights } from "../../src/tensor/weights.ts";
import { readCheckpoint, writeCheckpoint } from "../../src/train/checkpoint.ts";
import { type Progress, startProgress } from "../../src/train/progress.ts";
import { tensorsLeft } from "../model/tensors_left.ts";
import { SHOP_SIZES, tinyParams } from "../model/tiny_shop.ts";
import { startInstalledBackend } from "../installed_backend.ts";

await startInstalledBackend();

const PROGRESS: Progress = {
  ...startProgress(),
  epoch: 1,
  step: 7,
  optimizerStep: 27,
  lossSum: 0.1 + 0.2,
  lossCount: 3,
  history: [{
    epoch: 1,
    loss: 1 / 3,
    learningRate: 0.004,
    validation: { "mrr@20": 0.1 },
  }],
  best: { epoch: 1, value: 0.1 },
};

/** A table and its moments, filled with a value. */
function variables(value: number, rows = 2): Variable[] {
  return ["table", "adam/table/mean"].map((name) =>
    createVariable(name, tf.fill([rows, 3], value))
  );
}

function dispose(all: Variable[]): void {
  for (const variable of all) variable.dispose();
}

async function inFolder(run: (path: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await run(`${folder}/checkpoint.safetensors`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("readCheckpoint() restores what writeCheckpoint() wrote, to the bit", () =>
  inFolder(async (path) => {
    const [written, read] = [variables(1 / 3), variables(0)];
    await writeCheckpoint(path, written, PROGRESS);
    assert.deepEqual(await readCheckpoint(path, read), PROGRESS);
    assert.deepEqual(await readWeights(read), await readWeights(written));
    dispose([...written, ...read]);
  }));

Deno.test("readCheckpoint() finds nothing where there is no file", () =>
  inFolder(async (path) => {
    const all = variables(1);
    assert.equal(await readCheckpoint(path, all), undefined);
    dispose(all);
  }));

Deno.test("writeCheckpoint() replaces the file and leaves nothing else", () =>
  inFolder(async (path) => {
    const all = variables(1);
    await writeCheckpoint(path, all, startProgress());
    await writeCheckpoint(path, all, PROGRESS);
    assert.deepEqual(await readCheckpoint(path, all), PROGRESS);
    const folder = path.slice(0, path.lastIndexOf("/"));
    assert.deepEqual([...Deno.readDirSync(folder)].map((it) => it.name), [
      "checkpoint.safetensors",
    ]);
    dispose(all);
  }));

/** Asserts that a file is refused, and that the weights stay as they were. */
async function assertRefused(
  path: string,
  bytes: Uint8Array,
  { message, rows = 2 }: { message: RegExp; rows?: number },
): Promise<void> {
  await Deno.writeFile(path, bytes);
  const all = variables(5, rows);
  await assert.rejects(readCheckpoint(path, all), {
    name: "InputError",
    message,
  });
  const { data } = (await readWeights(all)).table!;
  assert.ok(data.every((value) => value === 5));
  dispose(all);
}

Deno.test("readCheckpoint() refuses a damaged file and leaves the weights", () =>
  inFolder(async (path) => {
    const all = variables(1);
    await writeCheckpoint(path, all, PROGRESS);
    const bytes = await Deno.readFile(path);
    const message = /checkpoint\.safetensors is not a whole safetensors file/;
    await assertRefused(path, bytes.subarray(0, -1), { message });
    await assertRefused(path, new Uint8Array(), { message });
    const altered = bytes.with(bytes.length - 2, 1);
    await assertRefused(path, altered, { message });
    const noProgress = encodeSafetensors({
      tensors: await readWeights(all),
      metadata: { format: "nextcart-checkpoint-1", progress: "{}" },
    });
    await assertRefused(path, noProgress, {
      message: /checkpoint\.safetensors is damaged: its progress/,
    });
    dispose(all);
  }));

Deno.test("readCheckpoint() refuses another model's checkpoint, and a model", () =>
  inFolder(async (path) => {
    const all = variables(1);
    await writeCheckpoint(path, all, PROGRESS);
    await assertRefused(path, await Deno.readFile(path), {
      message: /^Weights of table: 3×3 is wanted, found 2×3$/,
      rows: 3,
    });
    const model = new SessionModel(tinyParams(), SHOP_SIZES, 1);
    await assertRefused(path, await encodeModel(model), {
      message: /holds nextcart-model-1, nextcart-checkpoint-1 is wanted$/,
    });
    dispose([...all, ...model.variables()]);
  }));

Deno.test("writeCheckpoint() and readCheckpoint() leave no tensor behind", () =>
  inFolder(async (path) => {
    const all = variables(1);
    const left = await tensorsLeft(async () => {
      await writeCheckpoint(path, all, PROGRESS);
      await readCheckpoint(path, all);
    });
    assert.equal(left, 0);
    dispose(all);
  }));
