import assert from "node:assert/strict";
import { checkPage } from "../../src/checks/check_page.ts";
import { checkVerdict } from "../../src/checks/check_verdict.ts";
import { countMarks, markRows, percent } from "../../src/checks/fault.ts";

Deno.test("checkPage() shows each anomaly with examples, and takes values for text", () => {
  const html = checkPage({
    name: "log.csv",
    rows: 1200,
    errors: 1,
    warnings: 0,
    anomalies: [{
      rule: "unknown value",
      severity: "error",
      column: "event_type",
      found: '"<b>"',
      wanted: '"view"',
      rows: 30,
      examples: [{ row: 1017, value: "<b>" }],
    }],
  });
  assert.match(html, /1 error and 0 warnings in 1,200 rows\./);
  assert.match(html, /<h2>unknown value in event_type<\/h2>/);
  assert.match(html, />1017</);
  assert.match(html, /1 of 30 rows/);
  assert.doesNotMatch(html, /<b>/);
  assert.doesNotMatch(html, /(src|href)=|https?:/);
});

Deno.test("checkVerdict() says that nothing is wrong", () => {
  assert.equal(
    checkVerdict({ rows: 5000, errors: 0, warnings: 0 }),
    "Nothing is wrong with 5,000 rows.",
  );
});

Deno.test("percent() keeps small shares apart from none", () => {
  assert.deepEqual(
    [0, 0.0004, 0.0213, 0.5].map(percent),
    ["0.00 %", "0.040 %", "2.13 %", "50.0 %"],
  );
});

Deno.test("markRows() marks rows, countMarks() counts them", () => {
  const marks = markRows(5, (row) => row % 2 === 0);
  assert.deepEqual([...marks], [1, 0, 1, 0, 1]);
  assert.equal(countMarks(marks), 3);
});
