import assert from "node:assert/strict";
import { folderStore } from "../../src/objects/folder_store.ts";
import { StoreUnreachable } from "../../src/objects/store_unreachable.ts";
import { StageCache } from "../../src/pipeline/stage_cache.ts";
import { type Toy, withToy } from "./toy_pipeline.ts";

const UP_TO_DATE = [
  "upper: up to date",
  "join: up to date",
  "shout: up to date",
];

Deno.test("runPipeline() runs all stages in the order of their inputs, and nothing the second time", () =>
  withToy(async ({ run, read, ran }) => {
    assert.deepEqual(await run(), [
      "upper: ran, never ran here",
      "join: ran, never ran here",
      "shout: ran, never ran here",
    ]);
    assert.equal(await read("out/shout.txt"), "ONE!TWO!!");
    assert.deepEqual(await run(), UP_TO_DATE);
    assert.deepEqual(ran, ["upper", "join", "shout"]);
  }));

Deno.test("runPipeline() runs what depends on a parameter, and restores it when that is changed back", () =>
  withToy(async ({ run, read, ran, params }) => {
    await run();
    params.join = { sign: "-" };
    assert.deepEqual(await run(), [
      "upper: up to date",
      "join: ran, join.sign ! → -",
      "shout: ran, joined.txt changed",
    ]);
    assert.equal(await read("out/shout.txt"), "ONE-TWO!!");
    ran.length = 0;
    params.join = { sign: "!" };
    assert.deepEqual(await run(), [
      "upper: up to date",
      "join: restored, join.sign - → !",
      "shout: restored, joined.txt changed",
    ]);
    assert.equal(await read("out/shout.txt"), "ONE!TWO!!");
    assert.deepEqual(ran, []);
    assert.deepEqual(await run(), UP_TO_DATE);
  }));

Deno.test("runPipeline() runs a stage whose imported module changed, and stops where it makes the same", () =>
  withToy(async ({ run, write }) => {
    await run();
    await write("code/letters.ts", "export const letters = 27;\n");
    assert.deepEqual(await run(), [
      "upper: ran, code/letters.ts changed",
      "join: up to date",
      "shout: up to date",
    ]);
  }));

Deno.test("runPipeline() runs what depends on a source that changed", () =>
  withToy(async ({ run, write, read }) => {
    await run();
    await write("words.txt", "one two six");
    assert.deepEqual(await run(), [
      "upper: ran, words changed",
      "join: ran, words/upper.txt changed",
      "shout: ran, joined.txt changed",
    ]);
    assert.equal(await read("out/shout.txt"), "ONE!TWO!SIX!!");
  }));

Deno.test("runPipeline() restores outputs that are missing or altered", () =>
  withToy(async ({ run, read, folder, ran }) => {
    await run();
    ran.length = 0;
    await Deno.remove(`${folder}/out/words`, { recursive: true });
    await Deno.writeTextFile(`${folder}/out/shout.txt`, "WHISPER");
    assert.deepEqual(await run(), [
      "upper: restored, words is missing",
      "join: up to date",
      "shout: restored, shout.txt is altered",
    ]);
    assert.equal(await read("out/shout.txt"), "ONE!TWO!!");
    assert.deepEqual(ran, []);
  }));

/** Spoils the content of a cached file of this text. */
async function spoil({ folder }: Toy, text: string): Promise<void> {
  for await (const part of Deno.readDir(`${folder}/cache/files`)) {
    const parent = `${folder}/cache/files/${part.name}`;
    for await (const { name } of Deno.readDir(parent)) {
      const path = `${parent}/${name}`;
      if (await Deno.readTextFile(path) !== text) continue;
      await Deno.chmod(path, 0o644);
      await Deno.writeTextFile(path, text.toLowerCase());
    }
  }
}

Deno.test("runPipeline() notices a damaged output in the cache, names it and makes it anew", () =>
  withToy(async (toy) => {
    await toy.run();
    await spoil(toy, "ONE!TWO");
    await Deno.remove(`${toy.folder}/out/joined.txt`);
    assert.deepEqual(await toy.run(), [
      "upper: up to date",
      "join: ran, joined.txt is missing",
      "shout: up to date",
    ]);
    assert.deepEqual(toy.notes, [
      `joined.txt in the cache ${toy.folder}/cache is damaged: join is made anew`,
    ]);
    assert.equal(await toy.read("out/joined.txt"), "ONE!TWO");
    await Deno.remove(`${toy.folder}/out/joined.txt`);
    assert.equal((await toy.run())[1], "join: restored, joined.txt is missing");
    assert.equal(toy.notes.length, 1);
  }));

Deno.test("runPipeline() restores into another folder what a shared cache holds", () =>
  withToy(async ({ run, pipeline, folder, ran, read }) => {
    await run();
    ran.length = 0;
    Object.assign(pipeline, { folder: `${folder}/elsewhere` });
    assert.deepEqual(await run(), [
      "upper: restored, never ran here",
      "join: restored, never ran here",
      "shout: restored, never ran here",
    ]);
    assert.deepEqual(ran, []);
    assert.equal(await read("elsewhere/shout.txt"), "ONE!TWO!!");
    assert.equal(
      await read("elsewhere/pipeline.lock"),
      await read("out/pipeline.lock"),
    );
  }));

Deno.test("runPipeline() fills a cache that came later with what is up to date", () =>
  withToy(async ({ run, folder }) => {
    await run({ cache: undefined });
    const cache = new StageCache(folderStore(`${folder}/late`));
    assert.deepEqual(await run({ cache }), UP_TO_DATE);
    await Deno.remove(`${folder}/out`, { recursive: true });
    const states = (await run({ cache })).map((it) => it.split(",")[0]);
    assert.deepEqual(states, [
      "upper: restored",
      "join: restored",
      "shout: restored",
    ]);
  }));

Deno.test("runPipeline() goes on with the stage that failed, with what that left in its scratch folder", () =>
  withToy(async ({ run, stages, folder, read }) => {
    const join = stages.find(({ name }) => name === "join")!;
    const work = join.run;
    const found: string[] = [];
    join.run = async (context) => {
      const path = `${context.scratch}/half`;
      found.push(await Deno.readTextFile(path).catch(() => "nothing"));
      await Deno.writeTextFile(path, "half");
      await Deno.writeTextFile(context.output("joined.txt"), "ON");
      if (found.length === 1) throw new Error("killed");
      return await work(context);
    };
    await assert.rejects(run(), /killed/);
    await assert.rejects(Deno.stat(`${folder}/out/joined.txt`));
    assert.deepEqual(await run(), [
      "upper: up to date",
      "join: ran, never ran here",
      "shout: ran, never ran here",
    ]);
    assert.deepEqual(found, ["nothing", "half"]);
    assert.equal(await read("out/joined.txt"), "ONE!TWO");
    await assert.rejects(Deno.stat(`${folder}/out/.work/join`));
  }));

Deno.test("runPipeline() forgets the scratch folder of a stage that depends on something else now", () =>
  withToy(async ({ run, stages, params }) => {
    const join = stages.find(({ name }) => name === "join")!;
    const found: string[] = [];
    join.run = async ({ scratch }) => {
      found.push(await Deno.readTextFile(`${scratch}/half`).catch(() => "-"));
      await Deno.writeTextFile(`${scratch}/half`, "half");
      throw new Error("killed");
    };
    await assert.rejects(run(), /killed/);
    params.join = { sign: "?" };
    await assert.rejects(run(), /killed/);
    assert.deepEqual(found, ["-", "-"]);
  }));

Deno.test("runPipeline() runs again what is forced, one stage alone, or up to one", () =>
  withToy(async ({ run, params }) => {
    assert.deepEqual(await run({ until: "join" }), [
      "upper: ran, never ran here",
      "join: ran, never ran here",
    ]);
    assert.deepEqual(await run({ only: "upper", force: true }), [
      "upper: ran, forced",
    ]);
    params.shout = { times: 1 };
    assert.deepEqual(await run({ only: "shout" }), [
      "shout: ran, never ran here",
    ]);
    await assert.rejects(run({ only: "whisper" }), {
      name: "InputError",
      message:
        'The pipeline has no stage "whisper": one of upper, join, shout is wanted',
    });
  }));

Deno.test("runPipeline() says which stage makes what one alone would read", () =>
  withToy(({ run }) =>
    assert.rejects(run({ only: "shout" }), {
      name: "InputError",
      message:
        "joined.txt, which shout reads, is not there: stage join is to make it",
    })
  ));

Deno.test("runPipeline() refuses a folder in which another is at work, in one line", () =>
  withToy(async ({ run, stages, folder }) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const upper = stages.find(({ name }) => name === "upper")!;
    const work = upper.run;
    const started = Promise.withResolvers<void>();
    upper.run = async (context) => {
      started.resolve();
      await promise;
      return await work(context);
    };
    const first = run();
    await started.promise;
    await assert.rejects(run(), {
      name: "InputError",
      message:
        `${folder}/out is being worked on by another pipeline: wait for its end, or choose another folder`,
    });
    resolve();
    await first;
  }));

Deno.test("runPipeline() stops between stages where it is asked to", () =>
  withToy(async ({ run, ran }) => {
    const stop = new AbortController();
    await assert.rejects(
      run({ signal: stop.signal, onEnd: () => stop.abort() }),
      { name: "AbortError" },
    );
    assert.deepEqual(ran, ["upper"]);
  }));

Deno.test("runPipeline() gives a server up that is away, and says so once", () =>
  withToy(async ({ run, folder, notes, ran }) => {
    const store = folderStore(`${folder}/away`);
    let asked = 0;
    const away = (): never => {
      asked++;
      throw new StoreUnreachable("s3://shop does not answer");
    };
    const address = "s3://shop";
    const cache = new StageCache({ ...store, address, head: away });
    await run({ cache });
    assert.deepEqual(ran, ["upper", "join", "shout"]);
    assert.equal(asked, 1);
    assert.deepEqual(notes, [
      "s3://shop does not answer: nothing is taken from the cache, nor kept there",
    ]);
  }));

Deno.test("runPipeline() goes on without a cache that cannot be written to, and says so", () =>
  withToy(async ({ run, folder, notes, ran }) => {
    await Deno.writeTextFile(`${folder}/cache`, "in the way");
    await run();
    assert.deepEqual(ran, ["upper", "join", "shout"]);
    assert.equal(notes.length, 1);
    assert.match(
      notes[0]!,
      /cannot be written: .*: nothing more is kept in the cache$/,
    );
  }));
