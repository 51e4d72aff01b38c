import assert from "node:assert/strict";
import { Scaler, scalerSchema } from "../../src/features/scaler.ts";

const scaler = new Scaler({ kind: "robust", center: 4, scale: 8 });

Deno.test("Scaler.apply() shifts, scales and rounds to 32 bits", () => {
  assert.equal(scaler.apply(8), 0.5);
  assert.equal(scaler.apply(4.8), Math.fround((4.8 - 4) / 8));
});

Deno.test("Scaler.apply() takes a missing value for the center", () => {
  for (const missing of [null, undefined, NaN]) {
    assert.equal(scaler.apply(missing), 0);
  }
});

Deno.test("Scaler comes back from its JSON", () => {
  const json = scalerSchema.parse(JSON.parse(JSON.stringify(scaler)));
  assert.deepEqual(new Scaler(json), scaler);
});

Deno.test("scalerSchema refuses a scale that cannot divide", () => {
  for (const scale of [0, -1, 5e-324]) {
    const json = { kind: "robust", center: 0, scale };
    assert.equal(scalerSchema.safeParse(json).success, false);
  }
});
