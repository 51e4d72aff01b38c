import assert from "node:assert/strict";
import { cli, inTempFolder, lastJson, setFlags } from "./cli.ts";

const SHOP = {
  "events.demo.sessions": 2000,
  "events.demo.items": 80,
  "events.demo.users": 200,
  "model.itemSize": 32,
  "model.hiddenSize": 32,
  "train.learningRate": 0.01,
  "train.negatives": 128,
  "evaluate.baselines": ["popularity", "session_popularity"],
};

Deno.test("deno task promote lets a model serve that passes the gates, and rolls back", () =>
  inTempFolder(async (folder) => {
    const places = [`--runs=${folder}/runs`];
    const train = async (epochs: number) => {
      const data = `--data=${folder}/data-${epochs}`;
      const set = setFlags({ ...SHOP, "train.epochs": epochs });
      const { code, stderr } = await cli(["train", data, ...places, ...set]);
      assert.equal(code, 0, stderr);
    };
    const promote = (...args: string[]) =>
      cli([
        ...["promote", ...args, `--models=${folder}/models`, "--json"],
        ...["--set", "promote.maxLatencyMs=1000"],
      ]);

    await train(4);
    const first = await promote("latest", "--as=shop", ...places);
    assert.equal(first.code, 0, first.stderr);
    assert.match(first.stderr, /shop 1 against \w+, the best baseline: /);
    const { version, promoted, reference } = lastJson(first);
    assert.deepEqual([version, promoted], [1, true]);
    assert.match(reference, /popularity$/);

    await train(1);
    const worse = await promote("latest", "--as=shop", ...places);
    assert.equal(worse.code, 4, worse.stderr);
    assert.match(worse.stderr, /shop 2 against shop 1, the champion: /);
    assert.match(
      worse.stderr,
      /Refused: lead in mrr@20 is .*; shop 1 stays champion/,
    );
    assert.equal(lastJson(worse).promoted, false);

    // A worse model may serve where that is asked for.
    const forced = await promote(
      ...["shop@refused", "--set", "promote.minLead=-1"],
      ...["--set", "promote.sliceLoss=1", "--set"],
      'promote.slices={"user anonymous":1,"prefix 1":1,"item tail":1}',
    );
    assert.equal(forced.code, 0, forced.stderr);
    assert.match(forced.stderr, /shop 2 is champion now \(before: shop 1\)/);
    const again = await promote("shop/2");
    assert.match(again.stderr, /shop 2 is champion already/);

    const back = await promote("shop", "--rollback", "--why=complaints");
    assert.match(back.stderr, /shop 1 is champion again \(before: shop 2\)/);
    const { history } = lastJson(await promote("shop", "--history"));
    assert.deepEqual(
      // deno-lint-ignore no-explicit-any
      history.map((it: any) => [it.alias, it.version, it.isRollback]),
      [
        ["refused", 2, false],
        ["champion", 1, true],
        ["champion", 2, false],
        ["refused", 2, false],
        ["champion", 1, false],
      ],
    );
    assert.equal(history[1].why, "complaints");
    assert.equal(history[0].why, "rolled back: complaints");
    const none = await promote("shop", "--rollback");
    assert.equal(none.code, 2);
    assert.match(none.stderr, /had no champion before version 1/);
  }));

Deno.test("deno task promote takes no flag that it would pass over", async () => {
  for (
    const [flags, message] of [
      [["--rollback", "--history"], "--rollback or --history is wanted"],
      [["--why=it is better"], "--why is the reason of a --rollback"],
      [["--history", "--on=today.csv"], "--on is for a promotion"],
    ] as const
  ) {
    const { code, stderr } = await cli(["promote", "shop/1", ...flags]);
    assert.equal(code, 2);
    assert.ok(stderr.includes(`error: ${message}`), stderr);
  }
});
