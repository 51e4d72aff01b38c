import assert from "node:assert/strict";
import { readInstalled } from "../../src/setup/installed.ts";
import { cli, lastJson } from "./cli.ts";

Deno.test("bench train times a network's steps beside the roof", async () => {
  const result = await cli([
    "bench",
    "train",
    "--json",
    "--only",
    "original",
    "--repeats",
    "1",
    "--seconds",
    "1",
    "--profile",
  ]);
  assert.equal(result.code, 0, result.stderr);
  const { steps, eventsPerSecond, flopsPerSecond } = lastJson(result);
  const { best_median_ms, profile, targets } = steps.original;
  assert.ok(best_median_ms > 0 && flopsPerSecond > 0);
  assert.equal(targets, 32);
  assert.equal(eventsPerSecond, targets / best_median_ms * 1000);
  // Only TensorFlow's operations can be counted.
  const native = readInstalled()?.backend === "tensorflow";
  assert.equal(profile.operations.length > 5, native);
  assert.match(result.stderr, /^original +\d/m);
});

Deno.test("bench names the benchmarks and networks there are", async () => {
  const bench = await cli(["bench", "everything"]);
  assert.equal(bench.code, 2);
  assert.match(
    bench.stderr,
    /^error: Unknown benchmark "everything": one of prepare, train.* is wanted$/m,
  );
  const only = await cli(["bench", "train", "--only", "large"]);
  assert.equal(only.code, 2);
  assert.match(
    only.stderr,
    /^error: --only large: one of original, .* is wanted$/m,
  );
});
