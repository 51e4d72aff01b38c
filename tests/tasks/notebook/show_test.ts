import assert from "node:assert/strict";
import pl from "nodejs-polars";
import {
  showChart,
  type Shown,
  showTable,
} from "../../../tasks/notebook/show.ts";

/** What Deno's kernel asks of a cell's value. */
function htmlOf(output: Shown): string {
  const asked = output as unknown as Record<
    symbol,
    () => Record<string, string>
  >;
  return asked[Symbol.for("Jupyter.display")]!()["text/html"]!;
}

Deno.test("showChart() gives a chart to Jupyter as it is", () => {
  const svg = "<svg>1 &lt; 2</svg>";
  assert.equal(htmlOf(showChart(svg)), svg);
});

Deno.test("showTable() shows a Polars frame as it shows rows", () => {
  const rows = [{ item: "tea", events: 1200 }, { item: "cup", events: 7 }];
  const frame = pl.DataFrame({ item: ["tea", "cup"], events: [1200, 7] });
  const html = htmlOf(showTable(rows, { caption: "Items" }));
  assert.match(html, />Items<[^]*>tea<[^]*>1,200</);
  assert.equal(htmlOf(showTable(frame, { caption: "Items" })), html);
});
