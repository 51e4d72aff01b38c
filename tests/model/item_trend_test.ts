import assert from "node:assert/strict";
import { itemTrend } from "../../src/model/item_trend.ts";
import { sessionRange } from "../../src/recommend/session_range.ts";
import { makeSequences } from "../recommend/make_sequences.ts";

/** Item 2 is seen twice at the start, 3 twice at the end, 4 at both ends. */
const TRAIN = makeSequences([[2, 4], [2, 3], [4, 3]]);
const SUPPORT = Int32Array.of(0, 0, 2, 2, 2, 0);

function rounded(values: Float32Array): number[] {
  return [...values].map((it) => Math.round(it * 1e4) / 1e4);
}

Deno.test("itemTrend() compares each item's fading count with what its share of the events gives", () => {
  // Halved every 2 events: from the newest on 1, .7071, .5, .3536, .25, .1768.
  const trend = itemTrend(TRAIN, {
    support: SUPPORT,
    weight: 1,
    halfLife: 1 / 3,
  });
  const total = 2.9874;
  const log = (recent: number, events: number) =>
    Math.round(
      Math.log((recent + 0.5) / (events * total / 6 + 0.5)) * 1e4,
    ) / 1e4;
  const expected = [
    0,
    0,
    log(0.3536 + 0.1768, 2),
    log(1 + 0.5, 2),
    log(0.7071 + 0.25, 2),
    0,
  ];
  rounded(trend).forEach((it, item) =>
    assert.ok(Math.abs(it - expected[item]!) < 2e-4, `item ${item}: ${it}`)
  );
});

Deno.test("itemTrend() grows with its weight and leaves padding and OOV alone", () => {
  const options = { support: SUPPORT, halfLife: 0.5 };
  const once = itemTrend(TRAIN, { ...options, weight: 1 });
  const twice = itemTrend(TRAIN, { ...options, weight: 2 });
  assert.deepEqual(rounded(twice), rounded(once.map((it) => 2 * it)));
  assert.deepEqual([...once.subarray(0, 2)], [0, 0]);
  assert.ok(once[2]! < 0 && once[3]! > 0);
});

Deno.test("itemTrend() goes by the time at which sessions ended, not by their order", () => {
  const turned = { ...TRAIN, times: TRAIN.times.map((it) => 5000 - it) };
  const options = { support: SUPPORT, weight: 1, halfLife: 0.3 };
  const [forth, back] = [TRAIN, turned].map((it) => itemTrend(it, options));
  assert.ok(forth![3]! > forth![2]!);
  assert.ok(back![2]! > back![3]!);
});

Deno.test("itemTrend() of the last sessions is that of all, but for what has faded", () => {
  const sessions = Array.from(
    { length: 400 },
    (_, at) => [2 + at % 3, at < 390 ? 5 : 6],
  );
  const train = makeSequences(sessions);
  const support = Int32Array.of(0, 0, 134, 133, 133, 390, 10);
  const options = { support, weight: 1, halfLife: 0.02 };
  const whole = itemTrend(train, options);
  const last = sessionRange(train, { from: 200, to: 400 });
  itemTrend(last, options).forEach((it, item) =>
    assert.ok(Math.abs(it - whole[item]!) < 1e-3, `item ${item}: ${it}`)
  );
});
