import assert from "node:assert/strict";
import { checkCleaningNames } from "../../src/prepare/check_cleaning_names.ts";

const events = { categories: ["brand"], keys: ["variant"], numbers: ["price"] };

Deno.test("checkCleaningNames() names the columns that there are", () => {
  checkCleaningNames(events, {
    require: ["price"],
    uniqueInSession: ["item", "brand", "variant"],
  });
  assert.throws(
    () =>
      checkCleaningNames(events, { require: ["brand"], uniqueInSession: [] }),
    /^InputError: Parameter prepare.require: "brand" .* one of price is wanted/,
  );
  assert.throws(
    () =>
      checkCleaningNames(events, { require: [], uniqueInSession: ["price"] }),
    /^InputError: .*"price".* one of item, brand, variant is wanted/,
  );
});
