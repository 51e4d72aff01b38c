import assert from "node:assert/strict";
import {
  cli,
  finish,
  inTempFolder,
  lastJson,
  setFlags,
  startCli,
} from "./cli.ts";

Deno.test("deno task retrain lets one of two at once work, and then has nothing to do", () =>
  inTempFolder(async (folder) => {
    const args = [
      ...["retrain", "--as=shop", `--data=${folder}/data`, "--json"],
      ...[`--runs=${folder}/runs`, `--models=${folder}/models`],
      ...setFlags({
        "events.demo.sessions": 2000,
        "events.demo.items": 80,
        "events.demo.users": 200,
        "events.demo.days": 14,
        "model.itemSize": 32,
        "model.hiddenSize": 32,
        "train.learningRate": 0.01,
        "train.negatives": 128,
        "evaluate.baselines": ["popularity"],
        "promote.maxLatencyMs": 1000,
        "promote.minTargets": 200,
      }),
    ];
    const first = await Promise.all(
      [startCli(args), startCli(args)].map(finish),
    );
    const codes = first.map(({ code }) => code).sort();
    const errors = first.map(({ stderr }) => stderr).join();
    assert.deepEqual(codes, [0, 5], errors);
    const [done, busy] = first.toSorted((a, b) => a.code - b.code);
    assert.equal(lastJson(done!).action, "promoted");
    assert.match(busy!.stderr, /Another process retrains shop: it holds /);

    const second = await cli(args);
    assert.equal(second.code, 0);
    assert.match(
      second.stderr,
      /shop 1 goes on: no reason by schedule, data, drift/,
    );
    assert.deepEqual(
      [...Deno.readDirSync(`${folder}/runs`)].length,
      1,
    );
    const wrong = await cli([...args, "--when", "full moon"]);
    assert.equal(wrong.code, 2);
    assert.match(
      wrong.stderr,
      /--when full moon: a list of schedule, data, drift, always is wanted/,
    );
  }));
