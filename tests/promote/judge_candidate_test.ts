import assert from "node:assert/strict";
import { withinTime } from "../../src/events/within_time.ts";
import { encodeWindow } from "../../src/prepare/encode_window.ts";
import { readEventWindow } from "../../src/prepare/event_window.ts";
import { judgeCandidate } from "../../src/promote/judge_candidate.ts";
import { fitPopularity } from "../../src/recommend/popularity.ts";
import { DAY_MS, shopInput, START_MS, trainShop } from "./trained_shops.ts";

const folder = await Deno.makeTempDir();
const shop = await shopInput();
const { params } = shop.input;
const old = await trainShop(shop, { to: 3, folder });
const fresh = await trainShop(shop, { to: 10, folder });
const window = await readEventWindow(
  withinTime(shop.source, { fromMs: START_MS + 10 * DAY_MS }),
  params,
);
const gates = { ...params, promote: { ...params.promote, maxLatencyMs: 1000 } };
const options = {
  window,
  champion: old.archive,
  baselines: () => Promise.resolve([]),
  params: gates,
  seed: 1,
};
await Deno.remove(folder, { recursive: true });

Deno.test("judgeCandidate() passes a model that has learned from more than the champion", async () => {
  const decision = await judgeCandidate(fresh.archive, options);
  assert.equal(decision.isPassed, true, decision.why);
  assert.equal(decision.reference, "champion");
  assert.ok(decision.comparison.lead.low > 0);
  assert.match(
    decision.why,
    /^mrr@20 0\.\d{4}, champion 0\.\d{4}, on [\d,]+ events$/,
  );
  assert.ok(decision.window.fromMs >= START_MS + 10 * DAY_MS);
});

Deno.test("judgeCandidate() refuses a model that has learned from less, naming the gates", async () => {
  const decision = await judgeCandidate(old.archive, {
    ...options,
    champion: fresh.archive,
  });
  assert.equal(decision.isPassed, false);
  assert.match(decision.why, /^lead in mrr@20 is −/);
});

Deno.test("judgeCandidate() refuses the champion itself, which is not better", async () => {
  const decision = await judgeCandidate(fresh.archive, {
    ...options,
    champion: fresh.archive,
  });
  assert.equal(decision.comparison.lead.difference, 0);
  assert.deepEqual(
    decision.checks.filter(({ verdict }) => verdict === "failed")
      .map(({ gate }) => gate),
    ["lead in mrr@20"],
  );
});

Deno.test("judgeCandidate() wants a first model to beat the best baseline", async () => {
  const { features } = fresh.archive;
  const train = encodeWindow(window, features);
  const itemCount = features.item.values.length;
  const decision = await judgeCandidate(fresh.archive, {
    ...options,
    champion: undefined,
    baselines: () => Promise.resolve([fitPopularity(train, { itemCount })]),
  });
  assert.equal(decision.reference, "popularity");
  assert.equal(decision.isPassed, true, decision.why);
  await assert.rejects(
    judgeCandidate(fresh.archive, { ...options, champion: undefined }),
    /no champion to compare with, so baselines are wanted: evaluate.baselines/,
  );
});
