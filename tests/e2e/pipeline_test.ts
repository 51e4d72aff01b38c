import assert from "node:assert/strict";
import { openStore } from "../../src/objects/open_store.ts";
import { service } from "../services.ts";
import {
  cli,
  filesUnder,
  finish,
  inTempFolder,
  lastJson,
  setFlags,
  startCli,
} from "./cli.ts";
import { byState } from "./pipeline_states.ts";

const PARAMS = {
  "events.demo.sessions": 800,
  "events.demo.items": 60,
  "model.itemSize": 16,
  "model.hiddenSize": 16,
  "train.epochs": 2,
  "train.batchSize": 64,
  "train.negatives": 64,
};

interface Place {
  readonly folder: string;
  /** @default {`cache` in the folder} */
  readonly cache?: string;
  /** @default {`out` in the folder} */
  readonly out?: string;
  readonly params?: Record<string, unknown>;
}

function args(
  { folder, cache = `${folder}/cache`, out = `${folder}/out`, params }: Place,
  ...more: string[]
): string[] {
  return [
    "pipeline",
    ...more,
    ...["--json", "--cache", cache, "--out", out, "--runs", `${folder}/runs`],
    ...setFlags({ ...PARAMS, ...params }),
  ];
}

const ALL = ["prepare", "train", "evaluate", "archive", "report", "track"];

Deno.test("pipeline runs what changed, restores what was, and nothing else", async (t) => {
  await inTempFolder(async (folder) => {
    const pipeline = async (params = {}, ...more: string[]) =>
      byState(await cli(args({ folder, params }, ...more)));
    assert.deepEqual(await pipeline(), { ran: ALL });
    const made = filesUnder(`${folder}/out`)
      .filter((it) => !it.startsWith(".work"));

    await t.step(
      "it makes dataset, run, metrics, archive, report and lock file",
      () => {
        assert.deepEqual(made, [
          "dataset/features.json",
          "dataset/report.json",
          "dataset/schema.json",
          "dataset/test.parquet",
          "dataset/train.parquet",
          "dataset/validation.parquet",
          "metrics.json",
          "model.mar",
          "pipeline.lock",
          "report.html",
          "run/artifacts/model.safetensors",
          "run/metrics.jsonl",
          "run/run.json",
          "tracked.json",
        ]);
      },
    );

    await t.step("the second run does nothing", async () => {
      const startedAtMs = performance.now();
      assert.deepEqual(await pipeline(), { "up to date": ALL });
      const seconds = (performance.now() - startedAtMs) / 1000;
      console.log(`a second run took ${seconds.toFixed(2)} s`);
      assert.ok(seconds < 10);
    });

    await t.step(
      "what it tracked can be evaluated and listed as any run",
      async () => {
        const { run } = JSON.parse(
          await Deno.readTextFile(`${folder}/out/tracked.json`),
        );
        const evaluated = await cli([
          "evaluate",
          "--runs",
          `${folder}/runs`,
          "--json",
        ]);
        const { metrics } = JSON.parse(
          await Deno.readTextFile(`${folder}/out/metrics.json`),
        ).model;
        assert.equal(lastJson(evaluated).run, run);
        assert.equal(lastJson(evaluated).metrics["mrr@20"], metrics["mrr@20"]);
        const verified = await cli([
          "archive",
          "verify",
          `${folder}/out/model.mar`,
        ]);
        assert.equal(verified.code, 0, verified.stderr);
      },
    );

    await t.step(
      "a parameter reruns what reads it and what depends on that",
      async () => {
        const params = { "evaluate.cutoffs": [10, 20] };
        const status = byState(await cli(args({ folder, params }, "status")));
        assert.deepEqual(status, {
          "up to date": ["prepare", "train"],
          "to run": ["evaluate"],
          depends: ["archive", "report", "track"],
        });
        assert.deepEqual(await pipeline(params), {
          "up to date": ["prepare", "train"],
          ran: ["evaluate", "archive", "report", "track"],
        });
      },
    );

    await t.step(
      "a parameter changed back restores what was made of it",
      async () => {
        const lock = `${folder}/earlier.lock`;
        await Deno.copyFile(`${folder}/out/pipeline.lock`, lock);
        assert.deepEqual(await pipeline(), {
          "up to date": ["prepare", "train"],
          restored: ["evaluate", "archive", "report"],
          ran: ["track"],
        });
        const diff = await cli([
          "pipeline",
          "diff",
          lock,
          "--out",
          `${folder}/out`,
        ]);
        assert.match(
          diff.stdout,
          /^parameter +evaluate +evaluate\.cutoffs +\[10, 20\] +\[1, 5, 10, 20\]$/m,
        );
        assert.match(diff.stdout, /^metric +evaluate +mrr@5 +– +0\.\d{4}$/m);
        assert.match(diff.stdout, /^data +evaluate +metrics\.json /m);
        assert.doesNotMatch(diff.stdout, /train|dataset|mrr@20/);
      },
    );

    await t.step(
      "diff compares with the lock file of a git revision",
      async () => {
        const out = `${folder}/out`;
        const git = async (...args: string[]) => {
          const name = ["-c", "user.name=t", "-c", "user.email=t@example.com"];
          const { success } = await new Deno.Command("git", {
            args: ["-C", out, ...name, ...args],
          }).output();
          assert.ok(success, args.join(" "));
        };
        await git("init", "--quiet");
        await git("add", "pipeline.lock");
        await git("commit", "--quiet", "--message", "First");
        const lock = `${out}/pipeline.lock`;
        const diff = (...words: string[]) =>
          cli(["pipeline", "diff", ...words, "--out", out]);
        const same = await diff();
        assert.equal(
          same.stdout,
          `Nothing differs between HEAD and ${lock}\n`,
          same.stderr,
        );
        const text = await Deno.readTextFile(lock);
        const other = text.replaceAll('"train.seed": 1', '"train.seed": 2');
        await Deno.writeTextFile(lock, other);
        const { stdout } = await diff("HEAD");
        assert.match(stdout, /^parameter +train +train\.seed +1 +2 +\+1$/m);
        await Deno.writeTextFile(lock, text);
        const absent = await diff("v9");
        assert.equal(absent.code, 2);
        assert.match(
          absent.stderr,
          /^error: v9 is neither a lock file nor a git revision with /,
        );
      },
    );

    await t.step(
      "a damaged output in the cache is named and made anew",
      async () => {
        const model = `${folder}/out/run/artifacts/model.safetensors`;
        const bytes = await Deno.readFile(model);
        const cached = filesUnder(`${folder}/cache/files`)
          .map((it) => `${folder}/cache/files/${it}`)
          .find((it) => Deno.statSync(it).size === bytes.length)!;
        bytes[bytes.length - 1]! ^= 1;
        await Deno.remove(cached);
        await Deno.writeFile(cached, bytes);
        await Deno.remove(model);
        const result = await cli(args({ folder }));
        const { ran, "up to date": kept } = byState(result);
        assert.match(
          result.stderr,
          /^note: run\/artifacts\/model\.safetensors in the cache .+ is damaged: train is made anew$/m,
        );
        assert.deepEqual(kept!.slice(0, 2), ["prepare", "evaluate"]);
        assert.ok(ran!.includes("train"));
      },
    );

    await t.step(
      "another folder restores from a shared cache without running",
      async () => {
        const out = `${folder}/elsewhere`;
        const { stdout, stderr, code } = await cli(
          args({ folder, out }, "--until", "report"),
        );
        assert.deepEqual(byState({ stdout, stderr, code }), {
          restored: ["prepare", "train", "evaluate", "report"],
        });
      },
    );

    await t.step(
      "a run that came out of the cache is kept as one that can be written to",
      async () => {
        const runs = `${folder}/other_runs`;
        const out = `${folder}/elsewhere`;
        const result = await cli([...args({ folder, out }), "--runs", runs]);
        assert.deepEqual(byState(result).ran, ["track"]);
        for (const path of filesUnder(runs)) {
          const { mode } = await Deno.stat(`${runs}/${path}`);
          assert.ok((mode! & 0o200) !== 0, path);
        }
        await Deno.remove(runs, { recursive: true });
        const again = await cli([...args({ folder, out }), "--runs", runs]);
        assert.deepEqual(byState(again).ran, ["track"]);
        assert.match(
          lastJson(again).stages.at(-1).why,
          new RegExp(`^${runs}/.+ is missing$`),
        );
      },
    );
  });
});

Deno.test("pipeline goes on with a killed training where it was, and refuses a second one meanwhile", async () => {
  await inTempFolder(async (folder) => {
    const params = { "train.epochs": 30, "train.patience": 30 };
    const killed = startCli(args({ folder, params }));
    const scratch = `${folder}/out/.work/train/scratch/runs`;
    const hasCheckpoint = () =>
      filesUnder(scratch).some((it) => it.endsWith("/checkpoint.safetensors"));
    while (!hasCheckpoint()) await new Promise((wake) => setTimeout(wake, 20));
    const second = await cli(args({ folder, params }));
    killed.kill("SIGKILL");
    const { code, stdout } = await finish(killed);
    assert.notEqual(code, 0, `it ended before it was killed: ${stdout}`);
    assert.equal(second.code, 2);
    assert.equal(
      second.stderr,
      `error: ${folder}/out is being worked on by another pipeline: wait for its end, or choose another folder\n`,
    );
    const [run] = [...Deno.readDirSync(scratch)].map(({ name }) => name);
    const result = await cli(args({ folder, params }));
    assert.deepEqual(byState(result), {
      "up to date": ["prepare"],
      ran: ALL.slice(1),
    });
    assert.doesNotMatch(result.stderr, /^epoch 1\/30/m);
    assert.match(result.stderr, new RegExp(`^Going on with run ${run}$`, "m"));
    const epochs = await Deno.readTextFile(`${folder}/out/run/metrics.jsonl`);
    assert.equal(epochs.trimEnd().split("\n").length, 30);
  });
});

Deno.test("pipeline status names the imported file that changed", async () => {
  await inTempFolder(async (folder) => {
    const project = new URL("../../", import.meta.url).pathname;
    const copy = `${folder}/copy`;
    await Deno.mkdir(copy);
    for (const name of ["src", "tasks", "deno.json", "deno.lock"]) {
      await new Deno.Command("cp", {
        args: ["-r", project + name, `${copy}/${name}`],
      }).output();
    }
    for (const name of ["node_modules", ".runtime"]) {
      await Deno.symlink(
        await Deno.realPath(project + name),
        `${copy}/${name}`,
      );
    }
    await cli(args({ folder }, "--until", "prepare"));
    const path = `${copy}/src/prepare/clean.ts`;
    await Deno.writeTextFile(path, "\n// Changed\n", { append: true });
    const { stdout } = await new Deno.Command(Deno.execPath(), {
      args: [
        ...["run", "--quiet", "--allow-all", "--no-check", "tasks/run.ts"],
        ...args({ folder }, "status", "--until", "prepare"),
      ],
      cwd: copy,
      env: { NO_COLOR: "1" },
    }).output();
    const { stages } = JSON.parse(new TextDecoder().decode(stdout));
    assert.deepEqual(stages, [{
      name: "prepare",
      state: "to run",
      why: "src/prepare/clean.ts changed",
    }]);
  });
});

const s3 = await service("s3");

Deno.test({
  name: "pipeline shares outputs through a bucket",
  ignore: s3 === undefined,
  fn: () =>
    inTempFolder(async (folder) => {
      const cache = `s3://${s3!.bucket}/pipeline-${crypto.randomUUID()}`;
      const env = {
        AWS_ACCESS_KEY_ID: s3!.accessKeyId!,
        AWS_SECRET_ACCESS_KEY: s3!.secretAccessKey!,
        AWS_ENDPOINT_URL_S3: s3!.endpoint!,
        AWS_REGION: s3!.region ?? "us-east-1",
      };
      const run = async (out: string) =>
        byState(
          await cli(
            args(
              { folder, cache, out: `${folder}/${out}` },
              "--until",
              "report",
            ),
            env,
          ),
        );
      const stages = ["prepare", "train", "evaluate", "report"];
      assert.deepEqual(await run("one"), { ran: stages });
      assert.deepEqual(await run("two"), { restored: stages });
      assert.deepEqual(
        await Deno.readFile(`${folder}/two/report.html`),
        await Deno.readFile(`${folder}/one/report.html`),
      );
      using store = await openStore(cache, { s3: s3! });
      for (const { key } of await store.list()) await store.delete(key);
    }),
});
