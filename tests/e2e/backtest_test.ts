import assert from "node:assert/strict";
import { cli, inTempFolder, lastJson, setFlags } from "./cli.ts";
import { csvPreset } from "./csv_preset.ts";

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

const LOG = csvPreset();

/** 60 sessions of four events on each of the days. */
function logOf(days: readonly number[]): string {
  const rows = days.flatMap((day) =>
    Array.from({ length: 240 }, (_, at) => {
      const session = Math.floor(at / 4);
      const time = 86_400 * (20_000 + day) + session * 1200 + (at % 4) * 20;
      return `${day}-${session},${time},i${(at + session) % 30}`;
    })
  );
  return ["session,time,item", ...rows, ""].join("\n");
}

Deno.test("deno task backtest leaves a day without events out", () =>
  inTempFolder(async (folder) => {
    const [preset, input] = [`${folder}/log.json`, `${folder}/log.csv`];
    await Deno.writeTextFile(preset, JSON.stringify(LOG));
    await Deno.writeTextFile(input, logOf([0, 1, 2, 3, 5, 6]));
    const ran = await cli([
      ...["backtest", "--preset", preset, "--input", input, "--days=4"],
      ...["--json", `--out=${folder}/out`, ...setFlags({ "train.epochs": 1 })],
    ]);
    assert.equal(ran.code, 0, ran.stderr);
    const { predicted, costs, results } = lastJson(ran);
    assert.deepEqual(predicted, ["2024-10-07", "2024-10-09", "2024-10-10"]);
    assert.match(
      ran.stderr,
      /^2024-10-08 {2}left out: .+ has no events from /m,
    );
    assert.equal(costs.daily.trainings, 3);
    assert.equal(results[2].days.length, 3);
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
