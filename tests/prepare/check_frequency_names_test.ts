import assert from "node:assert/strict";
import { checkFrequencyNames } from "../../src/prepare/check_frequency_names.ts";

Deno.test("checkFrequencyNames() refuses a column without a vocabulary", () => {
  const known = ["item", "brand"];
  checkFrequencyNames(known, { minFrequency: { brand: 2 } });
  assert.throws(
    () => checkFrequencyNames(known, { minFrequency: { price: 2 } }),
    /^InputError: Parameter prepare.minFrequency: "price" .* item, brand is wanted/,
  );
});
