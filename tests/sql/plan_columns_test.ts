import assert from "node:assert/strict";
import type { ColumnsParams } from "../../src/config.ts";
import { PlanColumns } from "../../src/sql/plan_columns.ts";
import { testParams } from "../prepare/params.ts";

function columnsOf(
  { without, marked = false }: { without?: string; marked?: boolean } = {},
) {
  const { events, prepare } = testParams({
    calendar: ["week"],
    require: ["price"],
    uniqueInSession: ["item", "shelf", "brand"],
  });
  const { columns } = events as { columns: ColumnsParams };
  const all = { ...columns, keys: { shelf: "shelf" } };
  return new PlanColumns({
    columns: without === undefined ? all : { ...all, [without]: undefined },
    ...{ prepare, marked, prefix: "one_" },
  });
}

Deno.test("PlanColumns tells kinds of columns apart by their names' beginnings", () => {
  const { events, cleaning, categories, numbers } = columnsOf();
  assert.deepEqual(events, [
    ...["session", "usr", "time", "item", "cart"],
    ...["c_brand", "k_shelf", "n_price"],
  ]);
  assert.deepEqual(cleaning, [
    ...["rid", "time", "item", "cart", "n_price", "k_shelf", "c_brand"],
  ]);
  assert.deepEqual(categories, [
    { name: "brand", column: "c_brand", vocabulary: "one_v_c_brand" },
    { name: "week", column: "t_week", vocabulary: "one_v_t_week" },
  ]);
  assert.deepEqual(numbers, ["price"]);
});

Deno.test("PlanColumns knows visits by users where there are no sessions", () => {
  assert.equal(columnsOf().visit, "session");
  assert.equal(columnsOf({ without: "session" }).visit, "usr");
  assert.equal(columnsOf({ without: "user" }).user, undefined);
  assert.ok(columnsOf({ marked: true }).cleaning.includes("target"));
});
