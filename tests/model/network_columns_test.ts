import assert from "node:assert/strict";
import type { ModelParams } from "../../src/config.ts";
import {
  type NetworkColumns,
  readNetworkColumns,
} from "../../src/model/network_columns.ts";
import { packSessions } from "../../src/model/packed_sessions.ts";
import { SessionModel } from "../../src/model/session_model.ts";
import { SHOP, SHOP_SIZES, tinyParams } from "./tiny_shop.ts";
import { startInstalledBackend } from "../installed_backend.ts";

await startInstalledBackend();

/** What a model reads of SHOP's sessions 1 and 2: events 4, 7, 5. */
function read(changes: Partial<ModelParams>): NetworkColumns {
  const model = new SessionModel(tinyParams(changes), SHOP_SIZES, 1);
  const packed = packSessions(SHOP, Int32Array.of(1, 2));
  assert.deepEqual([...packed.events], [4, 7, 5]);
  const columns = readNetworkColumns(model, SHOP, packed);
  model.dispose();
  return columns;
}

Deno.test("readNetworkColumns() reads items alone for a model without other columns", () => {
  assert.deepEqual(read({}), {
    lookups: { "item.embedding": Int32Array.of(3, 4, 3) },
    numbers: undefined,
  });
});

Deno.test("readNetworkColumns() reads the session's user at each of its events", () => {
  assert.deepEqual(read({ userSize: 2 }).lookups, {
    "item.embedding": Int32Array.of(3, 4, 3),
    "user.embedding": Int32Array.of(0, 3, 0),
  });
});

Deno.test("readNetworkColumns() reads categories, and numbers event by event", () => {
  const { lookups, numbers } = read({ categorySize: 2, useNumbers: true });
  assert.deepEqual(
    lookups["category.brand.embedding"],
    Int32Array.of(3, 2, 3),
  );
  const { price, rating } = SHOP.numbers;
  assert.deepEqual(
    numbers,
    Float32Array.from([4, 7, 5].flatMap((at) => [price![at]!, rating![at]!])),
  );
});
