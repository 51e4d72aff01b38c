import assert from "node:assert/strict";
import { readTensors } from "../../src/serve/open_inference_tensors.ts";

Deno.test("readTensors() turns columns into the events of sessions", () => {
  const { sessions, options } = readTensors({
    inputs: [
      {
        name: "product_id",
        shape: [2, 2],
        datatype: "BYTES",
        data: ["a", "b", "c", ""],
      },
      { name: "price", shape: [2, 2], datatype: "FP32", data: [1, 2, 3, 0] },
    ],
  }, "product_id");
  assert.deepEqual(sessions, [
    [{ product_id: "a", price: 1 }, { product_id: "b", price: 2 }],
    [{ product_id: "c", price: 3 }],
  ]);
  assert.deepEqual(options, { k: 5, exclude_seen: false });
});
