import assert from "node:assert/strict";
import { variantsTable } from "../../../tasks/bench/variants_table.ts";

Deno.test("variantsTable() says how far each variant is from the preset, and how sure that is", () => {
  const metrics = { "recall@20": 0.7, "mrr@20": 0.3 };
  const lead = { difference: 0.005, low: -0.001, high: 0.011, pValue: 0.1 };
  const { headers, rows } = variantsTable([
    { name: "the preset", id: "one", metrics, epoch: 4, differences: {} },
    {
      name: "no dropout",
      id: "two",
      metrics: { "recall@20": 0.69, "mrr@20": 0.305 },
      epoch: 3,
      differences: {
        "recall@20": { ...lead, difference: -0.01, low: -0.02, high: -0.005 },
        "mrr@20": lead,
      },
    },
  ], ["recall@20", "mrr@20"]);
  assert.deepEqual(headers, [
    "on validation",
    "recall@20",
    "difference (95 %)",
    "mrr@20",
    "difference (95 %)",
    "best epoch",
    "run",
  ]);
  assert.deepEqual(rows, [
    ["the preset", "0.7000", "–", "0.3000", "–", "4", "one"],
    [
      "no dropout",
      "0.6900",
      "−0.0100 [−0.0200, −0.0050]",
      "0.3050",
      "+0.0050 [−0.0010, +0.0110]",
      "3",
      "two",
    ],
  ]);
});
