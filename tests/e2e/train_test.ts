import assert from "node:assert/strict";
import { cli, filesUnder, inTempFolder, lastJson, setFlags } from "./cli.ts";

/** Small enough for a test, large enough for sequence to matter. */
const PARAMS = setFlags({
  "events.demo.sessions": 2500,
  "events.demo.items": 150,
  "train.epochs": 6,
  "train.batchSize": 64,
  "train.negatives": 256,
});

Deno.test("train learns the demo shop better than Markov, and evaluate says the same", async (t) => {
  await inTempFolder(async (folder) => {
    const runs = `${folder}/runs`;
    const result = await cli([
      "train",
      "--json",
      "--data",
      `${folder}/data`,
      "--runs",
      runs,
      ...PARAMS,
    ]);
    assert.equal(result.code, 0, result.stderr);
    const json = lastJson(result);
    const { metrics, baselines, run } = json;

    await t.step(
      "--json has the promised shape, and nothing else on standard output",
      () => {
        assert.deepEqual(Object.keys(json).sort(), [
          "baselines",
          "eventsPerSecond",
          "metrics",
          "run",
        ]);
        assert.deepEqual(Object.keys(baselines), [
          "popularity",
          "session_popularity",
          "markov",
        ]);
        for (const values of [metrics, ...Object.values(baselines)]) {
          for (
            const name of ["recall", "hit_rate", "mrr", "ndcg", "coverage"]
          ) {
            for (const k of [1, 5, 10, 20]) {
              const value = (values as Record<string, number>)[`${name}@${k}`]!;
              assert.ok(value >= 0 && value <= 1, `${name}@${k} is ${value}`);
            }
          }
        }
        assert.ok(json.eventsPerSecond > 0);
        assert.equal(result.stdout.trimEnd().split("\n").length, 1);
      },
    );

    await t.step("the model beats every baseline clearly", () => {
      for (const metric of ["recall@20", "mrr@20"]) {
        for (const name of Object.keys(baselines)) {
          assert.ok(
            metrics[metric] > 1.1 * baselines[name][metric],
            `${metric}: ${metrics[metric]}, ${name} ${baselines[name][metric]}`,
          );
        }
      }
    });

    await t.step(
      "the run keeps model, features, configuration and metrics",
      async () => {
        assert.deepEqual(filesUnder(runs), [
          `${run}/artifacts/MLmodel`,
          `${run}/artifacts/config.json`,
          `${run}/artifacts/features.json`,
          `${run}/artifacts/input_example.json`,
          `${run}/artifacts/metrics.json`,
          `${run}/artifacts/model.mar`,
          `${run}/artifacts/model.safetensors`,
          `${run}/metrics.jsonl`,
          `${run}/run.json`,
        ]);
        const kept = JSON.parse(
          await Deno.readTextFile(`${runs}/${run}/artifacts/metrics.json`),
        );
        assert.deepEqual(kept.model.metrics, metrics);
        const record = JSON.parse(
          await Deno.readTextFile(`${runs}/${run}/run.json`),
        );
        assert.equal(record.status, "finished");
        assert.equal(record.summary["mrr@20"], metrics["mrr@20"]);
        const lines = await Deno.readTextFile(`${runs}/${run}/metrics.jsonl`);
        assert.equal(lines.trimEnd().split("\n").length, 6);
      },
    );

    await t.step(
      "the run's archive is whole, and archive packs it again",
      async () => {
        const path = `${runs}/${run}/artifacts/model.mar`;
        const whole = await cli(["archive", "verify", path]);
        assert.equal(whole.code, 0, whole.stderr);
        assert.match(
          whole.stdout,
          /model\.mar is whole: model model, version \S+, \d+ products, [\d.]+ MB\n$/,
        );
        const out = `${folder}/shop.mar`;
        const named = ["--name", "shop", "--version", "2", "--out", out];
        const packed = await cli([
          "archive",
          "--runs",
          runs,
          ...named,
          "--json",
        ]);
        assert.equal(packed.code, 0, packed.stderr);
        const { name, version, bytes } = lastJson(packed);
        assert.deepEqual([name, version], ["shop", "2"]);
        assert.equal((await Deno.stat(out)).size, bytes);
        await Deno.truncate(out, bytes - 1);
        const cut = await cli(["archive", "verify", out]);
        assert.equal(cut.code, 2);
        assert.equal(
          cut.stderr.trimEnd(),
          `error: ${out} cannot be taken: it is no zip file, is cut short or goes on after its end`,
        );
      },
    );

    await t.step(
      "training begins with what an archive has learned",
      async () => {
        const firstLoss = async (folder: string, id: string) => {
          const path = `${folder}/${id}/metrics.jsonl`;
          const [line] = (await Deno.readTextFile(path)).split("\n");
          return JSON.parse(line!).metrics.loss;
        };
        const others = `${folder}/other-runs`;
        const started = await cli([
          "train",
          "--json",
          "--data",
          `${folder}/data`,
          "--runs",
          others,
          ...PARAMS,
          "--set",
          "train.epochs=1",
          "--start",
          `${runs}/${run}/artifacts/model.mar`,
        ]);
        assert.equal(started.code, 0, started.stderr);
        const loss = await firstLoss(others, lastJson(started).run);
        assert.ok(loss < 0.9 * await firstLoss(runs, run), `${loss}`);
      },
    );

    await t.step(
      "sessions that are read as training goes teach of the same period",
      async () => {
        const others = `${folder}/buffered-runs`;
        const buffered = await cli([
          ...["train", "--json", "--data", `${folder}/data`],
          ...["--runs", others, ...PARAMS, ...setFlags({ "train.epochs": 1 })],
          ...setFlags({ "train.shuffleBuffer": 200, "model.trend": {} }),
        ]);
        assert.equal(buffered.code, 0, buffered.stderr);
        const learned = async (folder: string, id: string) => {
          const path = `${folder}/${id}/artifacts/metrics.json`;
          return JSON.parse(await Deno.readTextFile(path)).learned;
        };
        assert.deepEqual(
          await learned(others, lastJson(buffered).run),
          await learned(runs, run),
        );
      },
    );

    await t.step("evaluate gives the same metrics", async () => {
      const again = await cli(["evaluate", "--json", "--runs", runs]);
      assert.equal(again.code, 0, again.stderr);
      const evaluated = lastJson(again);
      assert.deepEqual(Object.keys(evaluated).sort(), Object.keys(json).sort());
      assert.deepEqual(evaluated.metrics, metrics);
      assert.deepEqual(evaluated.baselines, baselines);
      assert.equal(evaluated.run, run);
    });

    await t.step(
      "evaluate takes other parameters of its own, and no others",
      async () => {
        const ask = (assignment: string) =>
          cli(["evaluate", "--json", "--runs", runs, "--set", assignment]);
        const one = await ask('evaluate.baselines=["popularity"]');
        assert.equal(one.code, 0, one.stderr);
        const { popularity } = baselines;
        assert.deepEqual(lastJson(one).baselines, { popularity });
        const refused = await ask("train.seed=2");
        assert.equal(refused.code, 2);
        assert.match(
          refused.stderr,
          /^error: Parameter train\.seed: 1 is wanted, as run .* began with it, found 2$/m,
        );
      },
    );

    await t.step("a damaged model is one line of error", async () => {
      const path = `${runs}/${run}/artifacts/model.safetensors`;
      const bytes = await Deno.readFile(path);
      await Deno.writeFile(path, bytes.subarray(0, bytes.length - 100));
      const damaged = await cli(["evaluate", "--runs", runs]);
      assert.equal(damaged.code, 2);
      assert.match(
        damaged.stderr,
        /^error: .*model\.safetensors is not a whole safetensors file: .+\n$/m,
      );
      assert.doesNotMatch(damaged.stderr, /^ {4}at /m);
    });

    await t.step("a finished run is not resumed", async () => {
      const resumed = await cli(["train", "--runs", runs, "--resume", run]);
      assert.equal(resumed.code, 2);
      assert.equal(
        resumed.stderr.trimEnd().split("\n").at(-1),
        `error: Run ${run} is finished`,
      );
    });
  });
});
