import assert from "node:assert/strict";
import { modelCard } from "../../src/archive/model_card.ts";
import { SHOP_FEATURES, shopParams, tinyParts } from "./tiny_archive.ts";

Deno.test("modelCard() tells the data, the split and the metrics beside baselines", () => {
  const card = modelCard({
    name: "shop",
    version: "1.0",
    preset: "shop",
    dataDigest: "abc",
    params: shopParams(),
    features: SHOP_FEATURES,
    metrics: JSON.parse(tinyParts().metrics),
  });
  for (
    const line of [
      "# shop 1.0",
      "- SHA-256 of the dataset: `abc`",
      "- split by `time`, shares of the sessions: validation 0.1, test 0.1",
      "- 6 products, 2 users",
      "| model | recall@20 | mrr@20 | ndcg@20 | coverage@20 |",
      "| gru | 0.5000 | 0.2500 | – | – |",
      "| markov | 0.4000 | 0.1250 | – | – |",
      "## Intended use",
    ]
  ) {
    assert.ok(card.split("\n").includes(line), `${line}\nin\n${card}`);
  }
});
