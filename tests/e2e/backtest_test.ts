import assert from "node:assert/strict";
import { cli, inTempFolder, lastJson, setFlags } from "./cli.ts";

const SHOP = setFlags({
  "events.demo.sessions": 1800,
  "events.demo.items": 80,
  "events.demo.users": 200,
  "events.demo.days": 9,
  "events.demo.shift.day": 6,
  "train.epochs": 4,
});

Deno.test("deno task backtest shows by past days whether retraining pays", () =>
  inTempFolder(async (folder) => {
    const ran = await cli([
      ...["backtest", "--preset=demo_shift", "--days=2", "--json"],
      ...[`--out=${folder}`, ...SHOP],
    ]);
    assert.equal(ran.code, 0, ran.stderr);
    const { results, costs, from } = lastJson(ran);
    assert.equal(from, "2024-01-08");
    assert.deepEqual(
      // deno-lint-ignore no-explicit-any
      results.map((it: any) => it.policy),
      ["fixed", "weekly", "daily", "daily, warm"],
    );
    assert.deepEqual(
      [costs.fixed.trainings, costs.daily.trainings],
      [1, 2],
    );
    const [fixed, weekly, , warm] = results;
    assert.equal(weekly.value, fixed.value);
    assert.equal(weekly.lead.difference, 0);
    assert.ok(warm.lead.difference > 0, JSON.stringify(warm.lead));
    // All begin with the same model.
    assert.equal(warm.days[0].value, fixed.days[0].value);
    assert.match(ran.stderr, /\n2024-01-08 .*\n2024-01-09 /);
    assert.match(ran.stderr, /Retraining (pays: trained|does not pay)/);
    const svg = await Deno.readTextFile(`${folder}/backtest.svg`);
    assert.match(svg, /lead in mrr@20/);
  }));

Deno.test("deno task backtest wants more days than it is to predict", async () => {
  const ran = await cli([
    "backtest",
    "--preset=demo_shift",
    "--days=9",
    ...SHOP,
  ]);
  assert.equal(ran.code, 2);
  assert.match(
    ran.stderr,
    /demo shop holds 9 days: more than 10 are wanted to predict 9/,
  );
});
