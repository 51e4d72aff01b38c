import assert from "node:assert/strict";
import pl from "nodejs-polars";
import {
  numberOf,
  numberProfile,
  textOf,
  textProfile,
} from "../../src/checks/column_profile.ts";
import { repeatedRows } from "../../src/checks/repeated_rows.ts";
import { sessionEvents } from "../../src/checks/session_profile.ts";
import { logTable } from "../../src/checks/log_table.ts";
import { DEMO_PARAMS } from "./demo_log.ts";

const RAW = pl.DataFrame({
  session_id: ["1", "1", "2", "1"],
  timestamp: ["2024-01-02T00:00:00Z", "soon", null, "2024-01-02T00:00:00Z"],
  product_id: ["7", "7", "", "7"],
  brand_id: ["zeta", "caf\u00c3\u00a9", "zeta", "zeta"],
  customer_price_cz: ["1.5", "cheap", "", "1.5"],
});
const TABLE = await logTable({
  name: "log",
  raw: RAW.lazy(),
  events: DEMO_PARAMS.events,
  firstRow: 2,
});

Deno.test("logTable() marks what cannot be read, and names the columns that are not there", () => {
  const price = numberOf(TABLE, "price")!;
  assert.deepEqual([...price.values], [1.5, NaN, NaN, 1.5]);
  assert.deepEqual([...price.broken], [0, 1, 0, 0]);
  const time = numberOf(TABLE, "time")!;
  assert.deepEqual([...time.broken], [0, 1, 0, 0]);
  assert.equal(time.values[0], Date.UTC(2024, 0, 2));
  assert.deepEqual(textOf(TABLE, "item")!.codes, Int32Array.of(0, 0, -1, 0));
  assert.equal(TABLE.absent.rating, "rating_lifetime");
  assert.equal(textOf(TABLE, "price"), undefined);
  assert.equal(numberOf(TABLE, "item"), undefined);
});

Deno.test("textProfile() counts values, and finds those read in a wrong encoding", () => {
  const { missing, distinct, counts, damaged } = textProfile(
    textOf(TABLE, "brand")!,
  );
  assert.deepEqual([missing, distinct, ...counts], [0, 2, 3, 1]);
  assert.deepEqual([...damaged], [0, 1]);
  const of = (values: string[]) =>
    textProfile({
      kind: "text",
      raw: "",
      codes: Int32Array.from(values.keys()),
      values,
    }).damaged;
  const fine = ["Müller", "Ångström", "São Tomé", "Žižkov", "Привет", "日本"];
  assert.deepEqual([...of(fine)], [0, 0, 0, 0, 0, 0]);
  const bytes = (text: string) =>
    Array.from(new TextEncoder().encode(text), (it) => String.fromCharCode(it))
      .join("");
  assert.deepEqual([...of(fine.slice(0, 4).map(bytes))], [1, 1, 1, 1]);
});

Deno.test("numberProfile() tells what is missing from what cannot be read", () => {
  const { missing, distinct, min, max, quartiles } = numberProfile(
    numberOf(TABLE, "price")!,
  );
  assert.deepEqual([missing, distinct, min, max], [1, 1, 1.5, 1.5]);
  assert.deepEqual(quartiles, [1.5, 1.5, 1.5]);
});

Deno.test("repeatedRows() marks each row that has come before as a whole", () => {
  assert.deepEqual([...repeatedRows(TABLE)], [0, 0, 0, 1]);
});

Deno.test("sessionEvents() counts the rows of each session", () => {
  assert.deepEqual([...sessionEvents(textOf(TABLE, "session")!)], [3, 1]);
});
