import assert from "node:assert/strict";
import { addKnown } from "../../src/model/add_known.ts";
import { itemPartTensors } from "../../src/model/compose_items.ts";
import { tf } from "../../src/tensor/runtime.ts";
import { startInstalledBackend } from "../installed_backend.ts";

await startInstalledBackend();

Deno.test("addKnown() adds features to the tables of items that are named, and leaves the others", () => {
  tf.tidy(() => {
    const values = {
      "item.embedding": tf.tensor2d([[1], [2]]),
      "item_feature.embedding": tf.tensor2d([[10]]),
      "output.weight": tf.tensor2d([[3], [4]]),
      "output_feature.weight": tf.tensor2d([[20]]),
    };
    const parts = itemPartTensors({
      codes: Int32Array.of(0),
      owners: Int32Array.of(1),
      scale: Float32Array.of(0, 1),
      keep: Float32Array.of(1, 1),
    });
    const added = addKnown(values, { "output.weight": parts });
    assert.deepEqual([...added["output.weight"]!.dataSync()], [3, 24]);
    assert.equal(added["item.embedding"], values["item.embedding"]);
    assert.deepEqual(addKnown(values, {}), values);
  });
});
