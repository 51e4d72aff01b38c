import assert from "node:assert/strict";
import { parseTime } from "../../../src/events/mysql/parse_time.ts";

Deno.test("parseTime() reads dates and times of any precision as UTC", () => {
  const cases: [string, number][] = [
    ["2019-10-01", Date.UTC(2019, 9, 1)],
    ["2019-10-27 02:30:00", Date.UTC(2019, 9, 27, 2, 30)],
    ["2019-10-01 12:30:01.5", Date.UTC(2019, 9, 1, 12, 30, 1, 500)],
    ["2019-10-01 12:30:01.045", Date.UTC(2019, 9, 1, 12, 30, 1, 45)],
    ["2019-10-01 12:30:01.123999", Date.UTC(2019, 9, 1, 12, 30, 1, 123)],
    ["1969-12-31 23:59:59.999", -1],
    ["2100-02-28 00:00:00", Date.UTC(2100, 1, 28)],
    ["0000-00-00 00:00:00", NaN],
    ["2019-10-01 00:00:01.01", Date.UTC(2019, 9, 1, 0, 0, 1, 10)],
  ];
  for (const [text, wanted] of cases) {
    assert.equal(parseTime(text), wanted, text);
  }
});
