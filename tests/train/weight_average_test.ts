import assert from "node:assert/strict";
import { drawNormal, seededPrng } from "../../src/random.ts";
import { SessionModel } from "../../src/model/session_model.ts";
import { tf } from "../../src/tensor/runtime.ts";
import type { Variable } from "../../src/tensor/variable.ts";
import { readWeights } from "../../src/tensor/weights.ts";
import { WeightAverage } from "../../src/train/weight_average.ts";
import { tensorsLeft } from "../model/tensors_left.ts";
import { SHOP_SIZES, tinyParams } from "../model/tiny_shop.ts";
import { onBackends } from "../tensor/on_backends.ts";
import { startInstalledBackend } from "../installed_backend.ts";

await startInstalledBackend();

const DECAY = 0.7;
const TABLE = "item.embedding";
const DENSE = "gru.0.bias";

function start() {
  const model = new SessionModel(tinyParams(), SHOP_SIZES, 1);
  const average = new WeightAverage(model, DECAY);
  const dispose = () => {
    average.dispose();
    model.dispose();
  };
  return { model, average, dispose };
}

/** Counts a variable, as a training step does, and changes it at random. */
function change(
  variable: Variable,
  average: WeightAverage,
  { rows, seed }: { rows?: readonly number[] | undefined; seed: number },
): void {
  tf.tidy(() => {
    const prng = seededPrng(seed);
    const places = rows && tf.tensor1d([...rows], "int32");
    const value = places === undefined
      ? variable.read()
      : variable.gather(places);
    average.count(variable, { rows: places, value });
    const size = value.size;
    const noise = Float32Array.from({ length: size }, () => drawNormal(prng));
    const changed = tf.add(value, tf.tensor(noise, value.shape));
    if (places === undefined) variable.assign(changed);
    else variable.scatter(places, changed);
  });
}

async function read(variable: Variable): Promise<Float32Array> {
  return (await readWeights([variable]))[variable.name]!
    .data as Float32Array;
}

/** `Σ d^(t − i) w_i / Σ d^(t − i)`, number by number in 64 bits. */
function scalarAverage(history: readonly Float32Array[]): Float64Array {
  const last = history.length - 1;
  const weights = history.map((_, at) => DECAY ** (last - at));
  const total = weights.reduce((sum, it) => sum + it);
  return Float64Array.from(history[0]!, (_, place) =>
    history.reduce(
      (sum, values, at) => sum + weights[at]! * values[place]!,
      0,
    ) / total);
}

/** Rows of the table that each step changes; undefined: all of them. */
const STEPS: Readonly<Record<string, readonly (number[] | undefined)[]>> = {
  "rows, now and then": [[2, 5], [5], [], [5, 3, 2], [], [7], [2]],
  "whole tables": [undefined, undefined, undefined],
  "rows and whole tables": [[2, 3], undefined, [], [3]],
  "no step": [],
};

for (const [name, steps] of Object.entries(STEPS)) {
  onBackends(
    `WeightAverage is the average over every step: ${name}`,
    async ({ close }) => {
      const { model, average, dispose } = start();
      const table = model.tables.get(TABLE)!, dense = model.dense.get(DENSE)!;
      const histories = [[await read(table)], [await read(dense)]];
      for (const [at, rows] of steps.entries()) {
        average.beginStep();
        if (rows?.length !== 0) change(table, average, { rows, seed: at });
        change(dense, average, { seed: 100 + at });
        histories[0]!.push(await read(table));
        histories[1]!.push(await read(dense));
      }
      await average.during(async () => {
        await close(table.read(), scalarAverage(histories[0]!), "table");
        await close(dense.read(), scalarAverage(histories[1]!), "dense");
      });
      dispose();
    },
    { tolerance: 2e-6 },
  );
}

Deno.test("during() gives the weights back to the bit, also where the call fails", async () => {
  const { model, average, dispose } = start();
  average.beginStep();
  change(model.tables.get(TABLE)!, average, { rows: [3], seed: 1 });
  const before = await readWeights(model.variables());
  const told = await average.during(async () => {
    assert.notDeepEqual(await readWeights(model.variables()), before);
    return "told";
  });
  assert.equal(told, "told");
  assert.deepEqual(await readWeights(model.variables()), before);
  const failing = average.during(() => Promise.reject(new Error("No")));
  await assert.rejects(failing, /No/);
  assert.deepEqual(await readWeights(model.variables()), before);
  dispose();
});

Deno.test("WeightAverage names what must be stored", () => {
  const { average, dispose } = start();
  const shapes = average.variables().map(({ name, shape }) => [name, shape]);
  assert.deepEqual(Object.fromEntries(shapes), {
    "average/item.embedding/sum": [8, 6],
    "average/item.embedding/counted": [8, 1],
    "average/gru.0.kernel/sum": [6, 18],
    "average/gru.0.recurrent/sum": [6, 18],
    "average/gru.0.bias/sum": [18],
    "average/gru.0.recurrent_bias/sum": [18],
  });
  dispose();
});

Deno.test("WeightAverage leaves no tensor behind", async () => {
  const left = await tensorsLeft(async () => {
    const { model, average, dispose } = start();
    average.beginStep();
    change(model.tables.get(TABLE)!, average, { rows: [3], seed: 1 });
    change(model.tables.get(TABLE)!, average, { seed: 1 });
    change(model.dense.get(DENSE)!, average, { seed: 1 });
    await average.during(() => Promise.resolve());
    dispose();
  });
  assert.equal(left, 0);
});
