import assert from "node:assert/strict";
import { SessionModel } from "../../../src/model/session_model.ts";
import { resolveParams } from "../../../src/config.ts";
import { readWeights } from "../../../src/tensor/weights.ts";
import { itemVectors } from "../../../tasks/notebook/item_vectors.ts";
import { startInstalledBackend } from "../../installed_backend.ts";

Deno.test("itemVectors() gives each item its row of the output table", async () => {
  await startInstalledBackend();
  const { model: params } = resolveParams({
    preset: { description: "Made by a test", events: { format: "sessions" } },
  });
  const sizes = { items: 5, users: 0, categories: {}, numbers: [] };
  const model = new SessionModel(params, sizes, 1);
  try {
    const vectorOf = await itemVectors(model);
    const { data, shape } = (await readWeights(model.variables()))[
      model.outputTable
    ]!;
    const [rows, size] = shape as [number, number];
    assert.equal(rows, 5);
    assert.deepEqual([...vectorOf(0) as Float32Array], [
      ...data.slice(0, size),
    ]);
    assert.deepEqual([...vectorOf(4) as Float32Array], [
      ...data.slice(4 * size),
    ]);
  } finally {
    model.dispose();
  }
});
