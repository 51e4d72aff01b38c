import assert from "node:assert/strict";
import { htmlTable } from "../../src/plots/html_table.ts";

Deno.test("htmlTable() sets numbers right, and marks what is missing", () => {
  const html = htmlTable([
    { model: "<gru>", events: 12345, mrr: 0.26651 },
    { model: "markov", events: 12345, mrr: null },
  ]);
  assert.match(html, /<td style="text-align:left[^>]*>&lt;gru></);
  assert.match(html, /<td style="text-align:right[^>]*>12,345</);
  assert.match(html, />0\.2665</);
  assert.match(html, />–</);
});

Deno.test("htmlTable() says how many rows it does not show", () => {
  const rows = Array.from({ length: 25 }, (_, row) => ({ row }));
  assert.match(htmlTable(rows), /and 5 more rows/);
  assert.doesNotMatch(htmlTable(rows, { maxRows: 25 }), /more rows/);
});

Deno.test("htmlTable() shows as many digits in all of a column, and times in UTC", () => {
  const html = htmlTable([
    { share: 1, at: new Date(Date.UTC(2026, 0, 2, 3, 4, 5)) },
    { share: 1234.5, at: null },
  ], { digits: 2 });
  assert.match(html, />1\.00<[^]*>1,234\.50</);
  assert.match(html, />2026-01-02 03:04:05</);
});
