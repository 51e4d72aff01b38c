import assert from "node:assert/strict";
import type { JsonObject } from "../../src/config.ts";
import { openCatalogue } from "../../src/events/open_catalogue.ts";
import { openSource, openTestSource } from "../../src/events/open_source.ts";
import { checkSupported } from "../../src/sql/check_supported.ts";
import { testParams } from "../prepare/params.ts";

function check(prepare: JsonObject, sources: JsonObject = {}) {
  const params = testParams(prepare);
  const { events } = params;
  if (!("columns" in events)) throw new Error("columns are wanted");
  checkSupported(
    { events: openSource(events, { input: "events.csv" }), ...sources },
    { columns: events.columns, prepare: params.prepare },
  );
}

Deno.test("checkSupported() names what only Polars can do", () => {
  assert.throws(
    () => check({ hideItems: { share: 0.1 } }),
    /^InputError: prepare.hideItems.share is not known to SQL engines, --engine po/,
  );
});

Deno.test("checkSupported() wants to know what of a catalogue is used", () => {
  const items = openCatalogue("items.csv", {});
  assert.throws(
    () => check({}, { items }),
    /^InputError: --items is given, so properties of items are wanted/,
  );
  check({ itemFeatures: { categories: ["colour"] } }, { items });
  // It is no feature of events then.
  assert.throws(
    () =>
      check({
        itemFeatures: { categories: ["brand"] },
        minFrequency: { brand: 2 },
      }),
    /^InputError: .*"brand".* one of user, item is wanted/,
  );
});

Deno.test("checkSupported() wants a test set where one is to be given", () => {
  assert.throws(
    () => check({ split: { by: "given" } }),
    /^InputError: Parameter prepare.split.by is given, so a test set is wanted/,
  );
  const test = openTestSource(testParams().events, "test.csv");
  check({ split: { by: "given" } }, { test });
});

Deno.test("checkSupported() refuses names that are no column", () => {
  assert.throws(
    () => check({ require: ["weight"] }),
    /^InputError: Parameter prepare.require: "weight" is no such column/,
  );
  assert.throws(
    () => check({ minFrequency: { price: 2 } }),
    /^InputError: .*"price".* one of user, item, brand is wanted/,
  );
  assert.throws(
    () => check({ task: "cart", split: { by: "leave_one_out" } }),
    /^InputError: Parameter prepare.task is cart/,
  );
  check({ calendar: ["week"], minFrequency: { week: 2, item: 2 } });
});
