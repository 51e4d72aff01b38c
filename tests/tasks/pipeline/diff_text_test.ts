import assert from "node:assert/strict";
import { diffText } from "../../../tasks/pipeline/diff_text.ts";

Deno.test("diffText() shows values as people read them, and how far they went", () => {
  const digest = (sign: string) => sign.repeat(64);
  const text = diffText([
    {
      ...{ kind: "param", stage: "train", name: "train.loss" },
      ...{ before: "gbce", after: "bpr_max" },
    },
    {
      ...{ kind: "data", stage: "train", name: "run" },
      before: { digest: digest("a"), bytes: 2_000_000 },
      after: { digest: digest("b"), bytes: 1_500_000 },
    },
    {
      ...{ kind: "data", stage: "prepare", name: "events" },
      ...{ before: { digest: digest("c") }, after: { digest: digest("d") } },
    },
    {
      ...{ kind: "metric", stage: "evaluate", name: "mrr@20" },
      ...{ before: 0.25, after: 0.2625 },
    },
    {
      ...{ kind: "metric", stage: "prepare", name: "items" },
      ...{ before: undefined, after: 1000 },
    },
  ], { before: "HEAD", after: "now" });
  assert.equal(
    text,
    [
      "           stage     name            HEAD       now   change",
      "─────────  ────────  ──────────  ────────  ────────  ───────",
      "parameter  train     train.loss      gbce   bpr_max",
      "data       train     run         aaaaaaaa  bbbbbbbb  −0.5 MB",
      "data       prepare   events      cccccccc  dddddddd",
      "metric     evaluate  mrr@20        0.2500    0.2625  +0.0125",
      "metric     prepare   items              –     1,000",
    ].join("\n"),
  );
});

Deno.test("diffText() is nothing where nothing differs", () => {
  assert.equal(diffText([], { before: "a", after: "b" }), undefined);
});
