import assert from "node:assert/strict";
import { logColumns } from "../../src/checks/log_columns.ts";
import { presetParams } from "../sql/parity.ts";

Deno.test("logColumns() names each column that parameters name, and what it holds", async () => {
  const { events } = await presetParams("rees46");
  assert.ok("columns" in events);
  const found = logColumns({
    ...events.columns,
    user: undefined,
    event: undefined,
    ...{ categories: { maker: "brand" }, keys: { size: "size_code" } },
    numbers: { price: "cost" },
  });
  assert.deepEqual(found.map(({ name, kind }) => `${name}: ${kind}`), [
    "session: text",
    "time: time",
    "item: text",
    "maker: text",
    "size: text",
    "price: number",
  ]);
  assert.equal(found.at(-1)!.raw, "cost");
});
