import assert from "node:assert/strict";
import { compareBins } from "../../src/drift/compare_bins.ts";

const OPTIONS = { bins: 3, alpha: 0.01, minStability: 0.1 };

/** Sessions of a length, each of one bin, as often as said. */
function sample(counts: readonly number[], length: number) {
  const bins = counts.flatMap((count, bin) =>
    new Array<number>(count).fill(bin)
  );
  return {
    codes: Int32Array.from(
      bins.flatMap((bin) => new Array<number>(length).fill(bin)),
    ),
    offsets: Int32Array.from(
      { length: bins.length + 1 },
      (_, session) => session * length,
    ),
  };
}

Deno.test("compareBins() counts events, and takes them for as many as there are sessions where those are uniform", () => {
  const { counts, sizes } = compareBins(
    sample([60, 40, 0], 5),
    sample([10, 10, 0], 3),
    OPTIONS,
  );
  assert.deepEqual(counts.map((it) => [...it]), [[300, 200, 0], [30, 30, 0]]);
  assert.ok(Math.abs(sizes.reference / 100 - 1) < 0.02, `${sizes.reference}`);
  assert.ok(Math.abs(sizes.current / 20 - 1) < 0.06, `${sizes.current}`);
});

Deno.test("compareBins() wants more of few sessions than of many", () => {
  const thresholds = [1, 4, 16, 64].map((times) =>
    compareBins(
      sample([6 * times, 4 * times], 1),
      sample([6 * times, 4 * times], 1),
      OPTIONS,
    ).measures[0]!.threshold
  );
  assert.deepEqual([...thresholds].sort((a, b) => b - a), thresholds);
  // χ²₁ passes 6.635 once in a hundred times; ten sessions are worth nine values.
  assert.equal(thresholds[0]!.toFixed(3), (6.635 * (2 / 9)).toFixed(3));
  // Its mean is 1: what matters, and that.
  assert.equal(thresholds[3]!.toFixed(6), (0.1 + 2 / 639).toFixed(6));
});
