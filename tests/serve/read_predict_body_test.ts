import assert from "node:assert/strict";
import { predictBodySchema } from "../../src/serve/predict_schemas.ts";
import { readPredictBody } from "../../src/serve/read_predict_body.ts";

const EVENT = { product_id: "a", price: 9.5, brand: null };

Deno.test("readPredictBody() gives what the schema gives", () => {
  for (
    const body of [
      { data: [] },
      { data: [EVENT, { product_id: 7 }] },
      { data: Array.from({ length: 1000 }, () => EVENT) },
      { data: [EVENT], k: 3, exclude_seen: true },
      { sessions: [[EVENT], []], filter: { brand: ["b"] } },
    ]
  ) assert.deepEqual(readPredictBody(body), predictBodySchema.parse(body));
});

Deno.test("readPredictBody() refuses what the schema refuses, naming the fault", () => {
  const faults: [unknown, RegExp][] = [
    [null, /^body: /],
    [[], /^body: /],
    [{}, /^body: either data/],
    [{ data: "a" }, /^data: /],
    [{ data: [EVENT, [1]] }, /^data\.1: an object of texts/],
    [{ data: [{ id: { a: 1 } }] }, /^data\.0: an object of texts/],
    [{ data: Array.from({ length: 1001 }, () => EVENT) }, /^data: .*1000/],
    [{ data: [EVENT], top: 3 }, /"top"/],
  ];
  for (const [body, message] of faults) {
    assert.equal(predictBodySchema.safeParse(body).success, false);
    assert.throws(() => readPredictBody(body), { status: 422, message });
  }
});
