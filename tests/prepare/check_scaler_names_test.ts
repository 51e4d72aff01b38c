import assert from "node:assert/strict";
import { checkScalerNames } from "../../src/prepare/check_scaler_names.ts";

Deno.test("checkScalerNames() refuses what is no number of the events", () => {
  checkScalerNames(["price", "hearts"], { scalers: { price: "robust" } });
  assert.throws(
    () => checkScalerNames(["price", "hearts"], { scalers: { prize: "none" } }),
    /^InputError: Parameter prepare\.scalers: "prize" .* price, hearts is wanted$/,
  );
  assert.throws(
    () => checkScalerNames([], { scalers: { price: "none" } }),
    /one of none is wanted$/,
  );
});
