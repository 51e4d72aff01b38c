import assert from "node:assert/strict";
import { cli, lastJson } from "./cli.ts";

Deno.test("bench train --json prints the networks' best medians and events a second, nothing else", async () => {
  const run = await cli([
    ...["bench", "train", "--json", "--only", "original"],
    ...["--repeats", "1", "--seconds", "1"],
  ]);
  assert.equal(run.code, 0, run.stderr);
  const result = lastJson(run);
  assert.deepEqual(Object.keys(result), ["steps", "eventsPerSecond"]);
  assert.deepEqual(Object.keys(result.steps), ["original"]);
  const { best_median_ms, ...more } = result.steps.original;
  assert.deepEqual(more, {});
  // A target for each of 32 sessions.
  const expected = 32 / best_median_ms * 1000;
  assert.ok(Math.abs(result.eventsPerSecond - expected) < 1e-6 * expected);
});

Deno.test("bench train says which networks there are", async () => {
  const { code, stderr } = await cli(["bench", "train", "--only", "other"]);
  assert.equal(code, 2);
  assert.match(
    stderr,
    /--only other: one of original, original_all, sampled, sampled_500k, sampled_1m is wanted/,
  );
});
