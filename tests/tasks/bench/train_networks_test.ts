import assert from "node:assert/strict";
import { FIRST_INDEX, targetCount } from "../../../src/features/sequences.ts";
import {
  networkParams,
  NETWORKS,
  syntheticSessions,
} from "../../../tasks/bench/train_networks.ts";

Deno.test("syntheticSessions() makes 32 batches of sessions that feed ten events each", () => {
  const { items, offsets } = syntheticSessions(NETWORKS["original"]!, 1);
  assert.equal(offsets.length - 1, 32 * 32);
  assert.equal(items.length, 32 * 32 * 11);
  assert.deepEqual([...offsets.subarray(0, 3)], [0, 11, 22]);
});

Deno.test("syntheticSessions() predicts each event, or the last alone", () => {
  const one = syntheticSessions(NETWORKS["original"]!, 1);
  const all = syntheticSessions(NETWORKS["original_all"]!, 1);
  assert.equal(targetCount(one), 32 * 32);
  assert.equal(targetCount(all), 32 * 32 * 10);
  assert.deepEqual([...one.targets.subarray(0, 11)], [
    ...new Uint8Array(10),
    1,
  ]);
});

Deno.test("syntheticSessions() draws items log-uniformly from the whole catalogue", () => {
  const { items } = syntheticSessions(NETWORKS["sampled"]!, 1);
  const share = (below: number) =>
    items.filter((it) => it - FIRST_INDEX < below).length / items.length;
  assert.ok(items.every((it) => it >= FIRST_INDEX && it < FIRST_INDEX + 2e4));
  // P(20,000^u − 1 < x) = ln(x + 1) / ln 20,000.
  for (const below of [1, 10, 100, 10_000]) {
    const expected = Math.log(below + 1) / Math.log(20_000);
    assert.ok(Math.abs(share(below) - expected) < 0.01);
  }
});

Deno.test("networkParams() are those of the networks that PyTorch is timed with", () => {
  const { model, train } = networkParams(NETWORKS["sampled_500k"]!);
  assert.deepEqual(
    [model.itemSize, model.hiddenSize, model.tied, model.cosineScale],
    [100, 100, true, null],
  );
  assert.deepEqual(
    [train.loss, train.negatives, train.batchSize],
    ["sampled_softmax", 2048, 512],
  );
  assert.deepEqual([model.inputDropout, train.maxEvents], [0, 11]);
});
