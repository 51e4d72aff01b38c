import assert from "node:assert/strict";
import { digestDataset } from "../../src/prepare/digest_dataset.ts";
import { noSequences, sequences } from "./sequences.ts";

const splits = () => ({
  train: sequences(),
  validation: noSequences(),
  test: noSequences(),
});

Deno.test("digestDataset() is that of the bytes its documentation names", () => {
  // sha256 of the bytes as Python's struct packs them, see tests/golden/digest.py.
  assert.equal(
    digestDataset(splits(), "{}\n"),
    "44347771fb63d6b570920157edc809e905e2e715d749e5c40e6684be0d81c6b0",
  );
});

Deno.test("digestDataset() changes with any value and with the features", () => {
  const before = digestDataset(splits(), "{}\n");
  const changed = splits();
  changed.train.numbers.price![4] = 4.000001;
  assert.notEqual(digestDataset(changed, "{}\n"), before);
  assert.notEqual(digestDataset(splits(), "{ }\n"), before);
});
