import assert from "node:assert/strict";
import { withToy } from "./toy_pipeline.ts";

Deno.test("planPipeline() says what would run, and runs nothing", () =>
  withToy(async ({ plan, run, ran, params, folder }) => {
    assert.deepEqual(await plan(), [
      "upper: to run, never ran here",
      "join: to run, never ran here",
      "shout: to run, never ran here",
    ]);
    await assert.rejects(Deno.stat(`${folder}/out`));
    await run();
    ran.length = 0;
    params.join = { sign: "-" };
    assert.deepEqual(await plan(), [
      "upper: up to date",
      "join: to run, join.sign ! → -",
      "shout: depends, on join",
    ]);
    assert.deepEqual(ran, []);
  }));

Deno.test("planPipeline() sees through what the cache holds", () =>
  withToy(async ({ plan, run, params, folder }) => {
    await run();
    params.join = { sign: "-" };
    await run();
    params.join = { sign: "!" };
    params.shout = { times: 3 };
    assert.deepEqual(await plan(), [
      "upper: up to date",
      "join: in the cache, join.sign - → !",
      "shout: to run, shout.times 2 → 3, joined.txt changed",
    ]);
    await Deno.remove(`${folder}/out/words`, { recursive: true });
    assert.deepEqual((await plan({ until: "join" })).slice(0, 2), [
      "upper: in the cache, words is missing",
      "join: in the cache, join.sign - → !",
    ]);
  }));

Deno.test("planPipeline() asks a stage for what it is to make elsewhere", () =>
  withToy(async ({ plan, run, stages, folder, write }) => {
    const kept = `${folder}/kept/shout.txt`;
    const missing = async () =>
      await Deno.stat(kept).then(() => undefined, () => "kept/shout.txt");
    stages[0] = { ...stages[0]!, cached: false, missing };
    await run();
    assert.equal((await plan())[2], "shout: to run, kept/shout.txt is missing");
    await write("kept/shout.txt", "");
    assert.equal((await plan())[2], "shout: up to date");
  }));

Deno.test("planPipeline() plans what is forced", () =>
  withToy(async ({ plan, run }) => {
    await run();
    assert.deepEqual(await plan({ force: true, until: "upper" }), [
      "upper: to run, forced",
    ]);
  }));
