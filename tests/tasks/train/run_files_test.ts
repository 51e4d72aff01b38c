import assert from "node:assert/strict";
import { resolveParams } from "../../../src/config.ts";
import { readRunConfig } from "../../../tasks/train/run_files.ts";

async function withConfig(
  text: string | undefined,
  call: (folder: string) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.mkdir(`${folder}/artifacts`);
    if (text !== undefined) {
      await Deno.writeTextFile(`${folder}/artifacts/config.json`, text);
    }
    await call(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const CONFIG = {
  preset: "demo",
  data: "data/demo",
  digest: "0a1b",
  params: resolveParams({
    preset: { description: "Made by a test", events: { format: "sessions" } },
  }),
};

Deno.test("readRunConfig() reads what a run began with", () =>
  withConfig(JSON.stringify(CONFIG), async (folder) => {
    assert.deepEqual(await readRunConfig(folder), CONFIG);
  }));

Deno.test("readRunConfig() says of anything else that it is no configuration", async () => {
  const { digest: _, ...noDigest } = CONFIG;
  const unknown = { ...CONFIG, more: 1 };
  const texts = [undefined, "", "{", "[]", noDigest, unknown].map((it) =>
    typeof it === "object" ? JSON.stringify(it) : it
  );
  for (const text of texts) {
    await withConfig(text, async (folder) => {
      await assert.rejects(readRunConfig(folder), {
        name: "InputError",
        message:
          `${folder}/artifacts/config.json cannot be read as a run's configuration of this version`,
      });
    });
  }
});
