import assert from "node:assert/strict";
import { localRegistry } from "../../src/track/registry/local_registry.ts";
import { stage } from "../../tasks/register.ts";
import type { StageInput } from "../../tasks/stage.ts";
import { finishRun, startRun } from "../track/mlflow/made_run.ts";

async function inFolder(test: (folder: string) => Promise<void>) {
  const folder = await Deno.makeTempDir();
  try {
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function register(
  folder: string,
  { words, flags = {} }: { words: string[]; flags?: Record<string, string> },
): Promise<string> {
  const lines: string[] = [];
  await stage.main({
    words,
    flags: {
      runs: `${folder}/runs`,
      models: `${folder}/models`,
      registry: "local",
      ...flags,
    },
    print: (line: string) => lines.push(line),
    signal: new AbortController().signal,
  } as unknown as StageInput);
  return lines.join("\n");
}

Deno.test("register makes a run a version, describes it and moves the alias to it", () =>
  inFolder(async (folder) => {
    const runs = [
      await startRun(`${folder}/runs`),
      await startRun(`${folder}/runs`),
    ];
    for (const run of runs) await finishRun(run);
    const [first, second] = runs;
    const flags = { as: "shop", alias: "champion" };
    assert.equal(
      await register(folder, { words: [first!.id], flags }),
      `shop 1 (champion): ${folder}/models/shop/1`,
    );
    await register(folder, {
      words: [second!.id],
      flags: { ...flags, describe: "two epochs" },
    });
    const registry = localRegistry(`${folder}/models`);
    const champion = await registry.byAlias("shop", "champion");
    assert.equal(champion?.run, second!.id);
    assert.equal(champion?.description, "two epochs");
    assert.equal(champion?.version, 2);
  }));

Deno.test("register names what is missing or wrong before anything is registered", () =>
  inFolder(async (folder) => {
    const run = await startRun(`${folder}/runs`);
    await finishRun(run);
    const words = [run.id];
    const wrong: [Parameters<typeof register>[1], RegExp][] = [
      [{ words: [] }, /One run is wanted/],
      [{ words: ["a", "b"] }, /One run is wanted/],
      [{ words }, /--as NAME is wanted/],
      [{ words, flags: { as: "shop", alias: "v1" } }, /Alias "v1"/],
      [{ words, flags: { as: "a/b" } }, /Model "a\/b"/],
      [{ words, flags: { as: "a", registry: "s3" } }, /--registry s3: local/],
      [{ words: ["zzzz"], flags: { as: "shop" } }, /Unknown run "zzzz"/],
    ];
    for (const [options, message] of wrong) {
      await assert.rejects(register(folder, options), message);
    }
    await assert.rejects(Deno.stat(`${folder}/models`), Deno.errors.NotFound);
  }));
