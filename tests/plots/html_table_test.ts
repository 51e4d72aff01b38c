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
