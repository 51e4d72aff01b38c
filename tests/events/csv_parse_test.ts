import assert from "node:assert/strict";
import { csvParse } from "../../src/events/csv_parse.ts";

const TEXT = 'a;b\r\n1;"x ""y"";\nz"\r\n\r\n3\r\n';
const ROWS = [["a", "b"], ["1", 'x "y";\nz'], ["3"]];

Deno.test("csvParse() reads quotes, line breaks and short rows, not blank lines", async () => {
  assert.deepEqual(await csvParse(TEXT, ";"), ROWS);
});

Deno.test("csvParse() throws where quotes are out of order", async () => {
  await assert.rejects(csvParse('a,b\n1,"2\n', ","));
  await assert.rejects(csvParse('a,b\n1,2"2\n', ","));
  await assert.rejects(csvParse('a,b\n1,"2"2\n', ","));
});
