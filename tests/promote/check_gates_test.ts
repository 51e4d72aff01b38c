import assert from "node:assert/strict";
import { promoteParamsSchema } from "../../src/params/promote_params.ts";
import { checkGates } from "../../src/promote/check_gates.ts";
import type { Standing } from "../../src/promote/model_comparison.ts";

const params = promoteParamsSchema.parse({
  slices: { "user anonymous": 0.1 },
});

function standing(
  difference: number,
  { targets = 1000, width = 0.01 } = {},
): Standing {
  const [low, high] = [difference - width, difference + width];
  return {
    targets,
    candidate: 0.2 + difference,
    reference: 0.2,
    lead: { difference, low, high, pValue: 0.5 },
  };
}

function verdicts(
  { all = standing(0.02), slices = {}, minLead = 0, hasChampion = true }: {
    all?: Standing;
    slices?: Record<string, Standing>;
    minLead?: number;
    hasChampion?: boolean;
  },
): Record<string, string> {
  const checks = checkGates({
    comparison: { ...all, metric: "mrr@20", slices },
    cost: { medianMs: 1, p99Ms: 2, megabytes: 3 },
    params: { ...params, minLead },
    hasChampion,
  });
  return Object.fromEntries(
    checks.filter(({ verdict }) => verdict !== "passed")
      .map(({ gate, verdict }) => [gate, verdict]),
  );
}

Deno.test("checkGates() passes who is ahead for sure", () => {
  assert.deepEqual(verdicts({}), {});
});

Deno.test("checkGates() refuses a lead that may be none, unless a loss is tolerated", () => {
  const all = standing(0.005);
  assert.deepEqual(verdicts({ all }), { "lead in mrr@20": "failed" });
  // 5 % of 0.2 is 0.01: the lower end is at −0.005.
  assert.deepEqual(verdicts({ all, minLead: -0.05 }), {});
});

Deno.test("checkGates() wants enough events to decide by", () => {
  const all = standing(0.02, { targets: 499 });
  assert.deepEqual(verdicts({ all }), { "events to predict": "failed" });
});

Deno.test("checkGates() refuses a loss in a slice that is over what it may lose, and no chance", () => {
  const slices = {
    cart: standing(-0.015),
    "user known": standing(-0.009),
    "user new": standing(-0.03, { width: 0.04 }),
    "user anonymous": standing(-0.015),
  };
  assert.deepEqual(verdicts({ slices }), { "slice cart": "failed" });
});

Deno.test("checkGates() shows slices that are too small, or where no champion served", () => {
  const few = { cart: standing(-0.1, { targets: 99 }) };
  assert.deepEqual(verdicts({ slices: few }), { "slice cart": "shown" });
  const slices = { cart: standing(-0.1) };
  assert.deepEqual(verdicts({ slices, hasChampion: false }), {
    "slice cart": "shown",
  });
});

Deno.test("checkGates() names what was found and wanted of time and size", () => {
  const checks = checkGates({
    comparison: { ...standing(0.02), metric: "mrr@20", slices: {} },
    cost: { medianMs: 1, p99Ms: 60.04, megabytes: 501 },
    params,
    hasChampion: true,
  });
  assert.deepEqual(checks.slice(-2), [
    {
      gate: "latency, 99 %",
      found: "60.0 ms",
      wanted: "≤ 50 ms",
      verdict: "failed",
    },
    { gate: "size", found: "501.0 MB", wanted: "≤ 500 MB", verdict: "failed" },
  ]);
  assert.equal(checks[1]!.found, "+0.0200 [+0.0100, +0.0300]");
});
