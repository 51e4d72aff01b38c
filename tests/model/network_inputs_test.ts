import assert from "node:assert/strict";
import { networkInputs } from "../../src/model/network_inputs.ts";
import { tf } from "../../src/tensor/runtime.ts";
import { startInstalledBackend } from "../installed_backend.ts";

await startInstalledBackend();

Deno.test("networkInputs() makes a row of numbers for each packed event", () => {
  tf.tidy(() => {
    const { counts, lookups, numbers } = networkInputs([2, 1], {
      lookups: { "item.embedding": Int32Array.of(4, 2, 3) },
      numbers: Float32Array.of(1, 2, 3, 4, 5, 6),
    });
    assert.deepEqual(counts, [2, 1]);
    assert.deepEqual([...lookups["item.embedding"]!.dataSync()], [4, 2, 3]);
    assert.equal(lookups["item.embedding"]!.dtype, "int32");
    assert.deepEqual(numbers!.arraySync(), [[1, 2], [3, 4], [5, 6]]);
  });
});

Deno.test("networkInputs() has no numbers where the model reads none", () => {
  tf.tidy(() => {
    const { numbers } = networkInputs([1], {
      lookups: {},
      numbers: undefined,
    });
    assert.equal(numbers, undefined);
  });
});
